# ruff: noqa: E501 - markup reads best unbroken.
"""Newspapers' own systems: parts in any order, in any markup, as each house built them."""

from __future__ import annotations

from tests.benchmarks.invented_pages.page import reply_form
from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk


class _House:
    """One house's way to lay a comment out, drawn once a page."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.numbered = talk.chance(0.25)
        self.order = talk.pick(("head", "head", "head", "date-below", "all-below", "title"))
        self.one_line = talk.chance(0.5)
        self.mark = talk.pick((" | ", ", ", " - ", " · ", " ", " • "))
        self.by = talk.say("by") + " " if talk.chance(0.3) else ""
        self.on = talk.pick(talk.tongue["on"]) if talk.chance(0.3) else ""
        self.date_first = talk.chance(0.3)
        self.tag = talk.pick(("div", "div", "span", "p"))
        self.buttons = [talk.say("reply")] * talk.chance(0.7) + talk.tongue["buttons"][
            : talk.rng.randint(0, 3)
        ]
        self.glue = talk.pick((" ", " | ", "", " · "))
        self.as_list = talk.chance(0.3)
        self.votes = talk.pick(("none", "none", "likes", "arrows", "points"))

    def write(self, number: int, c: Comment) -> str:
        talk = self.talk
        name = f"<b>{c.name}</b>"
        if c.badge and self.order != "title":
            name += f" <span class='badge'>{c.badge}</span>"
        date = (
            f"<span class='date'>{self.on} {c.date}</span>"
            if self.on
            else f"<span class='date'>{c.date}</span>"
        )
        count = f"<{self.tag} class='n'>{number}.</{self.tag}> " if self.numbered else ""
        text = f"<div class='text'>{c.html(breaks=talk.tongue.code in 'de ru ja')}</div>"
        foot = self._foot(c)
        author = f"{self.by}{name}"
        if self.order == "all-below":
            return f"{count}{text}<div class='sign'>{author}{self.mark}{date}</div>{foot}"
        if self.order == "date-below":
            return f"{count}<{self.tag} class='who'>{author}</{self.tag}>{text}<div class='when'>{date}</div>{foot}"
        subject = f"<h4>{c.subject}</h4>" if self.order == "title" else ""
        parts = [date, author] if self.date_first else [author, date]
        if self.one_line:
            head = f"<div class='head'>{self.mark.join(parts)}</div>"
        else:
            head = "".join(f"<div>{part}</div>" for part in parts)
        return f"{count}{subject}{head}{text}{foot}"

    def _foot(self, c: Comment) -> str:
        links = [f"<a href='#'>{text}</a>" for text in self.buttons]
        if self.votes == "likes":
            links.append(f"<span>{self.talk.say('likes', n=c.votes)}</span>")
        elif self.votes == "arrows":
            links.append(f"<a>▲</a> <span>{c.votes}</span> <a>▼</a> <span>{c.votes // 3}</span>")
        elif self.votes == "points":
            links.append(f"<span>{self.talk.say('votes', n=c.votes)}</span>")
        if not links:
            return ""
        if self.as_list:
            return "<ul class='links'>" + "".join(f"<li>{link}</li>" for link in links) + "</ul>"
        return f"<div class='links'>{self.glue.join(links)}</div>"


def _subjects(talk: Talk) -> None:
    for comment in talk.comments:
        words = talk.pick(talk.tongue["claims"])
        comment.subject = (
            " ".join(words.split()[:4]).capitalize() if talk.tongue.space else words[:6]
        )


def _house(talk: Talk) -> _House:
    house = _House(talk)
    if house.order == "title":
        _subjects(talk)
    return house


@system("news-flat", most=40)
def news_flat(talk: Talk) -> str:
    talk.flatten()
    if talk.chance(0.2):
        talk.comments.reverse()
    talk.date_all(talk.pick(("long", "numeric", "numeric", "day", "ago")))
    house = _house(talk)
    tag = talk.pick(("div", "li", "article", "section"))
    items = "".join(
        f"<{tag} class='comment'>{house.write(n, c)}</{tag}>"
        for n, c in enumerate(talk.comments, 1)
    )
    whole = f"<ul>{items}</ul>" if tag == "li" else items
    more = f"<div><a href='#'>{talk.say('comments')} 1 2 3</a></div>" if talk.chance(0.2) else ""
    return f"<div id='comments'><h2>{talk.heading()}</h2>{whole}{more}{reply_form(talk)}</div>"


@system("news-nested", depth=3, most=40)
def news_nested(talk: Talk) -> str:
    talk.date_all(talk.pick(("long", "numeric", "ago")))
    house = _house(talk)
    house.numbered = False
    talk.cap(2)
    body = talk.nest(lambda c: house.write(0, c))
    return f"<section id='comments'><h3>{talk.heading()}</h3>{reply_form(talk) if talk.chance(0.3) else ''}<ul class='thread'>{body}</ul></section>"


@system("news-answers", depth=2, most=40)
def news_answers(talk: Talk) -> str:
    """Write answers in a row, each naming whom it answers."""
    talk.date_all(talk.pick(("long", "numeric")))
    form = talk.rng.choice(talk.tongue["in_reply"])
    talk.in_a_row()
    talk.name_parents()
    reply = talk.say("reply")
    items = []
    for c in talk.comments:
        parent = None if c.parent is None else talk.comments[c.parent]
        to = f"<div class='to'>{form.format(name=parent.name)}</div>" if parent else ""
        items.append(
            f"<div class='comment'><div class='who'><b>{c.name}</b></div>{to}<div class='when'>{c.date}</div><div class='text'>{c.html()}</div><div><a href='#'>{reply}</a></div></div>"
        )
    return f"<h3>{talk.heading()}</h3>{''.join(items)}{reply_form(talk)}"


@system("news-table", most=30)
def news_table(talk: Talk) -> str:
    """Write comments as rows of a table: who and when beside the text."""
    talk.flatten()
    talk.date_all(talk.pick(("long", "numeric")))
    width = talk.pick(("20%", "150"))
    rows = "".join(
        f"<tr><td width='{width}' valign='top'><b>{c.name}</b><br><small>{c.date}</small></td><td valign='top'>{c.html()}</td></tr>"
        for c in talk.comments
    )
    return f"<h3>{talk.heading()}</h3><table width='100%'>{rows}</table>{reply_form(talk)}"


@system("news-definition", most=30)
def news_definition(talk: Talk) -> str:
    """Write comments as a list of terms and definitions."""
    talk.flatten()
    talk.date_all(talk.pick(("long", "numeric", "day")))
    by, mark = (
        (talk.say("by") + " ") if talk.chance(0.4) else "",
        talk.pick((" - ", ", ", " | ", " ")),
    )
    rows = "".join(
        f"<dt>{by}<strong>{c.name}</strong>{mark}<em>{c.date}</em></dt><dd>{c.html()}</dd>"
        for c in talk.comments
    )
    return f"<h3>{talk.heading()}</h3><dl class='comments'>{rows}</dl>{reply_form(talk)}"
