"""A discussion and its truth: who said what, when, and to whom."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from random import Random
from typing import Any

from tests.benchmarks.invented_pages.tongues import Tongue, truth_of_date, write_date


@dataclass
class Member:
    """What a forum's card says of somebody."""

    name: str
    rank: str
    posts: int
    joined: datetime
    town: str
    signature: str | None
    badge: str | None


@dataclass
class Comment:
    """One comment. `date` is the date as the page shows it, `posted_at` what that tells."""

    author: str | None
    when: datetime
    paragraphs: list[str]
    parent: int | None
    depth: int
    votes: int
    badge: str | None
    member: Member
    date: str = ""
    posted_at: str | None = None
    subject: str | None = None
    optional: bool = False
    kind: str = "comment"
    is_edited: bool = False

    @property
    def name(self) -> str:
        return escape(self.author or "")

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)

    def html(self, *, breaks: bool = False) -> str:
        """Write the text, paragraphs as `p` or parted by line breaks."""
        parts = [escape(text).replace("\n", "<br>\n") for text in self.paragraphs]
        if breaks:
            return "<br>\n<br>\n".join(parts)
        return "\n".join(f"<p>{part}</p>" for part in parts)


@dataclass
class Talk:
    """A discussion about to be laid out. A layout takes away what its page does not show."""

    rng: Random
    tongue: Tongue
    title: str
    site: str
    comments: list[Comment]
    declared: int | None = None
    forms: list[str] = field(default_factory=list)

    def pick(self, options: Any) -> Any:
        return self.rng.choice(options)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def say(self, key: str, **values: object) -> str:
        """Give a caption in the page's language, escaped."""
        return escape(self.tongue.caption(self.rng, key, **values), quote=False)

    def date_all(self, *forms: str) -> None:
        """Date every comment in one of the forms, or of the tongue's forms of a kind."""
        form = self.pick(self.tongue[forms[0]] if forms[0] in KINDS else forms)
        for comment in self.comments:
            if forms[0] == "ago":
                comment.date = self.pick(self.tongue["ago"])
                continue
            comment.date = write_date(comment.when, form, self.tongue)
            comment.posted_at = truth_of_date(comment.when, form)

    def flatten(self) -> None:
        """Lay all comments out in a row: the page shows no answers."""
        self.comments.sort(key=lambda comment: comment.when)
        for comment in self.comments:
            comment.parent, comment.depth = None, 0

    def in_a_row(self) -> None:
        """Lay all comments out in order of time, answers still knowing whom they answer."""
        order = sorted(range(len(self.comments)), key=lambda n: self.comments[n].when)
        place = {old: new for new, old in enumerate(order)}
        for comment in self.comments:
            comment.parent = None if comment.parent is None else place[comment.parent]
        self.comments = [self.comments[old] for old in order]

    def name_parents(self) -> None:
        """Keep the parents that a name alone tells: the last comment above by that person."""
        latest: dict[str | None, int] = {}
        for number, comment in enumerate(self.comments):
            answered = None if comment.parent is None else self.comments[comment.parent].author
            if comment.parent is not None and latest.get(answered) != comment.parent:
                comment.parent = None
            latest[comment.author] = number

    def cap(self, depth: int) -> None:
        """Show deeper answers at the deepest level: as siblings of what they answer."""
        for comment in self.comments:
            while comment.depth > depth and comment.parent is not None:
                above = self.comments[comment.parent]
                comment.parent, comment.depth = above.parent, above.depth
        for comment in self.comments:
            parent = comment.parent
            comment.depth = 0 if parent is None else self.comments[parent].depth + 1

    def heading(self) -> str:
        """Write the heading of the discussion, often with the count."""
        if self.chance(0.75):
            self.declared = len(self.comments)
            return self.say("counted", n=self.declared, title=self.title)
        return self.say("comments")

    def open_with_article(self) -> None:
        """Make the first comment the opening post of a thread."""
        self.comments[0].optional = True

    def nest(
        self,
        write: Callable[[Comment], str],
        opening: str = "<ul class='children'>",
        closing: str = "</ul>",
        item: str = "<li class='comment'>",
        item_end: str = "</li>",
    ) -> str:
        """Write the comments as nested lists, without recursion."""
        parts: list[str] = []
        depth = -1
        for comment in self.comments:
            if comment.depth > depth:
                parts += [opening] * (comment.depth - max(depth, 0))
            else:
                parts.append(item_end)
                parts += [closing + item_end] * (depth - comment.depth)
            parts += [item, write(comment)]
            depth = comment.depth
        parts += [item_end] + [closing + item_end] * max(depth, 0)
        return "\n".join(parts)


KINDS = ("long", "numeric", "day", "ago")


def make_talk(rng: Random, tongue: Tongue, *, count: int, depth: int) -> Talk:
    """Invent a discussion of so many comments, answers nested so deep at most."""
    title = rng.choice(tongue["titles"])
    start = datetime(rng.randint(2004, 2022), rng.randint(1, 12), rng.randint(1, 28), 9)
    people = _people(rng, tongue, max(3, int(count * rng.uniform(0.4, 1.0))), start)
    parents = _parents(rng, count, depth)
    times = _times(rng, parents, start)
    comments: list[Comment] = []
    for parent, when in zip(parents, times, strict=True):
        member = rng.choice(people)
        while parent is not None and member.name == comments[parent].author:
            member = rng.choice(people)
        answered = None if parent is None else comments[parent]
        comments.append(
            Comment(
                author=member.name,
                when=when,
                paragraphs=_body(rng, tongue, answered),
                parent=parent,
                depth=0 if answered is None else answered.depth + 1,
                votes=rng.choice((0, 0, 1, 2, 3, 5, 14)),
                badge=member.badge,
                member=member,
                is_edited=rng.random() < 0.08,
            )
        )
    return Talk(rng, tongue, title, rng.choice(tongue["sites"]), comments)


def _people(rng: Random, tongue: Tongue, count: int, start: datetime) -> list[Member]:
    found: dict[str, Member] = {}
    for _ in range(5 * count):
        if len(found) < count:
            member = _member(rng, tongue, start)
            found.setdefault(member.name, member)
    return list(found.values())


def _member(rng: Random, tongue: Tongue, start: datetime) -> Member:
    return Member(
        name=tongue.name(rng),
        rank=rng.choice(tongue["ranks"]),
        posts=rng.choice((1, 7, 38, 120, 412, 1204, 5310)),
        joined=start - timedelta(days=rng.randint(20, 2500)),
        town=rng.choice(tongue["towns"]),
        signature=_signature(rng, tongue) if rng.random() < 0.35 else None,
        badge=rng.choice(tongue["badges"]) if rng.random() < 0.15 else None,
    )


def _signature(rng: Random, tongue: Tongue) -> str:
    own = tongue.sentence(rng) if rng.random() < 0.6 else rng.choice(tongue["signatures"])
    return str(own)


def _parents(rng: Random, count: int, depth: int) -> list[int | None]:
    """Draw parents in reading order: an answer goes to the last comment or one above it."""
    parents: list[int | None] = []
    path: list[int] = []
    for index in range(count):
        keep = rng.randint(0, min(len(path), depth)) if rng.random() < 0.6 else 0
        path = path[:keep]
        parents.append(path[-1] if path else None)
        path.append(index)
    return parents


def _times(rng: Random, parents: list[int | None], start: datetime) -> list[datetime]:
    """Draw times so that answers come after what they answer, and roots in order."""
    times: list[datetime] = []
    root = start + timedelta(minutes=rng.randint(5, 900))
    for parent in parents:
        step = timedelta(minutes=rng.randint(3, rng.choice((90, 900, 4000))), seconds=17)
        if parent is None:
            root += step
            times.append(root)
        else:
            # Answers to one comment stand in order, as every system shows them.
            siblings = (t for t, p in zip(times, parents, strict=False) if p == parent)
            times.append(max(itertools.chain((times[parent],), siblings)) + step)
    return times


def _body(rng: Random, tongue: Tongue, answered: Comment | None) -> list[str]:
    chance = rng.random()
    if chance < 0.1:
        return [rng.choice(tongue["exclaims"])]
    if chance < 0.6:
        paragraphs = [tongue.paragraph(rng, rng.randint(1, 3))]
    elif chance < 0.9:
        paragraphs = [tongue.paragraph(rng, rng.randint(1, 4)) for _ in range(rng.randint(2, 3))]
    else:
        paragraphs = [tongue.paragraph(rng, rng.randint(1, 6)) for _ in range(rng.randint(3, 7))]
    return _spiced(rng, tongue, answered, paragraphs)


def _spiced(
    rng: Random, tongue: Tongue, answered: Comment | None, paragraphs: list[str]
) -> list[str]:
    """Add what real texts hold beside sentences: greetings, dates, lists, addresses, faces."""
    if answered is not None and rng.random() < 0.2:
        paragraphs[0] = f"@{answered.author} {paragraphs[0]}"
    if rng.random() < 0.05:
        day = datetime(rng.randint(1950, 2003), rng.randint(1, 12), rng.randint(1, 28))
        written = write_date(day, tongue["day"][0], tongue)
        paragraphs.append(f"{written}: {tongue.sentence(rng)}")
    if rng.random() < 0.04:
        items = (rng.choice(tongue["claims"]) for _ in range(3))
        paragraphs.insert(1, "\n".join(f"{n}) {item}" for n, item in enumerate(items, 1)))
    if rng.random() < 0.05:
        paragraphs.append(f"http://www.example.org/{rng.randint(100, 9999)}/plan.pdf")
    if rng.random() < 0.08:
        paragraphs[-1] += " " + rng.choice((":-)", ";)", "😀", ":D", "..."))
    if rng.random() < 0.05:
        paragraphs.append(rng.choice(tongue["first"]))
    return paragraphs
