# ruff: noqa: E501 - markup reads best unbroken.
"""Comment services that pages embed: Disqus, Facebook, Livefyre, Coral, IntenseDebate, Isso."""

from __future__ import annotations

from tests.benchmarks.invented_pages.page import reply_form
from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk


@system("disqus", "en de fr es it pt", depth=4)
def disqus(talk: Talk) -> str:
    talk.date_all("ago")
    reply, share = talk.say("reply"), talk.tongue["buttons"][3]

    def write(c: Comment) -> str:
        to = (
            f"<span class='parent-link-container'><a href='#'>{talk.comments[c.parent].name}</a></span>"
            if c.parent is not None
            else ""
        )
        badge = "<span class='badge'>Mod</span> " if c.badge else ""
        votes = f"<span>{c.votes}</span>" if c.votes else ""
        return (
            f"<div class='post-content'><div class='avatar'><img src='a.png' alt='Avatar'></div><div class='post-body'><header><span class='post-byline'><span class='author'><a href='#'>{c.name}</a></span> {badge}{to}</span>"
            f"<span class='post-meta'><span class='bullet'>•</span><a class='time-ago' href='#'>{c.date}</a></span></header><div class='post-message'>{c.html()}</div>"
            f"<footer><ul><li class='voting'><a href='#'>{votes}</a></li><li class='bullet'>•</li><li class='reply'><a href='#'>{reply}</a></li><li class='bullet'>•</li><li class='share'><a href='#'>{share} ›</a></li></ul></footer></div></div>"
        )

    talk.declared = len(talk.comments)
    count = talk.say("counted", n=talk.declared, title=talk.title)
    return f"<section id='conversation'><nav><ul><li>{count}</li><li>{talk.site}</li><li>Login</li></ul></nav><ul class='post-list'>{talk.nest(write)}</ul></section>"


@system("disqus-list", "en de fr")
def disqus_list(talk: Talk) -> str:
    """Write the list that pages hold for readers without JavaScript."""
    talk.flatten()
    talk.comments[0].posted_at = None
    items = "".join(
        f"<li id='dsq-comment-{n}'><div class='dsq-comment-header'><cite><a href='#'>{c.name}</a></cite></div><div class='dsq-comment-body'><div class='dsq-comment-message'>{c.html()}</div></div></li>"
        for n, c in enumerate(talk.comments)
    )
    return f"<div id='disqus_thread'><h3>{talk.heading()}</h3><ul id='dsq-comments'>{items}</ul><p>Please enable JavaScript to view the comments powered by Disqus.</p></div>"


@system("facebook", "en de es pt it", depth=1)
def facebook(talk: Talk) -> str:
    talk.date_all(*talk.tongue["long"])
    like, reply = {
        "de": ("Gefällt mir", "Antworten"),
        "es": ("Me gusta", "Responder"),
        "pt": ("Curtir", "Responder"),
        "it": ("Mi piace", "Rispondi"),
    }.get(talk.tongue.code, ("Like", "Reply"))
    works = talk.chance(0.6)

    def write(c: Comment) -> str:
        job = (
            f" · <span>{talk.pick(talk.tongue['sites'])}</span>"
            if works and talk.rng.random() < 0.6
            else ""
        )
        votes = f" · <i></i>{c.votes}" if c.votes else ""
        return (
            f"<div class='UFIImageBlock'><img src='a.jpg' alt=''><div><div><span><a href='#'>{c.name}</a></span>{job}</div><div class='body'>{c.html(breaks=True)}</div>"
            f"<div class='actions'><a href='#'>{like}</a> · <a href='#'>{reply}</a>{votes} · <abbr>{c.date}</abbr></div></div></div>"
        )

    shift = talk.chance(0.5)
    if not shift:
        for comment in talk.comments:
            comment.parent = None
        body = talk.nest(write, "<div>", "</div>", "<div>", "</div>")
    else:
        body = talk.nest(write)
    talk.declared = len(talk.comments)
    return f"<div class='fb'><div>{talk.say('counted', n=talk.declared, title=talk.title)}</div><div>{body}</div><div>Facebook Comments Plugin</div></div>"


@system("livefyre", "en", depth=2)
def livefyre(talk: Talk) -> str:
    talk.date_all("ago")

    def write(c: Comment) -> str:
        badge = "<span class='fyre-tag'>moderator</span>" if c.badge else ""
        to = (
            f" <span>{talk.comments[c.parent].name}</span>"
            if c.parent is not None and talk.rng.random() < 0.5
            else ""
        )
        return (
            f"<div class='fyre-comment-wrapper'><div class='fyre-comment-head'><span class='fyre-comment-username'>{c.name}</span>{badge}</div><div class='fyre-comment'>{c.html()}</div>"
            f"<div class='fyre-comment-footer'><span class='fyre-comment-date'>{c.date}</span> <a>Like</a>{to and ''} <a>Reply</a> <a>Share</a></div></div>"
        )

    for comment in talk.comments:
        comment.parent = None
    body = talk.nest(write, "<div class='fyre-replies'>", "</div>", "<article>", "</article>")
    return f"<div id='livefyre'><div class='fyre-stream-stats'>{talk.heading()}</div><div>Newest | Oldest | Top Comments</div>{body}</div>"


@system("coral", "en de nl es", depth=3)
def coral(talk: Talk) -> str:
    talk.date_all(talk.pick(("ago", "numeric")))
    reply, share, report = talk.say("reply"), talk.tongue["buttons"][3], talk.tongue["buttons"][1]
    respect = {"de": "Respekt", "nl": "Respecteer", "es": "Respetar"}.get(
        talk.tongue.code, "Respect"
    )

    def write(c: Comment) -> str:
        badge = f"<span class='coral-badge'>{c.badge}</span>" if c.badge else ""
        to = (
            f"<div class='coral-to'>{talk.say('in_reply', name=talk.comments[c.parent].author)}</div>"
            if c.parent is not None
            else ""
        )
        votes = f" {c.votes}" if c.votes else ""
        return (
            f"<div class='coral-comment'><div class='top'><span class='username'>{c.name}</span> {badge} <span class='timestamp'>{c.date}</span></div>{to}<div class='coral-body'>{c.html(breaks=True)}</div>"
            f"<div class='coral-actions'><button>{respect}{votes}</button><button>{reply}</button><button>{share}</button><button>{report}</button></div></div>"
        )

    body = talk.nest(write, "<div class='coral-indent'>", "</div>", "<div>", "</div>")
    return f"<div id='coral'><h2>{talk.heading()}</h2>{body}</div>"


@system("intensedebate", "en", depth=3)
def intensedebate(talk: Talk) -> str:
    talk.date_all("ago")

    def write(c: Comment) -> str:
        return (
            f"<div class='idc-c'><div class='idc-c-h'><div class='idc-v'><span>{'+' if c.votes else ''}{c.votes}</span> Vote up Vote down</div><p class='idc-i'><a href='#'>{c.name}</a>'s avatar</p><p><a href='#'>{c.name}</a> · <a href='#'>{c.date}</a></p></div>"
            f"<div class='idc-c-t'>{c.html()}</div><div class='idc-r'><a href='#'>Reply</a> <a href='#'>{c.votes} replies</a> · active {c.date}</div></div>"
        )

    body = talk.nest(write, "<div class='idc-thread'>", "</div>", "<div>", "</div>")
    for comment in talk.comments:
        comment.parent = None
    return f"<div id='idc'><h3>{talk.heading()}</h3><p>Sort by: <a>Date</a> <a>Rating</a> <a>Last Activity</a></p>{body}{reply_form(talk)}</div>"


@system("isso", "en de fr", depth=1)
def isso(talk: Talk) -> str:
    talk.date_all(talk.pick(("ago", "day")))
    reply = talk.say("reply")

    def write(c: Comment) -> str:
        return (
            f"<div class='isso-comment'><div class='text-wrapper'><div class='isso-comment-header'><span class='author'>{c.name}</span><span class='spacer'>•</span><a class='permalink' href='#'><time>{c.date}</time></a></div>"
            f"<div class='text'>{c.html()}</div><div class='isso-comment-footer'><a>{c.votes}</a> <a class='reply'>{reply}</a></div></div></div>"
        )

    body = talk.nest(write, "<div class='isso-follow-up'>", "</div>", "<div>", "</div>")
    for comment in talk.comments:
        comment.parent = None
    return f"<section id='isso-thread'><h4>{talk.heading()}</h4>{body}</section>"


@system("echo-haloscan", "en")
def haloscan(talk: Talk) -> str:
    talk.flatten()
    talk.date_all("{mm}.{dd}.{yy} - {h}:{M} {p}", "{B} {d}, {Y}, {h}:{M} {p}")
    items = "".join(
        f"<div class='hs-comment'>{c.html(breaks=True)}<br><a href='#'>{c.name}</a> | <a href='#'>Homepage</a> | {c.date} | <a href='#'>#</a></div><hr>"
        for c in talk.comments
    )
    return f"<div class='head'>{talk.say('comments')}</div>{items}<div>Commenting by HaloScan</div>"
