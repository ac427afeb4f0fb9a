# ruff: noqa: E501 - markup reads best unbroken.
"""Link boards: Hacker News, old Reddit, Lobsters, Slashdot, MetaFilter, StackExchange.

Answers that only pixels shift have no parent in the truth: no text can show them.
"""

from __future__ import annotations

from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk


def _hide_parents(talk: Talk) -> None:
    for comment in talk.comments:
        comment.parent = None


def _handles(talk: Talk) -> None:
    """Give every member a name without spaces, as boards ask for."""
    for comment in talk.comments:
        comment.author = (comment.author or "").replace(" ", "_").strip(".")


@system("hacker-news", "en", page="bare", depth=6, most=60)
def hacker_news(talk: Talk) -> str:
    talk.date_all("ago")
    _handles(talk)
    rows = []
    for n, c in enumerate(talk.comments):
        links = " | ".join(
            f"<a href='#'>{word}</a>"
            for word in (["parent"] if c.depth else []) + ["prev", "next"][n == 0 :]
        )
        rows.append(
            f"<tr class='athing'><td><table border='0'><tr><td class='ind'><img src='s.gif' height='1' width='{40 * c.depth}'></td><td valign='top' class='votelinks'><center><a href='#'><div class='votearrow' title='upvote'></div></a></center></td>"
            f"<td class='default'><div><span class='comhead'><a href='#' class='hnuser'>{c.name}</a> <span class='age'><a href='#'>{c.date}</a></span> <span></span> | {links} <a class='togg' href='#'>[–]</a></span></div><br>"
            f"<div class='comment'><span class='commtext c00'>{c.html()}</span><div class='reply'><p><font size='1'><u><a href='#'>reply</a></u></font></div></div></td></tr></table></td></tr>"
        )
    _hide_parents(talk)
    talk.declared = len(talk.comments)
    top = f"<tr><td class='subtext'><span>{talk.rng.randint(20, 400)} points</span> by <a href='#'>{talk.comments[0].name}x</a> <span>1 day ago</span> | <a>hide</a> | <a>past</a> | <a>favorite</a> | <a href='#'>{talk.declared} comments</a></td></tr>"
    return f"<table class='fatitem'>{top}</table><br><table class='comment-tree'>{''.join(rows)}</table><p>Guidelines | FAQ | Lists | API | Security | Legal</p>"


@system("reddit-old", "en", page="bare", depth=6, most=60)
def reddit_old(talk: Talk) -> str:
    talk.date_all("ago")
    _handles(talk)
    counted = talk.chance(0.6)
    children = [0] * len(talk.comments)
    for number in range(len(talk.comments) - 1, -1, -1):
        parent = talk.comments[number].parent
        if parent is not None:
            children[parent] += 1 + children[number]
    numbers = iter(children)

    def write(c: Comment) -> str:
        below = next(numbers)
        count = (
            f" <a class='numchildren'>({below} child{'ren' if below != 1 else ''})</a>"
            if counted
            else ""
        )
        flair = f"<span class='flair'>{c.badge}</span>" if c.badge else ""
        parent = "<li><a href='#'>parent</a></li>" if c.depth else ""
        return (
            f"<div class='midcol'><div class='arrow up'></div><div class='arrow down'></div></div><div class='entry'><p class='tagline'><a class='expand'>[–]</a><a class='author' href='#'>{c.name}</a>{flair}<span class='userattrs'></span> "
            f"<span class='score'>{c.votes + 1} point{'s' if c.votes else ''}</span> <time>{c.date}</time>{count}</p><form action='#'><div class='md'>{c.html()}</div></form>"
            f"<ul class='flat-list buttons'><li><a href='#'>permalink</a></li><li><a>embed</a></li><li><a>save</a></li>{parent}<li><a>report</a></li><li><a>give gold</a></li><li><a>reply</a></li></ul></div>"
        )

    body = talk.nest(
        write,
        "<div class='child'><div class='sitetable'>",
        "</div></div>",
        "<div class='thing comment'>",
        "</div>",
    )
    if not counted:
        _hide_parents(talk)
    talk.declared = len(talk.comments)
    return f"<p class='tagline'>submitted 2 days ago by <a href='#'>{talk.comments[0].name}_op</a></p><ul class='flat-list'><li>{talk.declared} comments</li><li>share</li><li>save</li><li>hide</li></ul><div class='panestack-title'>all {talk.declared} comments</div><div>sorted by: best</div><div class='commentarea'>{body}</div>"


@system("lobsters", "en", page="bare", depth=5, most=50)
def lobsters(talk: Talk) -> str:
    talk.date_all("ago")
    _handles(talk)

    def write(c: Comment) -> str:
        edited = "edited " if c.is_edited else ""
        return (
            f"<div class='comment'><div class='voters'><a class='upvoter'></a><div class='score'>{c.votes}</div></div><div class='details'><div class='byline'><a class='comment_folder'></a> <a href='#'><img src='a.png' alt='{c.name} avatar'></a> <a href='#'>{c.name}</a> "
            f"{edited}<span title='x'>{c.date}</span> | <a href='#'>link</a> | <a>flag</a> | <a>reply</a></div><div class='comment_text'>{c.html()}</div></div></div>"
        )

    talk.declared = len(talk.comments)
    body = talk.nest(
        write, "<ol class='comments'>", "</ol>", "<li class='comments_subtree'>", "</li>"
    )
    return f"<div class='story_byline'>authored by <a href='#'>{talk.comments[0].name}</a> 2 days ago | <a>archive</a> | <a href='#'>{talk.declared} comments</a></div><ol class='comments'>{body}</ol>"


@system("slashdot", "en", page="bare", depth=5, most=50)
def slashdot(talk: Talk) -> str:
    talk.date_all("{A} {B} {dd}, {Y} @{hh}:{M}{P}")
    moods = ("Insightful", "Interesting", "Funny", "Informative")

    def write(c: Comment) -> str:
        first = talk.title if c.parent is None else talk.comments[c.parent].subject or talk.title
        c.subject = (
            first
            if first.startswith("Re:")
            else f"Re:{first}"
            if c.depth
            else c.paragraphs[0][:24].strip()
        )
        score = f"(Score:<a href='#'>{c.votes % 6}</a>{', ' + talk.pick(moods) if c.votes else ''})"
        return (
            f"<div class='cw'><div class='commentTop'><div class='title'><h4><a href='#'>{c.subject}</a> <span class='score'>{score}</span></h4></div><div class='details'><span class='by'>by </span><a href='#'>{c.name}</a> (<a href='#'>{c.member.posts * 37}</a>) "
            f"<span class='otherdetails'>on {c.date} (<a href='#'>#{c.member.posts * 97}</a>)</span></div></div><div class='commentBody'>{c.html()}</div><div class='commentSub'><a href='#'>Reply to This</a>{' <a>Parent</a>' if c.depth else ''} <a>Share</a> <a>Flag as Inappropriate</a></div></div>"
        )

    return f"<div class='body'><p>{talk.tongue.paragraph(talk.rng, 6)}</p></div><h2>{talk.heading()}</h2><p>The Fine Print: The following comments are owned by whoever posted them.</p><ul id='commentlisting'>{talk.nest(write)}</ul>"


@system("metafilter", "en", page="bare", most=50)
def metafilter(talk: Talk) -> str:
    talk.flatten()
    talk.date_all("{h}:{M} {P} on {B} {d}, {Y}")
    items = "".join(
        f"<div class='comments'>{c.html(breaks=True)}<br><span class='smallcopy'>posted by <a href='#'>{c.name}</a> at {c.date} [<a href='#'>{c.votes + 1} favorites</a>]</span></div><br><br>"
        for c in talk.comments
    )
    talk.declared = len(talk.comments)
    first = talk.comments[0]
    return f"<div class='copy'>{talk.tongue.paragraph(talk.rng, 4)}<br><span class='smallcopy'>posted by <a href='#'>{first.name}</a> ({talk.declared} comments total)</span></div>{items}<p>This thread has been archived and is closed to new comments</p>"


@system("stackexchange", "en es pt ru ja", page="bare", most=12)
def stackexchange(talk: Talk) -> str:
    """Write answers; the truth holds answers alone where no one comments on them."""
    talk.flatten()
    forms = {
        "es": ("el {d} {b}. {Y} a las {H}:{M}",),
        "pt": ("{d}/{mm}/{Y} às {H}:{M}",),
        "ru": ("{d} {b} {Y} в {H}:{M}",),
        "ja": ("{Y}年{m}月{d}日 {H}:{M}",),
    }.get(talk.tongue.code, ("{b} {d} '{yy} at {H}:{M}", "{b} {d}, {Y} at {H}:{M}"))
    talk.date_all(*forms)
    share, verb = {
        "es": ("compartir mejorar esta respuesta", "respondida"),
        "pt": ("compartilhar melhorar esta resposta", "respondida"),
        "ru": ("поделиться улучшить этот ответ", "ответ дан"),
        "ja": ("共有 改善する", "回答"),
    }.get(talk.tongue.code, ("share improve this answer", "answered"))
    items = "".join(
        f"<div class='answer'><table><tr><td class='votecell'><div class='vote'><a>up vote</a><span class='vote-count-post'>{c.votes}</span><a>down vote</a></div></td><td class='answercell'><div class='post-text'>{c.html()}</div>"
        f"<table class='fw'><tr><td><div class='post-menu'>{share}</div></td><td><div class='user-info'><div class='user-action-time'>{verb} <span class='relativetime'>{c.date}</span></div><div class='user-details'><a href='#'>{c.name}</a><br><span class='reputation-score'>{c.member.posts}</span></div></div></td></tr></table></td></tr></table></div>"
        for c in talk.comments
    )
    talk.declared = len(talk.comments)
    word = {"es": "respuestas", "pt": "respostas", "ru": "ответов", "ja": "件の回答"}.get(
        talk.tongue.code, "Answers"
    )
    return f"<div class='question'><p>{talk.tongue.paragraph(talk.rng, 5)}</p></div><h2>{talk.declared} {word}</h2>{items}"
