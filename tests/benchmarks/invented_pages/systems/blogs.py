# ruff: noqa: E501 - markup reads best unbroken.
"""Blogger, Movable Type, TypePad, LiveJournal, Serendipity, Dotclear, Textpattern, SPIP."""

from __future__ import annotations

from tests.benchmarks.invented_pages.page import reply_form
from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk


def _unname(talk: Talk) -> None:
    """Let many write without a name, as the system then calls them."""
    unnamed = talk.tongue["unnamed"][0]
    for comment in talk.comments:
        if talk.chance(0.3):
            comment.author = unnamed


@system("blogger-list")
def blogger_list(talk: Talk) -> str:
    talk.flatten()
    _unname(talk)
    talk.date_all(talk.pick(("numeric", "long")))
    says = talk.say("says")
    items = "".join(
        f"<dt class='comment-author'><a href='#'>{c.name}</a>\n{says}</dt><dd class='comment-body'><p>{c.html(breaks=True)}</p></dd>"
        f"<dd class='comment-footer'><span class='comment-timestamp'><a href='#'>{c.date}</a></span></dd>"
        for c in talk.comments
    )
    return f"<div id='comments'><h4>{talk.heading()}</h4><dl id='comments-block'>{items}</dl><p><a href='#'>{talk.say('form')}</a></p></div>"


@system("blogger-threaded", depth=1)
def blogger_threaded(talk: Talk) -> str:
    _unname(talk)
    talk.date_all(talk.pick(("long", "numeric")))
    reply, delete = (
        talk.say("reply"),
        {"de": "Löschen", "fr": "Supprimer", "es": "Eliminar", "ru": "Удалить"}.get(
            talk.tongue.code, "Delete"
        ),
    )
    answers = {
        "de": "Antworten",
        "fr": "Réponses",
        "es": "Respuestas",
        "ru": "Ответы",
        "it": "Risposte",
    }.get(talk.tongue.code, "Replies")

    def write(c: Comment) -> str:
        return (
            f"<div class='avatar-image-container'><img src='a.png' alt=''></div><div class='comment-block'><div class='comment-header'><cite class='user'><a href='#'>{c.name}</a></cite>"
            f"<span class='icon user'></span><span class='datetime secondary-text'><a href='#'>{c.date}</a></span></div><p class='comment-content'>{c.html(breaks=True)}</p>"
            f"<span class='comment-actions secondary-text'><a href='#'>{reply}</a><span class='item-control'><a href='#'>{delete}</a></span></span></div>"
        )

    opening = f"<div class='comment-replies'><div class='comment-thread inline-thread'><span class='thread-toggle'><span class='thread-arrow'></span><span class='thread-count'><a href='#'>{answers}</a></span></span><ol class='thread-chrome'>"
    closing = f"</ol><div class='comment-replybox-single'></div><div class='continue'><a href='#'>{reply}</a></div></div></div>"
    body = talk.nest(write, opening=opening, closing=closing)
    return f"<div id='comments'><h4>{talk.heading()}</h4><ol id='top-ra'>{body}</ol><div class='continue'><a href='#'>{talk.say('form')}</a></div></div>"


@system("typepad")
def typepad(talk: Talk) -> str:
    talk.flatten()
    talk.date_all(
        "{B} {dd}, {Y} at {hh}:{M} {P}"
        if talk.tongue.code == "en"
        else talk.pick(talk.tongue["long"])
    )
    by, mark = talk.say("by"), talk.pick((" | ", ", ", " on "))
    if talk.chance(0.4):
        says, reply = talk.say("says"), talk.say("reply")
        items = "".join(
            f"<div class='comment'><div class='avatar'><img src='a.gif' alt=''></div><p class='comment-meta'><span class='author'>{c.name}</span> {says}</p>"
            f"<div class='comment-content'>{c.html()}</div><p class='comment-footer'><a href='#'>{reply}</a> <a href='#'>{c.date}</a></p></div>"
            for c in talk.comments
        )
    else:
        items = "".join(
            f"<div class='comment'><div class='comment-content'>{c.html()}</div><p class='comment-footer'>{by} <a href='#'>{c.name}</a>{mark}<a href='#'>{c.date}</a></p></div>"
            for c in talk.comments
        )
    return f"<h2 class='comments-header'>{talk.heading()}</h2>{items}{reply_form(talk)}"


@system("movable-type")
def movable_type(talk: Talk) -> str:
    talk.flatten()
    talk.date_all(talk.pick(("long", "numeric")))
    by, on = talk.say("by"), talk.pick(talk.tongue["on"])
    form = talk.rng.random()
    if form < 0.35:
        items = "".join(
            f"<div id='c{n}'>{c.html()}<p class='posted'>{by} <a href='#'>{c.name}</a> {on} {c.date}</p></div>"
            for n, c in enumerate(talk.comments)
        )
    elif form < 0.7:
        reply = talk.say("reply")
        items = "".join(
            f"<div class='comment'><div class='inner'><div class='comment-header'><div class='user-pic'></div><div class='asset-meta'><span class='byline'><span class='vcard author'>{c.name}</span> | "
            f"<a href='#'><abbr class='published'>{c.date}</abbr></a> | <a href='#'>{reply}</a></span></div></div><div class='comment-content'>{c.html()}</div></div></div>"
            for c in talk.comments
        )
    else:
        items = "".join(
            f"<p><b>{c.name}</b> {on} {c.date}:</p><blockquote>{c.html()}</blockquote><hr>"
            for c in talk.comments
        )
    return f"<div class='comments-head'><a name='comments'></a>{talk.heading()}</div>{items}{reply_form(talk)}"


@system("livejournal", "en ru", page="bare", depth=4)
def livejournal(talk: Talk) -> str:
    """Write the nested tables of the old style: shifts are images, answers have links."""
    talk.date_all(
        "{Y}-{mm}-{dd} {hh}:{M} {p}" if talk.tongue.code == "en" else "{Y}-{mm}-{dd} {HH}:{M}"
    )
    _unname(talk)
    links = (
        ("Reply to this", "Parent", "Thread")
        if talk.tongue.code == "en"
        else ("Ответить", "Уровень выше", "Ветвь дискуссии")
    )
    items = []
    for c in talk.comments:
        foot = " ".join(
            f"(<a href='#'>{link}</a>)" for link in links if link != links[1] or c.depth
        )
        c.parent = None
        subject = f"<b>{talk.pick(talk.tongue['exclaims'])}</b><br>" if talk.chance(0.1) else ""
        items.append(
            f"<table width='100%'><tr><td><img src='dot.gif' width='{25 * c.depth}' height='1' alt=''></td><td width='100%'><table><tr><td><img src='u.gif' alt=''></td><td>{subject}<a href='#'><b>{c.name}</b></a></td></tr>"
            f"<tr><td></td><td>{c.date} UTC (<a href='#'>{'link' if talk.tongue.code == 'en' else 'ссылка'}</a>)</td></tr></table><div>{c.html(breaks=True)}</div><p>{foot}</p></td></tr></table>"
        )
    return f"<div class='entry'><p>{talk.tongue.paragraph(talk.rng, 5)}</p></div><p>({talk.heading()}) (<a href='#'>{talk.say('form')}</a>)</p>{''.join(items)}"


@system("serendipity", "de en fr it")
def serendipity(talk: Talk) -> str:
    talk.flatten()
    talk.date_all(talk.pick(("numeric", "long")))
    reply, on = talk.say("reply"), talk.pick(talk.tongue["on"])
    if talk.chance(0.5):
        items = "".join(
            f"<div class='serendipity_comment'><a id='c{n}'></a><div class='body'>{c.html(breaks=True)}</div><div class='source'><a href='#'>#{n}</a> <strong>{c.name}</strong> {on} {c.date} (<a href='#'>{reply}</a>)</div></div>"
            for n, c in enumerate(talk.comments, 1)
        )
    else:
        items = "".join(
            f"<article class='comment'><h4>#{n} <a href='#'>{c.name}</a> {on} <time>{c.date}</time></h4><div class='content'>{c.html()}</div><footer><a href='#'>{reply}</a></footer></article>"
            for n, c in enumerate(talk.comments, 1)
        )
    return f"<div class='comments'><h3>{talk.heading()}</h3><p>(Linear | <a href='#'>Thread</a>)</p>{items}</div>{reply_form(talk)}"


@system("dotclear", "fr")
def dotclear(talk: Talk) -> str:
    talk.flatten()
    talk.date_all("Le {A} {d} {B} {Y}, {HH}:{M}", "Le {dd}/{mm}/{Y}, {HH}:{M}")
    items = "".join(
        f"<dt id='c{n}'><a href='#'>{n}.</a> {c.date} par <a href='#'>{c.name}</a></dt><dd>{c.html()}</dd>"
        for n, c in enumerate(talk.comments, 1)
    )
    return f"<div id='comments'><h3>{talk.heading()}</h3><dl>{items}</dl></div>{reply_form(talk)}"


@system("textpattern", "en de nl")
def textpattern(talk: Talk) -> str:
    talk.flatten()
    talk.date_all("long")
    items = "".join(
        f"<li class='comment'>{c.html()}<p class='comment_meta'>— <a href='#'>{c.name}</a> · {c.date} · <a href='#'>#</a></p></li>"
        for c in talk.comments
    )
    return f"<h2>{talk.heading()}</h2><ol class='comments'>{items}</ol>{reply_form(talk)}"


@system("spip", "fr", depth=3)
def spip(talk: Talk) -> str:
    talk.date_all("{d} {B} {Y}, {HH}:{M}", "{d} {B} {Y}", "Le {d} {B} {Y} à {HH}:{M}")
    par = talk.pick(("par", "Par", "de"))
    for comment in talk.comments:
        if talk.chance(0.6):
            comment.subject = talk.title
    reply = "Répondre à ce message"

    def write(c: Comment) -> str:
        subject = f"<h4><a href='#'>{c.subject}</a></h4>" if c.subject else ""
        return f"<div class='forum-message'>{subject}<small>{c.date}, {par} <span>{c.name}</span></small><div class='forum-texte'>{c.html()}<p class='repondre'><a href='#'>{reply}</a></p></div></div>"

    return f"<h2>{talk.say('counted', n=len(talk.comments), title=talk.title) if _declare(talk) else talk.say('comments')}</h2><ul class='forum'>{talk.nest(write)}</ul>"


def _declare(talk: Talk) -> bool:
    if talk.chance(0.5):
        talk.declared = len(talk.comments)
    return talk.declared is not None
