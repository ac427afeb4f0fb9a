# ruff: noqa: E501 - markup reads best unbroken.
"""Where programmers talk: trackers of bugs, code hosts, old groups, threaded lists."""

from __future__ import annotations

from html import escape

from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk


def _wrapped(text: str, width: int = 75) -> str:
    """Break lines as a tracker's plain text does."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


@system("bugzilla", "en de", page="bare", depth=2, most=25)
def bugzilla(talk: Talk) -> str:
    """Write plain text under a head with a number; answers name it in their first line."""
    talk.in_a_row()
    talk.open_with_article()
    talk.date_all("{Y}-{mm}-{dd} {HH}:{M}:{S} UTC")
    word, first = {"de": ("Kommentar", "Beschreibung")}.get(
        talk.tongue.code, ("Comment", "Description")
    )
    parts = []
    for n, c in enumerate(talk.comments):
        if c.parent is not None:
            above = talk.comments[c.parent]
            quoted = above.paragraphs[0].split("\n")[0][:60]
            if talk.tongue.code == "de":
                c.paragraphs.insert(
                    0, f"(In Antwort auf {above.author} aus Kommentar #{c.parent})\n> {quoted}"
                )
            else:
                c.paragraphs.insert(
                    0, f"(In reply to {above.author} from comment #{c.parent})\n> {quoted}"
                )
        text = escape("\n\n".join(_wrapped(p) for p in c.paragraphs))
        label = f"{word} {n}" if n else first
        parts.append(
            f"<div class='bz_comment'><div class='bz_comment_head'><span class='number'><a href='#'>{label}</a></span> <span class='user'><span class='fn'>{c.name}</span></span> <span class='time'>{c.date}</span></div><pre class='text'>{text}</pre></div>"
        )
    head = "<table><tr><th>Status:</th><td>RESOLVED FIXED</td></tr><tr><th>Product:</th><td>Bridge</td></tr><tr><th>Importance:</th><td>P2 normal</td></tr></table>"
    return f"{head}{''.join(parts)}<p>Note You need to log in before you can comment on or make changes to this bug.</p>"


@system("trac", "en", page="bare", depth=2, most=25)
def trac(talk: Talk) -> str:
    talk.in_a_row()
    talk.date_all("ago")
    parts = []
    for n, c in enumerate(talk.comments, 1):
        to = (
            f"<span class='threading'>in reply to: ↑ <a>{c.parent + 1}</a></span>"
            if c.parent is not None
            else ""
        )
        below = [m for m, other in enumerate(talk.comments, 1) if other.parent == n - 1]
        follow = f"<span class='threading'>follow-up: ↓ <a>{below[0]}</a></span>" if below else ""
        changed = (
            "<ul class='changes'><li><strong>Status</strong> changed from <em>new</em> to <em>closed</em></li></ul>"
            if talk.chance(0.15)
            else ""
        )
        parts.append(
            f"<div class='change'><h3><span class='cnum'><a href='#'>comment:{n}</a></span> {to}{follow} Changed <a>{c.date}</a> by <span class='trac-author'>{c.name}</span></h3>{changed}<div class='comment'>{c.html()}</div></div>"
        )
    head = f"<h2>#{talk.rng.randint(100, 9000)} closed defect (fixed)</h2><h3>Description</h3><p>{talk.tongue.paragraph(talk.rng, 3)}</p>"
    return f"{head}<h2>Change History ({len(talk.comments)})</h2>{''.join(parts)}<p>Note: See TracTickets for help on using tickets.</p>"


@system("code-host", "en", page="bare", most=30)
def code_host(talk: Talk) -> str:
    talk.flatten()
    talk.open_with_article()
    talk.date_all("{b} {d}, {Y}")
    parts = []
    for n, c in enumerate(talk.comments):
        label = (
            f"<span class='Label'>{talk.pick(('Contributor', 'Member', 'Owner'))}</span>"
            if c.badge
            else ""
        )
        faces = f"<div class='reactions'>👍 {c.votes}</div>" if c.votes > 2 else ""
        word = "opened this issue" if n == 0 and talk.chance(0.3) else "commented"
        parts.append(
            f"<div class='timeline-comment'>{label}<h3><strong><a href='#'>{c.name}</a></strong> {word} <a><relative-time>{c.date}</relative-time></a></h3><div class='comment-body'>{c.html()}</div>{faces}</div>"
        )
        if n and talk.chance(0.12):
            parts.append(
                f"<div class='event'><a>{talk.pick(talk.comments).name}</a> added the <span>{talk.pick(('bug', 'help wanted'))}</span> label <a>{c.date}</a></div>"
            )
    return f"<span>Closed</span> <div>{talk.comments[0].name} opened this issue {talk.comments[0].date} · {len(talk.comments) - 1} comments</div>{''.join(parts)}<div>Sign up for free to join this conversation</div>"


@system("groups-old", "en de", page="bare", most=15)
def groups_old(talk: Talk) -> str:
    """Write the heads of messages as labelled lines, with links below each message."""
    talk.flatten()
    talk.date_all("{a}, {d} {b} {Y} {HH}:{M}:{S} +0200")
    labels, links = {
        "de": (("Von:", "Datum:", "Betreff:"), "Antworten Antwort an Autor Weiterleiten Drucken"),
    }.get(
        talk.tongue.code,
        (("From:", "Date:", "Subject:"), "Reply Reply to author Forward Print Report this message"),
    )
    parts = "".join(
        f"<div class='message'><div><span>{labels[0]}</span> <b>{c.name}</b> &lt;user{n}...@example.org&gt;</div><div><span>{labels[1]}</span> {c.date}</div><div><span>{labels[2]}</span> {'Re: ' if n else ''}{talk.title}</div><div>{links}</div><div class='text'>{c.html(breaks=True)}</div></div><hr>"
        for n, c in enumerate(talk.comments)
    )
    return f"<div>{len(talk.comments)} messages</div>{parts}"


@system("forum-tree", "de en fr", page="bare", depth=4, most=25)
def forum_tree(talk: Talk) -> str:
    """Write a thread below one another, each with a headline, "by NAME, date" and "answer"."""
    talk.date_all(
        "{dd}.{mm}.{Y}, {HH}:{M}"
        if talk.tongue.code == "de"
        else "{dd}/{mm}/{Y} {HH}:{M}"
        if talk.tongue.code == "fr"
        else "{A}, {B} {dd}, {Y}, {HH}:{M}"
    )
    talk.open_with_article()
    reply = talk.say("reply")

    def write(c: Comment) -> str:
        town = f", {c.member.town}" if talk.chance(0.4) else ""
        return f"<div class='entry'><h2>{talk.title}</h2><p class='author'><strong>{c.name}</strong>{town}, {c.date}</p>{c.html()}<p class='answer'><a>{reply}</a></p></div>"

    return f"<ul class='thread'>{talk.nest(write)}</ul>"
