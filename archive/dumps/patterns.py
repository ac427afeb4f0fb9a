"""Every regular expression of the parser, named for what it finds.

Each stands under an example line that it matches. None of them nests one unbounded
repetition in another, so that each takes linear time on any text.
"""

from __future__ import annotations

import re

# --- the door -------------------------------------------------------------------------

# "first line\r\nsecond line\rthird line"
NEWLINE = re.compile(r"\r\n?")

# "Zero\x00width, \ufeffand \u202eturned round"
ODD_CHARACTER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd\t]"
)

# --- the start of a line --------------------------------------------------------------

# "12. Cy writes:"
LIST_NUMBER = re.compile(r"(\d{1,5})\.(?:\s+|$)")

# "## 12 Comments"
MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?=\S)")

# "**Ann** said _hello_ to `you`"
MARKDOWN_EMPHASIS = re.compile(r"\*\*|`|(?<![^\W_*])[*_](?=\S)|(?<=\S)[*_](?![^\W_*])")

# "22\. December 2019 \- 12\) and \*stars\*"
MARKDOWN_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")

# "[avatar-32.png] Ann says:" and the lines of a form, "Name ____________"
IMAGE_OR_FIELD = re.compile(r"\[[\w.@%=&?;~-]{3,60}\](?!\()|\[\s{3,}\]|_{5,}|\[ \]|\( \)|\[_+\]")
