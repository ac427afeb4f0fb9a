# ruff: noqa: E501 - markup reads best unbroken.
"""Themes of blogs that write a head of their own: numbers, columns, bubbles, boxes for dates."""

from __future__ import annotations

from tests.benchmarks.invented_pages.page import reply_form
from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk

AVATAR = "<img alt='' src='avatar.png' class='avatar' height='60' width='60'>"


@system("theme-definition", depth=3)
def definition(talk: Talk) -> str:
    """Write who and when as a term, the text as its definition, answers in lists below."""
    talk.date_all("long")
    reply = talk.say("reply")

    def write(c: Comment) -> str:
        return (
            f"<dl><dt>{AVATAR}<span class='comment_author'><a href='#'>{c.name}</a></span> <span class='comment_time'><a href='#'>{c.date}</a></span></dt>"
            f"<dd><div class='format_text'>{c.html()}<p class='reply'><a href='#'>{reply}</a></p></div></dd></dl>"
        )

    intro = f"<p class='comments_intro'><span>{{ {talk.heading()} }}</span></p>"
    return f"<div id='comments'>{intro}{talk.nest(write, opening='<dl>', closing='</dl>', item='<dd>', item_end='</dd>')}</div>{reply_form(talk)}"


@system("theme-counter", most=40)
def counter(talk: Talk) -> str:
    """Number comments in front of the name, all in one line, the text in its own block."""
    talk.flatten()
    talk.date_all(talk.pick(("long", "numeric", "day")))
    mark = talk.pick(("", ".", ")"))
    items = "".join(
        f"<li class='item'><a class='counter' href='#'>{n}{mark}</a> <span class='commentauthor'><a href='#'>{c.name}</a></span> "
        f"<small class='comment-meta'><a href='#'>{c.date}</a></small><div class='itemtext'>{c.html()}</div></li>"
        for n, c in enumerate(talk.comments, 1)
    )
    return f"<h4>{talk.heading()}</h4><ol id='commentlist' style='list-style:none'>{items}</ol>{reply_form(talk)}"


@system("theme-calendar", "en de fr es ru")
def calendar(talk: Talk) -> str:
    """Write the date as a leaf of a calendar: day, month and year in blocks of their own."""
    talk.flatten()
    talk.date_all("{d} {b} {Y}")
    says = talk.say("says")
    items = []
    for c in talk.comments:
        day, month, year = c.date.split(" ")
        items.append(
            f"<div class='comment'><div class='leaf'><div class='day'>{day}</div><div class='month'>{month}</div><div class='year'>{year}</div></div>"
            f"<div class='body'><h4>{c.name} {says}</h4>{c.html()}</div></div>"
        )
    return f"<h3>{talk.heading()}</h3>{''.join(items)}{reply_form(talk)}"


@system("theme-bubble", depth=2)
def bubble(talk: Talk) -> str:
    """Write the text in a bubble and its author beneath."""
    talk.date_all(talk.pick(("long", "day")))
    reply = talk.say("reply")

    def write(c: Comment) -> str:
        return (
            f"<div class='bubble'>{c.html()}</div><div class='tail'></div><div class='speaker'>{AVATAR}<strong>{c.name}</strong></div>"
            f"<div class='when'>{c.date} <a href='#'>{reply}</a></div>"
        )

    return f"<h3>{talk.heading()}</h3><ul class='bubbles'>{talk.nest(write)}</ul>{reply_form(talk)}"


@system("theme-with-pings", depth=4)
def with_pings(talk: Talk) -> str:
    """Leave the notices of other sites among the comments, as one list in order of time."""
    talk.date_all("long")
    reply, says = talk.say("reply"), talk.say("says")
    label = talk.pick(("Pingback", "Trackback"))

    def write(c: Comment) -> str:
        ping = ""
        if c.depth == 0 and talk.chance(0.15):
            title = talk.pick(talk.tongue["titles"])
            ping = f"<div class='ping'>{label}: <a href='#'>{title} | {talk.pick(talk.tongue['sites'])}</a></div></li><li class='comment'>"
        return (
            f"{ping}<div class='comment-author'>{AVATAR}<cite>{c.name}</cite> <span>{says}</span></div><div class='comment-meta'><a href='#'>{c.date}</a></div>"
            f"{c.html()}<div class='reply'><a href='#'>{reply}</a></div>"
        )

    return f"<h2>{talk.heading()}</h2><ol class='commentlist'>{talk.nest(write)}</ol>{reply_form(talk)}"


@system("theme-magazine", depth=3)
def magazine(talk: Talk) -> str:
    """Write as magazines do: the form and shares around, "At" before the time, likes below."""
    talk.date_all(
        "{B} {d}, {Y} At {h}:{M} {p}"
        if talk.tongue.code == "en"
        else talk.pick(talk.tongue["long"])
    )
    reply = talk.say("reply")

    def write(c: Comment) -> str:
        likes = f"<div class='likes'>{talk.say('likes', n=c.votes)}</div>"
        return (
            f"<footer>{AVATAR}<cite>{c.name}</cite> <a class='comment-link' href='#'><time>{c.date}</time></a></footer>"
            f"<div class='comment-content'>{c.html()}</div>{likes}<div class='comment-meta'><a href='#'>{reply}</a></div>"
        )

    share = "<div class='share'><span>Share</span> <a>Facebook</a> <a>Twitter</a> <a>Pinterest</a> <a>WhatsApp</a></div>"
    return f"{share}<h4 class='block-title'><span>{talk.heading()}</span></h4>{reply_form(talk) if talk.chance(0.4) else ''}<ol class='comment-list'>{talk.nest(write)}</ol>"


@system("theme-mention", depth=3)
def mention(talk: Talk) -> str:
    """Shift nothing: an answer names whom it answers behind its author."""
    talk.date_all("{Y}-{mm}-{dd} {HH}:{M}", "{yy}-{mm}-{dd} {HH}:{M}")
    talk.name_parents()
    reply = talk.say("reply")
    items = []
    for c in talk.comments:
        to = f"@<a href='#'>{talk.comments[c.parent].name}</a>" if c.parent is not None else ""
        items.append(
            f"<li>{AVATAR}<div class='content'><div class='post-meta'><span class='author'><a>{c.name}</a> {to}</span><small><b> {c.date}</b></small> "
            f"<a class='ico-reply' href='#'>{reply}</a></div><div class='text'>{c.html()}</div></div></li>"
        )
    return f"<h3>{talk.heading()}</h3><ul class='comments' id='comments'>{''.join(items)}</ul>{reply_form(talk)}"


@system("theme-sections", depth=0)
def sections(talk: Talk) -> str:
    """Head every comment with a sentence: "On May 3, 2010 at 9:12 Ann wrote:"."""
    talk.flatten()
    code = talk.tongue.code
    forms = {
        "en": ("On {date} {name} said:", "At {date}, {name} wrote:"),
        "de": ("Am {date} schrieb {name}:", "{name} am {date}:"),
        "fr": ("Le {date}, {name} a écrit :", "{name} a dit le {date} :"),
        "es": ("El {date}, {name} escribió:", "{name} dijo el {date}:"),
        "it": ("Il {date} {name} ha scritto:",),
        "nl": ("Op {date} schreef {name}:",),
        "pt": ("Em {date}, {name} disse:",),
        "pl": ("{date}, {name} napisał(a):",),
        "ru": ("{date} {name} написал:",),
        "ja": ("{date} {name}さん:",),
        "zh": ("{name} 于 {date} 说道：",),
    }
    dates = {
        "en": "{B} {d}, {Y} at {h}:{M} {p}",
        "de": "{dd}.{mm}.{Y} um {HH}:{M} Uhr",
        "fr": "{d} {B} {Y} à {HH}:{M}",
        "ja": "{Y}年{m}月{d}日 {HH}:{M}",
        "zh": "{Y}年{m}月{d}日 {HH}:{M}",
    }
    talk.date_all(
        dates.get(code, "{dd}/{mm}/{Y} {HH}:{M}" if code in "es pt" else "{dd}.{mm}.{Y} {HH}:{M}")
    )
    form = talk.pick(forms[code])
    items = "".join(
        f"<div class='comment'><h5>{form.format(date=c.date, name=c.name)}</h5><blockquote>{c.html()}</blockquote></div>"
        for c in talk.comments
    )
    return f"<h3>{talk.heading()}</h3>{items}{reply_form(talk)}"
