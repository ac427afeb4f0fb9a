"""How fast, and how often right, `read_times` reads dates: `python -m tests.benchmarks.dates`.

The named alternatives are dateutil's and dateparser's single-text parsers. Neither is a
dependency of this project: what is not installed is named as absent. They are given the
date words alone, since finding these in a line is not what they are for.
"""

from __future__ import annotations

import importlib
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime

from archive.dumps.dates.times import read_times

RUNS = 5

MONTHS = {
    "en": "January March May July October",
    "de": "Januar März Mai Juli Oktober",
    "fr": "janvier mars mai juillet octobre",
    "pl": "stycznia marca maja lipca października",
}
NUMBERS = (1, 3, 5, 7, 10)

LAYOUTS: tuple[tuple[str, str], ...] = (
    ("en", "{name} {day}, {year} at {hour12}:{minute:02} {half}"),
    ("en", "{day} {name} {year} {hour:02}:{minute:02}"),
    ("de", "{day}. {name} {year} um {hour:02}:{minute:02} Uhr"),
    ("de", "{day:02}.{month:02}.{year}, {hour:02}:{minute:02}"),
    ("fr", "{day} {name} {year} à {hour}h{minute:02}"),
    ("pl", "{day} {name} {year} o {hour:02}:{minute:02}"),
    ("en", "{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"),
)


def samples() -> Iterator[tuple[str, datetime]]:
    for number in range(700):
        language, layout = LAYOUTS[number % len(LAYOUTS)]
        which = number % len(NUMBERS)
        value = datetime(
            2010 + number % 9, NUMBERS[which], 13 + number % 15, number % 24, number % 60
        )
        yield (
            layout.format(
                name=MONTHS[language].split()[which],
                day=value.day,
                month=value.month,
                year=value.year,
                hour=value.hour,
                hour12=value.hour % 12 or 12,
                minute=value.minute,
                half="pm" if value.hour >= 12 else "am",
            ),
            value,
        )


def ours(texts: list[str]) -> list[datetime | None]:
    return [line[0].time.value if line else None for line in read_times(texts).found]


def one_by_one(
    parse: Callable[[str], datetime | None],
) -> Callable[[list[str]], list[datetime | None]]:
    def read(texts: list[str]) -> list[datetime | None]:
        return [_quietly(parse, text) for text in texts]

    return read


def _quietly(parse: Callable[[str], datetime | None], text: str) -> datetime | None:
    try:
        return parse(text)
    except (ValueError, OverflowError):
        return None


def alternatives() -> Iterator[tuple[str, Callable[[list[str]], list[datetime | None]] | None]]:
    for module, name in (("dateutil.parser", "parse"), ("dateparser", "parse")):
        try:
            yield module, one_by_one(getattr(importlib.import_module(module), name))
        except ImportError:
            yield module, None


def measure(read: Callable[[list[str]], list[datetime | None]], texts: list[str]) -> float:
    """Median seconds of one reading of all texts."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        read(texts)
        times.append(time.process_time() - start)
    return statistics.median(times)


def share_right(found: list[datetime | None], wanted: list[datetime]) -> float:
    right = sum(one == value for one, value in zip(found, wanted, strict=True))
    return right / len(wanted)


def main() -> None:
    texts, wanted = map(list, zip(*samples(), strict=True))
    base = measure(ours, texts)
    print(f"{'reader':18} {'us/date':>8} {'ratio':>7} {'right':>6}")
    right = share_right(ours(texts), wanted)
    print(f"{'read_times':18} {base / len(texts) * 1e6:8.1f} {1:7.1f} {right:6.3f}")
    for name, read in alternatives():
        if read is None:
            print(f"{name:18} absent: not installed, and not a dependency")
            continue
        seconds = measure(read, texts)
        right = share_right(read(texts), wanted)
        print(f"{name:18} {seconds / len(texts) * 1e6:8.1f} {seconds / base:7.1f} {right:6.3f}")
    prose = [
        "It was a long winter, and in 2015 the 3 of them stayed at home for 12 weeks. " * 3
    ] * 5000
    size = sum(map(len, prose)) / 1e6
    print(f"{'read_times, prose':18} {size / measure(ours, prose):8.1f} MB/s")


if __name__ == "__main__":
    main()
