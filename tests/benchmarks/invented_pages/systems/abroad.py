# ruff: noqa: E501 - markup reads best unbroken.
"""Pages in languages that the other layouts do not have: Korean, Swedish, Turkish."""

from __future__ import annotations

from tests.benchmarks.invented_pages.page import reply_form
from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk
from tests.benchmarks.invented_pages.tongues import write_date


@system("portal-korean", "ko", depth=0, most=40)
def portal_korean(talk: Talk) -> str:
    """Write a name that is partly hidden, the text, the date, and who agrees or not."""
    talk.flatten()
    talk.date_all("{Y}.{mm}.{dd}. {HH}:{M}", "{Y}.{mm}.{dd}. {HH}:{M}:{S}")
    items = []
    for c in talk.comments:
        if talk.chance(0.6):
            c.author = f"{talk.pick(('tram', 'lamp', 'ferr', 'blue', 'mill'))}****"
        items.append(
            f"<li><div class='u_info'><span>{c.name}</span></div><div class='u_text'>{c.html(breaks=True)}</div><div class='u_base'><span>{c.date}</span> <a>신고</a></div><div class='u_tool'><a>답글<b>{c.votes}</b></a> <a>공감 <em>{c.votes * 4}</em></a> <a>비공감 <em>{c.votes}</em></a></div></li>"
        )
    return f"<h3>{talk.heading()}</h3><ul><li>순공감순</li><li>최신순</li></ul><ul>{''.join(items)}</ul>"


@system("board-korean", "ko", page="forum", depth=1, most=30)
def board_korean(talk: Talk) -> str:
    """Write who, an address with gaps and when in a row, then the text."""
    talk.date_all("{Y}.{mm}.{dd} {HH}:{M}:{S}", "{Y}-{mm}-{dd} {HH}:{M}", "{yy}.{mm}.{dd} {HH}:{M}")

    def write(c: Comment) -> str:
        address = "<span>(123.45.*.*)</span>" if talk.chance(0.4) else ""
        return f"<div class='cmt_info'><span class='nick'>{c.name}</span>{address} <span class='date'>{c.date}</span></div><div class='cmt_txt'>{c.html(breaks=True)}</div><div><a>답글</a> <a>신고</a></div>"

    return f"<p>{talk.tongue.paragraph(talk.rng, 4)}</p><div>{talk.heading()}</div><ul>{talk.nest(write)}</ul>"


@system("blog-abroad", "ko sv tr", depth=2)
def blog_abroad(talk: Talk) -> str:
    """Write nested comments: name and word, date with a link below, text, the link to answer."""
    talk.date_all(talk.pick(("long", "numeric")))
    says, reply = talk.say("says"), talk.say("reply")

    def write(c: Comment) -> str:
        return f"<div class='comment-author'><cite>{c.name}</cite> <span>{says}</span></div><div class='comment-meta'><a href='#'>{c.date}</a></div>{c.html()}<div class='reply'><a>{reply}</a></div>"

    return f"<h3>{talk.heading()}</h3><ol>{talk.nest(write)}</ol>{reply_form(talk)}"


@system("paper-abroad", "ko sv tr", most=40)
def paper_abroad(talk: Talk) -> str:
    """Write name and date at both ends of a row, the text, and buttons with counts."""
    talk.flatten()
    talk.date_all(talk.pick(("long", "numeric", "ago", "day")))
    reply, report = talk.say("reply"), talk.tongue["buttons"][1]
    items = "".join(
        f"<div class='row'><div class='l'>{c.name}</div><div class='r'>{c.date}</div></div><div class='t'>{c.html()}</div><div class='b'><button>{reply}</button><button>{c.votes}</button><button>{c.votes // 3}</button><button>{report}</button></div>"
        for c in talk.comments
    )
    return f"<h2>{talk.heading()}</h2>{items}{reply_form(talk)}"


@system("forum-abroad", "sv tr ko", page="forum", most=25)
def forum_abroad(talk: Talk) -> str:
    """Write date and number in a bar, the name and its card, and the text."""
    talk.flatten()
    talk.open_with_article()
    talk.date_all(
        "{Y}-{mm}-{dd}, {HH}:{M}" if talk.tongue.code == "sv" else "{dd}.{mm}.{Y}, {HH}:{M}"
    )
    joined, posts = talk.say("joined"), talk.say("posts")
    return "".join(
        f"<div class='post'><div class='bar'>{c.date} <a>#{n}</a></div><div class='user'><a><strong>{c.name}</strong></a><div>{c.member.rank}</div><dl><dt>{joined}:</dt><dd>{write_date(c.member.joined, '{b} {Y}', talk.tongue)}</dd><dt>{posts}:</dt><dd>{c.member.posts}</dd></dl></div><div class='message'>{c.html(breaks=True)}</div><div class='buttons'><a>{talk.tongue['buttons'][0]}</a></div></div>"
        for n, c in enumerate(talk.comments, 1)
    )


@system("dictionary-entries", "tr", page="bare", most=30)
def dictionary_entries(talk: Talk) -> str:
    """Write small texts, below each the date, perhaps when it was changed, and the name."""
    talk.flatten()
    talk.date_all("{dd}.{mm}.{Y} {HH}:{M}")
    items = "".join(
        f"<li><div class='content'>{c.html(breaks=True)}</div><footer><a class='entry-date'>{c.date}{' ~ ' + write_date(c.when, '{HH}:{M}', talk.tongue) if c.is_edited else ''}</a> <a class='entry-author'>{c.name}</a></footer></li>"
        for c in talk.comments
    )
    return f"<ul>{items}</ul>"


@system("comment-of-at", "sv en de", most=30)
def comment_of_at(talk: Talk) -> str:
    """Write "Comment by NAME — DATE @ TIME" below the text, with a hash for the link."""
    talk.flatten()
    talk.date_all(
        "{B} {d}, {Y} @ {h}:{M} {p}" if talk.tongue.code == "en" else "{d} {B}, {Y} @ {HH}:{M}"
    )
    by = {"sv": "Kommentar av", "de": "Kommentar von"}.get(talk.tongue.code, "Comment by")
    items = "".join(
        f"<li>{c.html()}<p><cite>{by} <a>{c.name}</a> — {c.date} <a>#</a></cite></p></li>"
        for c in talk.comments
    )
    return f"<h2>{talk.heading()}</h2><ol>{items}</ol>{reply_form(talk)}"
