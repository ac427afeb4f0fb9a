# ruff: noqa: E501 - markup reads best unbroken.
"""Content management systems: Drupal, Joomla and its extensions, Habr-like portals."""

from __future__ import annotations

from tests.benchmarks.invented_pages.page import reply_form
from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk


def _subjects(talk: Talk, share: float) -> None:
    for comment in talk.comments:
        if talk.chance(share):
            comment.subject = " ".join(comment.body.split()[:4])


@system("drupal-6", "en de fr es it", depth=3)
def drupal6(talk: Talk) -> str:
    form = (
        "{a}, {dd}/{mm}/{Y} - {HH}:{M}"
        if talk.tongue.code != "en"
        else "{a}, {mm}/{dd}/{Y} - {HH}:{M}"
    )
    talk.date_all(form)
    _subjects(talk, 1.0)
    words = {
        "en": ("Submitted by {n} on {d}.", " (not verified)"),
        "de": ("Gespeichert von {n} am {d}.", " (nicht überprüft)"),
        "fr": ("Soumis par {n} le {d}.", " (non vérifié)"),
        "es": ("Enviado por {n} el {d}.", " (no verificado)"),
        "it": ("Inviato da {n} il {d}.", " (non verificato)"),
    }
    line, doubt = words[talk.tongue.code]
    unverified, reply = talk.chance(0.4), talk.say("reply")

    def write(c: Comment) -> str:
        name = c.name + (doubt if unverified and talk.rng.random() < 0.6 else "")
        return (
            f"<div class='comment'><h3><a href='#'>{c.subject}</a></h3><div class='submitted'>{line.format(n=name, d=c.date)}</div>"
            f"<div class='content'>{c.html()}</div><ul class='links'><li><a href='#'>{reply}</a></li></ul></div>"
        )

    # Answers are shifted by the style sheet, which no text shows but by its indentation.
    for comment in talk.comments:
        comment.parent = None
    body = talk.nest(
        write, opening="<div class='indented'>", closing="</div>", item="<div>", item_end="</div>"
    )
    return f"<div id='comments'><h2>{talk.say('comments')}</h2>{body}</div>{reply_form(talk)}"


@system("drupal-7", "en de fr es it pt nl")
def drupal7(talk: Talk) -> str:
    talk.flatten()
    talk.date_all("{a}, {dd}/{mm}/{Y} - {HH}:{M}", *talk.tongue["long"])
    _subjects(talk, 0.8)
    permalink = "Permalink"
    log_in = talk.say("log_in")
    items = "".join(
        f"<article class='comment'><div class='attribution'><div class='submitted'><p class='commenter-name'><span class='username'>{c.name}</span></p><p class='comment-time'><span>{c.date}</span></p>"
        f"<p class='comment-permalink'><a href='#'>{permalink}</a></p></div></div><div class='comment-text'><div class='comment-arrow'></div>{f'<h3>{c.subject}</h3>' if c.subject else ''}"
        f"<div class='content'>{c.html()}</div><nav class='links'><ul class='links'><li>{log_in}</li></ul></nav></div></article>"
        for c in talk.comments
    )
    return f"<section id='comments'><h2 class='title'>{talk.heading()}</h2>{items}</section>"


@system("joomla-k2", "en es it pt pl")
def k2(talk: Talk) -> str:
    talk.flatten()
    talk.date_all("{A}, {dd} {B} {Y} {HH}:{M}")
    by = talk.say("by")
    items = "".join(
        f"<li class='odd'><span class='commentLink'><a href='#'>Comment Link</a></span><img src='a.jpg' alt='{c.name}'><span class='commentDate'>{c.date}</span>"
        f"<span class='commentAuthorName'>{by} <a href='#'>{c.name}</a></span><p>{c.html(breaks=True)}</p><span class='commentToolbar'><a href='#'>{talk.tongue['buttons'][1]}</a></span></li>"
        for c in talk.comments
    )
    return f"<div class='itemComments'><h3 class='itemCommentsCounter'>{talk.heading()}</h3><ul class='itemCommentsList'>{items}</ul></div>{reply_form(talk)}"


@system("joomla-jcomments", "en ru de fr pl")
def jcomments(talk: Talk) -> str:
    talk.flatten()
    talk.date_all("numeric")
    quote = talk.tongue["buttons"][0]
    items = "".join(
        f"<div class='even'><div class='rbox'><span class='comments-vote'><span>{'+' if c.votes else ''}{c.votes}</span></span><a class='comment-anchor' href='#'>#{n}</a> <span class='comment-author'>{c.name}</span> "
        f"<span class='comment-date'>{c.date}</span><div class='comment-body'>{c.html(breaks=True)}</div><span class='comments-buttons'><a href='#'>{quote}</a></span></div></div>"
        for n, c in enumerate(talk.comments, 1)
    )
    return f"<div id='comments'><h4>{talk.heading()} <a href='#'></a></h4><div class='comments-list'>{items}</div></div>{reply_form(talk)}"


@system("habr", "ru en", depth=6)
def habr(talk: Talk) -> str:
    talk.date_all(
        "{d} {B} {Y} в {HH}:{M}" if talk.tongue.code == "ru" else "{B} {d}, {Y} at {HH}:{M}"
    )
    reply = talk.say("reply")

    def write(c: Comment) -> str:
        up = "<li><a href='#'>↑</a></li>" if c.depth else ""
        votes = f"+{c.votes}" if c.votes else "0"
        return (
            f"<div class='comment'><div class='comment__head'><a class='user-info' href='#'><span class='nickname'>{c.name}</span></a> <time>{c.date}</time><ul class='inline-list'><li><a href='#'>#</a></li>{up}</ul>"
            f"<div class='voting'><span>{votes}</span></div></div><div class='comment__message'>{c.html(breaks=True)}</div><div class='comment__footer'><a href='#'>{reply}</a></div></div>"
        )

    return f"<div class='comments-section'><h2>{talk.heading()}</h2><ul class='content-list'>{talk.nest(write)}</ul></div>"


@system("e107-table", "en de ru")
def cms_table(talk: Talk) -> str:
    """Write the small tables of older content management systems."""
    talk.flatten()
    talk.date_all("numeric")
    label = talk.pick(talk.tongue["posts"])
    rank = talk.pick(talk.tongue["ranks"])
    items = "".join(
        f"<table class='fborder' width='95%'><tr><td colspan='2'><b>{c.name}</b> | {c.date}</td></tr><tr><td width='20%'>{rank}<br>{label}: {c.member.posts}</td><td>{c.html(breaks=True)}</td></tr></table><br>"
        for c in talk.comments
    )
    return f"<div class='caption'>{talk.heading()}</div>{items}{reply_form(talk)}"
