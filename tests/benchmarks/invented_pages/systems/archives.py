# ruff: noqa: E501 - markup reads best unbroken.
"""Guestbooks and archives of mailing lists and groups."""

from __future__ import annotations

from html import escape

from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk


@system("guestbook", page="bare")
def guestbook(talk: Talk) -> str:
    talk.flatten()
    talk.comments.reverse()
    talk.date_all(talk.pick(("numeric", "long")))
    by, place = talk.say("by"), talk.pick(talk.tongue["place"])
    wrote = talk.say("says")
    form = talk.rng.random()
    parts = []
    for n, c in zip(range(len(talk.comments), 0, -1), talk.comments, strict=True):
        if form < 0.4:
            parts.append(
                f"<table width='90%' border='1'><tr><td width='30%'>{n}) <b>{c.name}</b><br>{place}: {c.member.town}</td><td><small>{c.date}</small><hr>{c.html(breaks=True)}</td></tr></table>"
            )
        elif form < 0.7:
            parts.append(
                f"<div class='entry'><p class='head'>#{n} {by} <b>{c.name}</b>, {c.date}</p>{c.html()}</div><hr>"
            )
        else:
            parts.append(
                f"<div class='entry'><b>{c.name}</b> {wrote}<p>{c.html(breaks=True)}</p><i>{c.date}</i></div><hr>"
            )
    return (
        f"<p>{talk.say('comments')}: {len(talk.comments)}</p>{''.join(parts)}"
        if _count(talk)
        else "".join(parts)
    )


def _count(talk: Talk) -> bool:
    if talk.chance(0.5):
        talk.declared = len(talk.comments)
    return talk.declared is not None


def _with_quote(talk: Talk, c: Comment, number: int) -> None:
    """Quote as e-mail does: with an angle before each line."""
    if number and talk.chance(0.5):
        other = talk.comments[number - 1]
        said = {"de": "schrieb", "fr": "a écrit", "ru": "пишет"}.get(talk.tongue.code, "wrote")
        c.paragraphs = [
            f"{other.author} {said}:\n> {other.paragraphs[0].splitlines()[0]}",
            *c.paragraphs,
        ]


@system("list-archive-pre", "en de", page="bare", most=12)
def list_archive(talk: Talk) -> str:
    """Write a thread as preformatted e-mails below each other."""
    talk.flatten()
    talk.date_all("{Y}-{mm}-{dd} {HH}:{M}", "{a}, {d} {b} {Y} {HH}:{M}:{S}")
    rule = "-" * 70
    parts = []
    for n, c in enumerate(talk.comments):
        _with_quote(talk, c, n)
        text = escape("\n\n".join(c.paragraphs))
        subject = f"{'Re: ' if n else ''}{talk.title}"
        parts.append(
            f"<a name='m{n}'></a><b>From:</b> {c.name} &lt;user{n}@example.org&gt;\n<b>Subject:</b> {subject}\n<b>Date:</b> {c.date}\n\n{text}\n\n{rule}\n"
        )
    return f"<pre>{''.join(parts)}</pre>"


@system("list-archive-nabble", "en de fr ru", page="bare", most=15)
def nabble(talk: Talk) -> str:
    talk.flatten()
    talk.date_all("{b} {dd}, {Y}; {h}:{M}{p}" if talk.tongue.code == "en" else "numeric")
    reply = {
        "de": "Antworten | Baumansicht",
        "fr": "Répondre | Arborescence",
        "ru": "Ответить | Древовидный вид",
    }.get(talk.tongue.code, "Reply | Threaded")
    posts = talk.say("posts")
    parts = []
    for n, c in enumerate(talk.comments):
        _with_quote(talk, c, n)
        parts.append(
            f"<div class='classic-row'><div class='classic-header'><span>{c.date}</span></div><div class='classic-subject'><b>{'Re: ' if n else ''}{talk.title}</b></div><div class='left'><a href='#'>{c.name}</a><br><span>{c.member.posts} {posts.lower()}</span></div><div class='message-text'>{c.html(breaks=True)}</div><div class='links'>{reply}</div></div>"
        )
    return "".join(parts)


@system("groups", "en de es", page="bare", most=15)
def groups(talk: Talk) -> str:
    talk.flatten()
    talk.date_all("{dd}.{mm}.{yy}", "{d}/{m}/{yy}") if talk.tongue.code != "en" else talk.date_all(
        "{m}/{d}/{yy}"
    )
    to = {"de": "an", "es": "para"}.get(talk.tongue.code, "to")
    parts = "".join(
        f"<div class='msg'><div><b>{c.name}</b></div><div>{c.date}</div><div>{to} {escape(talk.site)}</div><div class='text'>{c.html(breaks=True)}</div></div>"
        for c in talk.comments
    )
    return (
        f"<div>{talk.say('counted', n=len(talk.comments), title=talk.title)}</div>{parts}"
        if _count(talk)
        else parts
    )
