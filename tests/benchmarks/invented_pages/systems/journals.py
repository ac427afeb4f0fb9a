# ruff: noqa: E501 - markup reads best unbroken.
"""Weblogs of other makers: Japanese hosts, hand-made scripts, themes with their own order of things."""

from __future__ import annotations

from tests.benchmarks.invented_pages.page import reply_form
from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk

AVATAR = "<img class='avatar' src='g.png' alt='' width='48'>"


def headline(talk: Talk) -> str:
    """Make a short headline of a comment's own."""
    words = str(talk.pick(talk.tongue["claims"]))
    return " ".join(words.split()[:4]).capitalize() if talk.tongue.space else words[:8]


@system("genesis", depth=2)
def genesis(talk: Talk) -> str:
    """Write the name and "says" on a line, the date that links below it."""
    talk.date_all(talk.pick(("long", "numeric")))
    says, reply = talk.say("says"), talk.say("reply")

    def write(c: Comment) -> str:
        return (
            f"<article><header class='comment-header'><p class='comment-author'>{AVATAR}<span><a href='#'>{c.name}</a></span> <span class='says'>{says}</span></p>"
            f"<p class='comment-meta'><time><a href='#'>{c.date}</a></time></p></header><div class='comment-content'>{c.html()}</div><div class='comment-reply'><a href='#'>{reply}</a></div></article>"
        )

    return f"<div class='entry-comments'><h3>{talk.heading()}</h3><ol>{talk.nest(write)}</ol></div>{reply_form(talk)}"


@system("status-stream", "en de es ja", page="bare", depth=2)
def status_stream(talk: Talk) -> str:
    """Write answers under short notices: name and time in one heading, links beside them."""
    talk.date_all("{h}:{M} {p} on {B} {d}, {Y}") if talk.tongue.code == "en" else talk.date_all(
        "long"
    )
    reply, link = talk.say("reply"), talk.tongue["buttons"][-1]

    def write(c: Comment) -> str:
        return (
            f"{AVATAR}<h4><a href='#'>{c.name}</a> <span class='meta'>{c.date} <span class='actions'><a href='#'>{link}</a> | <a href='#'>{reply}</a></span></span></h4>"
            f"<div class='commentcontent'>{c.html()}</div>"
        )

    first = f"<h2>{talk.tongue.name(talk.rng)}</h2><div class='postcontent'><p>{talk.tongue.paragraph(talk.rng, 3)}</p></div>"
    return f"{first}<div class='discussion'>{talk.heading()}</div><ul class='commentlist'>{talk.nest(write)}</ul>"


@system("pipes-and-permalink", depth=1)
def pipes(talk: Talk) -> str:
    """Write name, date, permalink and number in one line, parted by bars."""
    talk.date_all(talk.pick(("long", "day")))
    link, reply = talk.tongue["buttons"][-1], talk.say("reply")

    def write(c: Comment) -> str:
        return f"<div class='comment-meta'><cite>{c.name}</cite> | <abbr>{c.date}</abbr> | <a href='#'>{link}</a> | <a href='#'>{reply}</a></div><div class='comment-text'>{c.html()}</div>"

    return f"<h3>{talk.heading()}</h3><ol class='comment-list'>{talk.nest(write)}</ol>{reply_form(talk)}"


@system("cite-below")
def cite_below(talk: Talk) -> str:
    """Write the number, the text, and below it a dash with name, date and a mark for the link."""
    talk.flatten()
    talk.date_all(talk.pick(("day", "numeric", "long")))
    mark = talk.pick(("#", "∞", "¶"))
    items = "".join(
        f"<li><span class='num'>{n}</span><blockquote>{c.html()}</blockquote><cite>— <a href='#'>{c.name}</a> · {c.date} · <a href='#'>{mark}</a></cite></li>"
        for n, c in enumerate(talk.comments, 1)
    )
    return f"<h2>{talk.heading()}</h2><ul class='responses'>{items}</ul>{reply_form(talk)}"


@system("blog-from-town", "en de it nl", most=20)
def from_town(talk: Talk) -> str:
    """Write rules between comments, and "Posted by NAME from TOWN on DATE" below the text."""
    talk.flatten()
    talk.date_all(talk.pick(("long", "day")))
    form = {
        "de": "Geschrieben von {a} aus {t} am {d}",
        "it": "Inviato da {a} da {t} il {d}",
        "nl": "Geplaatst door {a} uit {t} op {d}",
    }.get(talk.tongue.code, "Posted by {a} from {t} on {d}")
    items = "<hr>".join(
        f"<div>{c.html(breaks=True)}<br><br><small>{form.format(a=f'<b>{c.name}</b>', t=c.member.town, d=c.date)}</small></div>"
        for c in talk.comments
    )
    return f"<b>{talk.heading()}</b><hr>{items}<hr>{reply_form(talk)}"


@system("blog-name-above-date-below")
def name_above_date_below(talk: Talk) -> str:
    """Write the name with "wrote" above the text and the bare date below."""
    talk.flatten()
    talk.date_all(talk.pick(("numeric", "long", "day")))
    wrote = talk.say("says")
    items = "".join(
        f"<div class='item'><h3><a href='#'>{c.name}</a> {wrote}</h3><div class='commentbody'>{c.html(breaks=True)}</div><div class='commentinfo'>{c.date}</div></div>"
        for c in talk.comments
    )
    return f"<a name='c'></a><h2>{talk.heading()}</h2>{items}{reply_form(talk)}"


@system("blog-posted-no-year", "en nl de", most=25)
def posted_no_year(talk: Talk) -> str:
    """Write "Posted by NAME on 05/03 at 09:12 AM" below the text: the year is on no comment."""
    talk.flatten()
    code = talk.tongue.code
    talk.date_all("{mm}/{dd} at {hh}:{M} {P}" if code == "en" else "{dd}.{mm}., {HH}:{M}")
    by, on = {"de": ("Von", "am"), "nl": ("Door", "op")}.get(code, ("Posted by", "on"))
    items = "".join(
        f"<div class='posted-comment'>{c.html()}<div class='posted'>{by} <a href='#'>{c.name}</a> &nbsp;{on} {c.date}</div></div>"
        for c in talk.comments
    )
    return f"<h2 class='title'>{talk.heading()}</h2>{items}{reply_form(talk)}"


@system("blog-mail-and-link", "nl en fr")
def mail_and_link(talk: Talk) -> str:
    """Write the text, then name, the words for mail and address, and a date with dashes."""
    talk.flatten()
    talk.date_all("{dd}-{mm}-{yy} - {HH}:{M}", "{dd} {mm} {yy} - {HH}:{M}")
    items = []
    for c in talk.comments:
        extra = talk.pick(("", " (<a href='#'>Email</a>)", " (<a href='#'>URL</a>)"))
        items.append(
            f"<p>{c.html(breaks=True)}</p><p class='commentline'><b>{c.name}</b>{extra} - <a href='#'>{c.date}</a></p>"
        )
    return (
        f"<h3>{talk.heading()}</h3><div class='comments'>{''.join(items)}</div>{reply_form(talk)}"
    )


@system("blog-fc2", "ja", most=20)
def bracket_line(talk: Talk) -> str:
    """Write a headline, the text, and a line of date, address, name, code and a link in brackets."""
    talk.flatten()
    talk.date_all("{Y}/{mm}/{dd}({a}) {HH}:{M}")
    items = []
    for c in talk.comments:
        if talk.chance(0.7):
            c.subject = headline(talk)
        title = f"<h4>{c.subject}</h4>" if c.subject else ""
        code = "".join(talk.rng.choice("abcdefgHIJKLMN0123") for _ in range(8))
        items.append(
            f"<div class='comment'>{title}<p>{c.html(breaks=True)}</p><ul><li>{c.date} | <a href='#'>URL</a> | {c.name} #{code} [ <a href='#'>編集</a> ]</li></ul></div>"
        )
    return f"<h3>{talk.heading()}</h3>{''.join(items)}{reply_form(talk)}"


@system("blog-numbered-subject", "ja", most=20)
def numbered_subject(talk: Talk) -> str:
    """Write "1. headline", the text, and name and time below it with a link to answer."""
    talk.flatten()
    talk.date_all("{Y}-{mm}-{dd} {HH}:{M}:{S}", "{Y}年{mm}月{dd}日 {HH}:{M}")
    items = []
    for n, c in enumerate(talk.comments, 1):
        c.subject = talk.pick((headline(talk), "無題", "こんにちは"))
        items.append(
            f"<li><p class='title'>{n}. <b>{c.subject}</b></p><p>{c.html(breaks=True)}</p><p class='author'><a href='#'>{c.name}</a> <span>{c.date}</span></p><p>&gt;&gt;<a href='#'>このコメントに返信</a></p></li>"
        )
    return f"<h3>{talk.heading()}</h3><ul>{''.join(items)}</ul>{reply_form(talk)}"


@system("blog-posted-at", "ja en", most=20)
def posted_at(talk: Talk) -> str:
    """Write the text and "Posted by NAME at DATE" below, whatever the page's language."""
    talk.flatten()
    talk.date_all(
        "{Y}年{mm}月{dd}日 {HH}:{M}" if talk.tongue.code == "ja" else "{B} {dd}, {Y} {HH}:{M}"
    )
    before = talk.chance(0.4)
    items = []
    for c in talk.comments:
        who = f"<div class='comment-posted'>{'Commented' if before else 'Posted'} by <a href='#'>{c.name}</a> at {c.date}{' <a>x</a>' if before else ''}</div>"
        text = f"<div class='comment-text'>{c.html(breaks=True)}</div>"
        items.append(who + text if before else text + who)
    return f"<div class='comment-title'>{talk.heading()}</div>{''.join(items)}{reply_form(talk)}"


@system("blog-canal", "fr", most=25)
def canal(talk: Talk) -> str:
    """Write a headline, the text, "Posté par NAME, DATE" below, with bars."""
    talk.flatten()
    talk.date_all("{d} {B} {Y} à {HH}:{M}", "{dd} {B} {Y} à {HH}:{M}")
    items = []
    for c in talk.comments:
        c.subject = headline(talk)
        items.append(
            f"<div class='comment'><h4>{c.subject}</h4><p>{c.html(breaks=True)}</p><p class='foot'>Posté par <a href='#'>{c.name}</a>, {c.date} | | <a href='#'>Répondre</a></p></div>"
        )
    return f"<h3>{talk.heading()}</h3>{''.join(items)}{reply_form(talk)}"


@system("journal-labels", "en ru", page="bare", depth=3)
def journal_labels(talk: Talk) -> str:
    """Write subject, "Date:", "From:" as lines of a head, links in brackets below."""
    talk.date_all("{Y}-{mm}-{dd} {hh}:{M} {p} (UTC)")

    def write(c: Comment) -> str:
        c.subject = headline(talk) if talk.chance(0.3) else None
        title = f"<h4>{c.subject}</h4>" if c.subject else ""
        parent = " <li>(<a>Parent</a>)</li>" if c.depth else ""
        return (
            f"<div class='header'>{title}<div class='datetime'>Date: <span>{c.date}</span></div></div><div class='userpic'></div><div class='poster'>From: <b>{c.name}</b></div>"
            f"<div class='comment-content'>{c.html(breaks=True)}</div><ul class='links'><li>(<a>Reply</a>)</li>{parent} <li>(<a>Thread</a>)</li></ul>"
        )

    body = talk.nest(write, "<div class='thread'>", "</div>", "<div class='comment'>", "</div>")
    for comment in talk.comments:
        comment.parent = None
    return f"<p>{talk.tongue.paragraph(talk.rng, 5)}</p><div>{talk.heading()}</div>{body}"


@system("labelled-fields", "de en nl")
def labelled_fields(talk: Talk) -> str:
    """Write every field with its label: name, date, comment."""
    talk.flatten()
    talk.date_all(talk.pick(("numeric", "day", "long")))
    name, date, text = {
        "de": ("Name:", "Datum:", "Kommentar:"),
        "nl": ("Naam:", "Datum:", "Reactie:"),
    }.get(talk.tongue.code, ("Name:", "Date:", "Comment:"))
    items = "".join(
        f"<table class='tx-comment'><tr><th>{name}</th><td>{c.name}</td></tr><tr><th>{date}</th><td>{c.date}</td></tr><tr><th>{text}</th><td>{c.html()}</td></tr></table>"
        for c in talk.comments
    )
    return f"<h2>{talk.heading()}</h2>{items}{reply_form(talk)}"


@system("written-by", "en de es pt it", depth=1)
def written_by(talk: Talk) -> str:
    """Write a headline, "written by NAME, DATE", the text, and what readers may do with it."""
    talk.date_all(*talk.tongue["day"])
    by = {
        "de": "geschrieben von",
        "es": "escrito por",
        "pt": "escrito por",
        "it": "scritto da",
    }.get(talk.tongue.code, "written by")
    report = talk.tongue["buttons"][1]

    def write(c: Comment) -> str:
        c.subject = headline(talk)
        return (
            f"<div class='commentheader'><span class='title'>{c.subject}</span></div><div class='by'>{by} <b>{c.name}</b>, {c.date}</div><div class='txt'>{c.html(breaks=True)}</div>"
            f"<div class='tools'><a>{report}</a> <a>+1</a> <a>-1</a> <span>{talk.say('votes', n=f'{c.votes:+}')}</span></div>"
        )

    body = talk.nest(write, "<div class='child'>", "</div>", "<div class='jc'>", "</div>")
    for comment in talk.comments:
        comment.parent = None
    return f"<h4>{talk.heading()}</h4>{body}{reply_form(talk)}"


@system("floors", "zh", depth=1)
def floors(talk: Talk) -> str:
    """Write who and when in one line with the number of the floor behind it."""
    talk.date_all(
        "{Y}-{mm}-{dd} {HH}:{M}", "{Y}年{m}月{d}日 {HH}:{M}", "{Y}/{mm}/{dd} {HH}:{M}:{S}"
    )
    names = ("沙发", "板凳", "地板")
    roots = [c for c in talk.comments if c.depth == 0]

    def write(c: Comment) -> str:
        place = ""
        if c.depth == 0:
            n = roots.index(c)
            place = f"<span class='floor'>{names[n] if n < 3 else f'{n + 1}楼'}</span>"
        return f"{AVATAR}<div class='c-main'>{c.html()}<div class='c-meta'><span class='c-author'>{c.name}</span> {c.date} <a href='#'>回复</a></div></div>{place}"

    return f"<h3>{talk.heading()}</h3><ol class='commentlist'>{talk.nest(write)}</ol>{reply_form(talk)}"
