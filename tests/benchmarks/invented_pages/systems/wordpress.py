# ruff: noqa: E501 - markup reads best unbroken.
"""WordPress: its own themes from 2003 on, and the commonest ways to change them."""

from __future__ import annotations

from tests.benchmarks.invented_pages.page import reply_form
from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk

AVATAR = "<img alt='' src='avatar.png' class='avatar' height='40' width='40'>"


def _pingbacks(talk: Talk) -> str:
    """Write other pages' notices in a list of their own below the comments."""
    if not talk.chance(0.15):
        return ""
    items = "".join(
        f"<li class='pingback'><p>Pingback: <a href='#'>{talk.pick(talk.tongue['sites'])} » {n}</a></p></li>"
        for n in range(talk.rng.randint(1, 3))
    )
    return f"<ol class='pinglist'>{items}</ol>"


def _paged(talk: Talk, lists: str) -> str:
    if not talk.chance(0.15):
        return lists
    nav = "<div class='navigation'><a href='#'>← Older</a> <a href='#'>Newer →</a></div>"
    return nav + lists + nav


@system("wordpress-kubrick")
def kubrick(talk: Talk) -> str:
    talk.flatten()
    talk.date_all(
        "{B} {o}, {Y} at {h}:{M} {p}"
        if talk.tongue.code == "en"
        else talk.pick(talk.tongue["long"])
    )
    says = talk.say("says")
    items = "".join(
        f"<li class='alt' id='comment-{n}'><cite><a href='#'>{c.name}</a></cite> {says} <br>"
        f"<small class='commentmetadata'><a href='#'>{c.date}</a> </small>\n{c.html()}</li>\n"
        for n, c in enumerate(talk.comments)
    )
    return f"<h3 id='comments'>{talk.heading()}</h3><ol class='commentlist'>{items}</ol>{reply_form(talk)}"


@system("wordpress-classic")
def classic(talk: Talk) -> str:
    talk.flatten()
    talk.date_all("{B} {d}, {Y} @ {h}:{M} {p}", *talk.tongue["long"])
    by = talk.say("by")
    items = "".join(
        f"<li id='comment-{n}'>{c.html()}<p><cite>{by} <a href='#'>{c.name}</a> — {c.date}</cite> </p></li>"
        for n, c in enumerate(talk.comments)
    )
    return f"<h2 id='comments'>{talk.heading()}</h2><ol id='commentlist'>{items}</ol>{reply_form(talk)}"


@system("wordpress-list", depth=5)
def list_of_comments(talk: Talk) -> str:
    """Write what `wp_list_comments` gives a theme without a callback."""
    talk.date_all("long")
    says, reply = talk.say("says"), talk.say("reply")

    def write(c: Comment) -> str:
        return (
            f"<div class='comment-body'><div class='comment-author vcard'>{AVATAR} <cite class='fn'><a href='#'>{c.name}</a></cite> "
            f"<span class='says'>{says}</span></div><div class='comment-meta commentmetadata'><a href='#'>{c.date}</a></div>"
            f"{c.html()}<div class='reply'><a href='#'>{reply}</a></div></div>"
        )

    lists = f"<ol class='commentlist'>{talk.nest(write)}</ol>"
    return f"<h3 id='comments'>{talk.heading()}</h3>{_paged(talk, lists)}{_pingbacks(talk)}{reply_form(talk)}"


@system("wordpress-html5", depth=5)
def html5(talk: Talk) -> str:
    talk.date_all(talk.pick(("long", "long", "ago")))
    says, reply = talk.say("says"), talk.say("reply")

    def write(c: Comment) -> str:
        badge = (
            f"<span class='post-author-badge'>{c.badge}</span>"
            if c.badge and talk.rng.random() < 0.5
            else ""
        )
        return (
            f"<article class='comment-body'><footer class='comment-meta'><div class='comment-author vcard'>{AVATAR} <b class='fn'>{c.name}</b> {badge} "
            f"<span class='says'>{says}</span></div><div class='comment-metadata'><a href='#'><time>{c.date}</time></a></div></footer>"
            f"<div class='comment-content'>{c.html()}</div><div class='reply'><a href='#'>{reply}</a></div></article>"
        )

    return f"<div id='comments'><h2 class='comments-title'>{talk.heading()}</h2><ol class='comment-list'>{talk.nest(write)}</ol>{_pingbacks(talk)}{reply_form(talk)}</div>"


@system("wordpress-twenty", depth=5)
def twenty(talk: Talk) -> str:
    """Write the head in one line: "Ann on May 1, 2010 at 5 said:"."""
    talk.date_all("long")
    on, says, reply = talk.pick(talk.tongue["on"]), talk.say("says"), talk.say("reply")
    order = talk.rng.random()

    def write(c: Comment) -> str:
        fn, time = (
            f"<span class='fn'><a href='#'>{c.name}</a></span>",
            f"<a href='#'><time>{c.date}</time></a>",
        )
        head = f"{fn} {on} {time} <span class='says'>{says}</span>"
        if order < 0.4:
            badge = f"<span> {c.badge}</span>" if c.badge else ""
            head = f"<cite><b class='fn'>{c.name}</b>{badge}</cite>{time}"
        return (
            f"<article class='comment'><footer class='comment-meta'><div class='comment-author vcard'>{AVATAR}{head}</div></footer>"
            f"<div class='comment-content'>{c.html()}</div><div class='reply'><a href='#'>{reply} <span>↓</span></a></div></article>"
        )

    return f"<h2 id='comments-title'>{talk.heading()}</h2><ol class='commentlist'>{talk.nest(write)}</ol>{reply_form(talk)}"


@system("wordpress-theme", depth=4)
def theme(talk: Talk) -> str:
    """Write one of the many themes with a head of their own."""
    talk.date_all(talk.pick(("long", "day", "numeric", "ago")))
    reply, buttons = talk.say("reply"), [talk.say("buttons")] if talk.chance(0.3) else []
    numbered, reply_on_top, date_first = talk.chance(0.2), talk.chance(0.25), talk.chance(0.3)
    mark = talk.pick(("", " | ", " · ", " - ", " / "))
    count = iter(range(1, 999))

    def write(c: Comment) -> str:
        number = f"<div class='number'><a href='#'>{next(count)}</a></div>" if numbered else ""
        name, date = (
            f"<strong class='author'>{c.name}</strong>",
            f"<span class='date'>{c.date}</span>",
        )
        head = f"{date}{mark}{name}" if date_first else f"{name}{mark}{date}"
        if not mark:
            head = (
                f"<div>{date}</div><h4>{name}</h4>"
                if date_first
                else f"<h4>{name}</h4><div>{date}</div>"
            )
        links = " ".join(f"<a href='#'>{text}</a>" for text in [reply, *buttons])
        top = f"<div class='reply'>{links}</div>" if reply_on_top else ""
        bottom = "" if reply_on_top else f"<div class='reply'>{links}</div>"
        return f"<div class='comment-wrap'>{number}{AVATAR}<div class='head'>{head}</div>{top}<div class='text'>{c.html()}</div>{bottom}</div>"

    return f"<h4 class='heading'>{talk.heading()}</h4><ul class='comments'>{talk.nest(write)}</ul>{reply_form(talk)}"


@system("wordpress-wpdiscuz", depth=4)
def wpdiscuz(talk: Talk) -> str:
    talk.date_all(talk.pick(("ago", "day", "numeric")))
    reply, rank = talk.say("reply"), talk.pick(talk.tongue["ranks"])

    def write(c: Comment) -> str:
        label = (
            f"<div class='wpd-comment-label'><span>{c.badge or rank}</span></div>"
            if talk.rng.random() < 0.5
            else ""
        )
        to = ""
        if c.parent is not None:
            to = (
                f"<div class='wpd-reply-to'>Reply to <a href='#'>{talk.comments[c.parent].name}</a></div>"
                if talk.tongue.code == "en"
                else ""
            )
        return (
            f"<div class='wpd-comment-wrap'><div class='wpd-comment-left'>{AVATAR}{label}</div><div class='wpd-comment-right'>"
            f"<div class='wpd-comment-header'><div class='wpd-comment-author'>{c.name}</div><div class='wpd-comment-date'>{c.date}</div></div>{to}"
            f"<div class='wpd-comment-text'>{c.html()}</div><div class='wpd-comment-footer'><div class='wpd-vote'><span>{c.votes}</span></div>"
            f"<div class='wpd-reply-button'><span>{reply}</span></div></div></div></div>"
        )

    body = talk.nest(
        write,
        opening="<div class='reply-wrap'>",
        closing="</div>",
        item="<div class='wpd-comment'>",
        item_end="</div>",
    )
    # Answers are shifted by the style sheet alone.
    for comment in talk.comments:
        if talk.tongue.code != "en":
            comment.parent = None
    return f"<div class='wpd-head'><span>{talk.heading()}</span></div>{reply_form(talk)}<div class='wpd-list'>{body}</div>"
