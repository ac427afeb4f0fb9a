"""Dumps of pages of the simplest kind, and a parser of them: a comment a line.

For tests of what happens around parsing, with real files in real processes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archive.dumps.records import ParsedPage
from tests.importing.pages import a_comment, a_page


def write_dumps(folder: Path, numbers: range, *, comments: int) -> Path:
    """Files of one page each; the same number is the same page."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        lines = [f"Bridge {number}", *(f"Comment {index} on it." for index in range(comments))]
        (folder / f"{number:04}.txt").write_text("\n".join(lines))
    return folder


def parse_dump(text: str, **options: Any) -> ParsedPage:
    title, *bodies = text.split("\n")
    comments = [
        a_comment(body, author=f"Reader {index % 7}", parent=index - 1 if index % 3 else None)
        for index, body in enumerate(bodies)
    ]
    return a_page(*comments, title=title, title_text=title)
