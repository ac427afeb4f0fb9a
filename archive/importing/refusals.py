"""Files that are named like dumps and are what dumps are made from."""

from __future__ import annotations

import re

# <!doctype html> or <html lang="en">, behind a mark of the encoding, an XML line and comments.
HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<\?xml[^>]{0,199}>\s{0,99})?(?:<!--[^>]{0,999}-->\s{0,99}){0,9}"
    rb"<(?:!doctype\s{1,99}html|html)[\s>]",
    re.IGNORECASE,
)


def why_no_dump(content: bytes) -> str:
    """Why these bytes are no dump of a page, in words; nothing where they may be one.

    Of HTML taken for text, tags would become the title and scripts the article.
    """
    if HTML.match(content):
        return "it is HTML, not the text of a page; `lynx -dump` or another such tool makes that."
    return ""
