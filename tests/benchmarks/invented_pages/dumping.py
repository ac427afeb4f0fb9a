"""The extractors: a page's HTML in, the text of each kind of dump out.

They are not part of this project. Three are Python packages, two are programs; where one
is missing, its kind of dump is left out and named.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser

Dump = Callable[[str], str]


def available() -> tuple[dict[str, Dump], list[str]]:
    """Give the extractors that are installed, and name those that are not."""
    found: dict[str, Dump] = {"wet": _wet}
    missing = []
    for package, kinds in _PACKAGES.items():
        if importlib.util.find_spec(package) is None:
            missing.append(f"{package} (Python package)")
        else:
            found |= kinds
    for program, dump in _PROGRAMS.items():
        if shutil.which(program) is None:
            missing.append(f"{program} (program)")
        else:
            found[program] = dump
    return found, missing


def _resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=False, preserve_formatting=True)) + "\n"


def _resiliparse_main(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(html, main_content=True, comments=True, preserve_formatting=True)
    return str(text) + "\n"


def _inscriptis(html: str) -> str:
    import inscriptis

    return str(inscriptis.get_text(html)) + "\n"


def _html2text(html: str) -> str:
    import html2text

    writer = html2text.HTML2Text(bodywidth=0)
    writer.ignore_links = True
    writer.ignore_images = True
    return str(writer.handle(html))


def _lynx(html: str) -> str:
    options = ["-dump", "-nolist", "-force_html", "-stdin", "-assume_charset=utf-8"]
    return _run(["lynx", *options, "-display_charset=utf-8"], html)


def _w3m(html: str) -> str:
    return _run(["w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8"], html)


def _run(command: list[str], html: str) -> str:
    done = subprocess.run(command, input=html.encode(), capture_output=True, check=True)
    return done.stdout.decode()


def _wet(html: str) -> str:
    """Write every text node on a line of its own, as Common Crawl's WET files do."""
    reader = _Pieces()
    reader.feed(html)
    reader.close()
    return "\n".join(reader.pieces) + "\n"


class _Pieces(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.is_code = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.is_code = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.is_code = False

    def handle_data(self, data: str) -> None:
        lines = [data] if "\n\n" not in data else data.split("\n")
        for line in lines:
            text = " ".join(line.split())
            if text and not self.is_code:
                self.pieces.append(text)


_PACKAGES: dict[str, dict[str, Dump]] = {
    "resiliparse": {"resiliparse": _resiliparse, "resiliparse-main": _resiliparse_main},
    "inscriptis": {"inscriptis": _inscriptis},
    "html2text": {"html2text": _html2text},
}

_PROGRAMS: dict[str, Dump] = {"lynx": _lynx, "w3m": _w3m}
