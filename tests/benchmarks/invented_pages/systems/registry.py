"""Where layouts register: by name, with the languages and the kind of page they live in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.invented_pages.page import bare_page, blog_page, forum_page
from tests.benchmarks.invented_pages.talk import Talk

Layout = Callable[[Talk], str]

PAGES: dict[str, Callable[[Talk, str], str]] = {
    "blog": blog_page,
    "forum": forum_page,
    "bare": bare_page,
}

ALL = "en de fr es it pt nl pl ru ja zh"


@dataclass(frozen=True)
class System:
    """One layout. `depth`: how deep its answers nest; `most`: comments on a page."""

    name: str
    write: Layout
    languages: tuple[str, ...]
    page: Callable[[Talk, str], str]
    depth: int
    most: int


SYSTEMS: dict[str, System] = {}


def system(
    name: str, languages: str = ALL, *, page: str = "blog", depth: int = 0, most: int = 30
) -> Callable[[Layout], Layout]:
    def register(write: Layout) -> Layout:
        SYSTEMS[name] = System(name, write, tuple(languages.split()), PAGES[page], depth, most)
        return write

    return register
