"""What erasing a person takes in a large archive: the look before, and the act.

    DATABASE_URL=sqlite:////tmp/erasing.sqlite3 python -m tests.benchmarks.erasing [COMMENTS]

An empty database is filled first, by the importer from invented dumps of a hundred comments;
one that is filled already is used as it is. Then two people are erased: one who wrote on few
pages, and one who wrote on one page in thirty. Seconds by the clock and of Python's own work,
and the most memory that the process held.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from archive.erasing.person import erase_person, preview_erasure  # noqa: E402
from archive.models import Dump  # noqa: E402
from comments.models import Comment  # noqa: E402
from tests.benchmarks.search_archive import START, Language  # noqa: E402

COMMENTS_A_DUMP = 100
PEOPLE = 3_000
RARE, OFTEN = "Zoe Quillfeather", "Bram Holloway"
WROTE_RARELY, WROTE_OFTEN = 100, 30
"""One dump in so many has a comment of theirs, and another one that names them."""


def fill(count: int) -> None:
    language = Language(seed=11)
    people = [language.text(2).title() for _ in range(PEOPLE)]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count // COMMENTS_A_DUMP):
            Path(folder, f"{number:06}.txt").write_text(dump(number, language, people))
        call_command("import_dumps", folder, verbosity=0)


def dump(number: int, language: Language, people: list[str]) -> str:
    at = START + timedelta(hours=number)
    authors = language.random.choices(people, k=COMMENTS_A_DUMP)
    texts = [language.text(40) for _ in authors]
    for name, pages in ((RARE, WROTE_RARELY), (OFTEN, WROTE_OFTEN)):
        if number % pages == 5:
            place = 10 if name == RARE else 50
            authors[place] = name
            texts[place + 1] = f"{name}, {texts[place + 1]}"
    paragraphs = "\n\n".join(language.text(80).capitalize() + "." for _ in range(5))
    comments = "\n\n".join(
        f"{author} says:\n{at + timedelta(minutes=place):%B %-d, %Y at %-I:%M %p}\n\n"
        f"{text.capitalize()}."
        for place, (author, text) in enumerate(zip(authors, texts, strict=True))
    )
    title = f"{language.text(4).capitalize()} {number}"
    return f"{title}\n\n{paragraphs}\n\n{COMMENTS_A_DUMP} Comments\n\n{comments}\n"


def step(name: str, act) -> None:
    start, computed = time.perf_counter(), time.process_time()
    said = act()
    seconds, computed = time.perf_counter() - start, time.process_time() - computed
    print(f"{name:28}{seconds:9.1f} s{computed:9.1f} s CPU   {said}", flush=True)


def run(name: str) -> None:
    step(f"preview {name}", lambda: dict(preview_erasure([name], site=None).counts))
    erase = {"site": None, "reason": "asked for it", "moderator": None}
    step(f"erase {name}", lambda: dict(erase_person([name], **erase).counts))


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    if not Comment.objects.exists():
        fill(count)
    comments, dumps = Comment.objects.count(), Dump.objects.count()
    print(f"{connection.vendor}, {comments:,} comments, {dumps:,} dumps", flush=True)
    run(RARE)
    run(OFTEN)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{'process at its largest':28}{most:9.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
