"""Spoils the samples at random and reads them: `python -m tests.dumps.fuzzing --minutes 30`.

What must hold of any text: no exception, every line in one section, parents before replies.
Prints the seed of each text that breaks this, so that `--seed` shows it again; exits 1 then.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from pathlib import Path

from archive.dumps.page import parse_page
from archive.dumps.rows.dialects import DIALECTS

SAMPLES = Path(__file__).parents[2] / "archive" / "samples"
SLOW = 0.002
"""Seconds a line that are worth a look; the reading ought to be linear."""

PIECES = [
    "• ", "* ", "1. ", "99. ", "> ", "#", "\t", "\x00", "\ufeff", "\u202e", "\r", "\x0b", "\ud800",
    "2015-09-30", "September 31, 2015", "00/00/0000 99:99", "3 hours ago", "24 Comments", "Reply",
    "says:", "@", "Anonymous", "[deleted]", "<script>", "\U0001f40c", "ﷺ", "漢字",
    "é̀" * 9, "-" * 80,
    "9" * 40, "a" * 3000, "12.12.12 " * 40,
]  # fmt: skip


def spoil(text: str, rng: random.Random) -> str:
    """Cut, double, shuffle, indent and sprinkle the lines of a text."""
    lines = text.split("\n")
    for _ in range(rng.randint(1, 30)):
        at = rng.randrange(len(lines) + 1)
        to = min(len(lines), at + rng.randint(0, 40))
        act = rng.randrange(8)
        if act == 0:
            del lines[at:to]
        elif act == 1:
            lines[at:at] = lines[at:to] * rng.randint(1, 5)
        elif act == 2:
            part = lines[at:to]
            rng.shuffle(part)
            lines[at:to] = part
        elif act == 3:
            indent = " " * rng.randint(0, 30)
            lines[at:to] = [indent + line.lstrip() for line in lines[at:to]]
        elif act == 4:
            lines.insert(at, rng.choice(PIECES) * rng.randint(1, 4))
        elif act == 5 and lines:
            index = rng.randrange(len(lines))
            place = rng.randint(0, len(lines[index]))
            lines[index] = lines[index][:place] + rng.choice(PIECES) + lines[index][place:]
        elif act == 6:
            lines[at:to] = [line for line in lines[at:to] if line.strip()]
        else:
            lines[at:to] = [" ".join(lines[at:to])]
        lines = lines or [""]
    return rng.choice(["\n", "\n", "\n", "\r\n", "\r"]).join(lines)


def check(text: str, dialect: str | None) -> None:
    page = parse_page(text, dialect=dialect)
    expected = 1
    for section in page.sections:
        assert section.first_line == expected, f"line {expected} is in no section"
        expected = section.last_line + 1
    assert expected == page.line_count + 1, "the last lines are in no section"
    for index, comment in enumerate(page.comments):
        assert comment.parent is None or 0 <= comment.parent < index, "a parent after its reply"
        depth = 0 if comment.parent is None else page.comments[comment.parent].depth + 1
        assert comment.depth == depth, "a depth that is not one more than the parent's"
    firsts = {comment.first_line for comment in page.comments}
    assert len(firsts) == len(page.comments), "two comments begin on one line"
    assert 0 <= page.confidence <= 1


def run(seed: int, texts: list[str]) -> bool:
    rng = random.Random(seed)
    text = rng.choice(texts)
    if rng.random() < 0.3:
        text += rng.choice(texts)
    text = spoil(text, rng)
    dialect = rng.choice([None, None, *sorted(DIALECTS)])
    start = time.process_time()
    try:
        check(text, dialect)
    except Exception:
        print(f"--seed {seed} breaks, read as {dialect}")
        traceback.print_exc()
        return False
    spent = time.process_time() - start
    if spent > 1 and spent / (text.count("\n") + len(text) / 200) > SLOW:
        print(f"--seed {seed} takes {spent:.1f} s for {len(text):,} characters")
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, help="one text again")
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    if options.seed is not None:
        return int(not run(options.seed, texts))
    seed, count, broken = int(time.time()), 0, 0
    until = time.monotonic() + options.minutes * 60
    while time.monotonic() < until:
        broken += not run(seed + count, texts)
        count += 1
    print(f"{count:,} texts from seed {seed}, {broken} broken")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
