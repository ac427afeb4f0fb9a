# ruff: noqa: E501 - markup reads best unbroken.
"""More services that pages embed, and sites where people vote: points, cards, credentials."""

from __future__ import annotations

from tests.benchmarks.invented_pages.page import reply_form
from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk


@system("viafoura", "en de fr", depth=1)
def viafoura(talk: Talk) -> str:
    talk.date_all("ago")
    reply, share = talk.say("reply"), talk.tongue["buttons"][3]

    def write(c: Comment) -> str:
        badge = f"<span class='vf-badge'>{c.badge}</span>" if c.badge else ""
        return (
            f"<div class='vf-avatar'><span>{c.name[:1].upper()}</span></div><div class='vf-head'><button>{c.name}</button>{badge}<span class='vf-date'>{c.date}</span></div><div class='vf-text'>{c.html()}</div>"
            f"<div class='vf-actions'><button>{reply}</button><button>{share}</button><span>{c.votes}</span><span>{c.votes // 3}</span></div>"
        )

    body = talk.nest(write, "<div class='vf-replies'>", "</div>", "<article>", "</article>")
    for comment in talk.comments:
        comment.parent = None
    return f"<div class='vf'><h3>{talk.heading()}</h3><div>Newest Oldest Popular</div>{body}</div>"


@system("commento", "en de", depth=2)
def commento(talk: Talk) -> str:
    talk.date_all("ago")
    anonymous = talk.tongue["unnamed"][0]

    def write(c: Comment) -> str:
        if talk.chance(0.3):
            c.author = anonymous
        score = talk.say("votes", n=c.votes)
        return f"<div class='card'><div class='header'><div class='avatar'>{c.name[:1]}</div><div class='name'>{c.name}</div><div class='subtitle'><div class='score'>{score}</div><div class='timeago'>{c.date}</div></div></div><div class='body'>{c.html()}</div></div>"

    body = talk.nest(write, "<div class='children'>", "</div>", "<div>", "</div>")
    for comment in talk.comments:
        comment.parent = None
    return f"<div id='commento'><div class='login'>Login</div><div class='sort'>Upvotes Newest Oldest</div>{body}<div class='logo'>Powered by Commento</div></div>"


@system("remark42", "en de ru", depth=3)
def remark42(talk: Talk) -> str:
    talk.date_all(
        "{mm}/{dd}/{Y} at {hh}:{M} {P}"
        if talk.tongue.code == "en"
        else "{dd}.{mm}.{Y} в {HH}:{M}"
        if talk.tongue.code == "ru"
        else "{dd}.{mm}.{Y} um {HH}:{M}"
    )
    reply, hide = (
        talk.say("reply"),
        {"de": "Ausblenden", "ru": "Скрыть"}.get(talk.tongue.code, "Hide"),
    )
    copy = {"de": "Kopieren", "ru": "Скопировать"}.get(talk.tongue.code, "Copy")

    def write(c: Comment) -> str:
        score = f"+{c.votes}" if c.votes else "0"
        return (
            f"<div class='comment__info'><button>{c.name}</button> <a class='comment__time' href='#'>{c.date}</a> <span class='comment__votes'><button>▲</button><span>{score}</span><button>▼</button></span></div>"
            f"<div class='comment__text'>{c.html()}</div><div class='comment__actions'><button>{reply}</button> <span><button>{copy}</button> <button>{hide}</button></span></div>"
        )

    body = talk.nest(write, "<div class='thread__replies'>", "</div>", "<div>", "</div>")
    for comment in talk.comments:
        comment.parent = None
    return f"<div id='remark42'><div>{talk.heading()}</div><div>Sort by Best</div>{body}</div>"


@system("js-kit-echo", "en", depth=1)
def js_kit(talk: Talk) -> str:
    """Write the name and the text in one run, and the full date with buttons below."""
    talk.date_all("{A}, {B} {d}, {Y}, {h}:{M}:{S} {P}", "ago")

    def write(c: Comment) -> str:
        badge = "<span>Moderator</span>" if c.badge else ""
        liked = (
            f"<div>Liked by <a>{talk.pick(talk.comments).name}</a></div>"
            if c.votes > 4 and talk.chance(0.4)
            else ""
        )
        return (
            f"<div class='js-head'><span class='js-author'>{c.name}</span>{badge}</div><div class='js-text'>{c.html(breaks=True)}</div>"
            f"<div class='js-foot'><span>{c.date}</span> <span>– Flag – Like – Reply</span></div>{liked}"
        )

    body = talk.nest(write, "<div class='js-replies'>", "</div>", "<div>", "</div>")
    for comment in talk.comments:
        comment.parent = None
    return f"<div class='js-kit'><div>{talk.heading()}</div><div>Leave a comment</div><div>Follow: Email RSS</div>{body}<div>Social Networking by Echo</div></div>"


@system("openweb", "en de es", depth=2)
def openweb(talk: Talk) -> str:
    talk.date_all(talk.pick(("ago", "day")))
    reply, share = talk.say("reply"), talk.tongue["buttons"][3]

    def write(c: Comment) -> str:
        above = None if c.parent is None else talk.comments[c.parent]
        to = f"<span class='to'>→ {above.name}</span>" if above else ""
        edited = "<span>(Edited)</span>" if c.is_edited and talk.tongue.code == "en" else ""
        return (
            f"<div class='top'><span class='name'>{c.name}</span>{to}<time>{c.date}</time></div><div class='text'>{c.html()}</div>{edited}"
            f"<div class='actions'><button>{reply}</button><button>{c.votes}</button><button>{c.votes // 4}</button><button>{share}</button></div>"
        )

    body = talk.nest(write)
    return f"<div class='spcv'><h2>{talk.heading()}</h2><div>Sort by Best</div><ul>{body}</ul><div>Powered by OpenWeb</div><div>Terms Privacy Feedback</div></div>"


@system("reddit-new", "en", page="bare", depth=4, most=40)
def reddit_new(talk: Talk) -> str:
    talk.date_all("ago")

    def write(c: Comment) -> str:
        op = "<span>OP</span> · " if c.author == talk.comments[0].author else ""
        points = (
            talk.pick((f"{c.votes} points", "Score hidden"))
            if talk.chance(0.5)
            else f"{c.votes} points"
        )
        return (
            f"<div class='head'><a href='#'>{c.name}</a> {op}<span>{points}</span><span> · </span><a href='#'>{c.date}</a></div><div class='md'>{c.html()}</div>"
            f"<div class='foot'><button>Reply</button><button>Share</button><button>Report</button><button>Save</button></div>"
        )

    body = talk.nest(write, "<div class='kids'>", "</div>", "<div>", "</div>")
    for comment in talk.comments:
        comment.parent = None
    talk.declared = len(talk.comments)
    top = f"<div>Posted by u/{talk.comments[0].name} 4 years ago</div><p>{talk.tongue.paragraph(talk.rng, 4)}</p><div>{talk.declared} Comments Share Save</div><div>Sort By: Best</div>"
    return f"{top}{body}<div>About Community</div><div>r/{talk.site.replace(' ', '')}</div>"


@system("scoop", "en", page="blog", depth=4, most=30)
def scoop(talk: Talk) -> str:
    """Write a headline with points and number, the author below, links in brackets."""
    talk.date_all("{a} {b} {dd}, {Y} at {hh}:{M}:{S} {P} EST")
    for c in talk.comments:
        c.subject = " ".join(talk.pick(talk.tongue["claims"]).split()[:4]).capitalize()

    def write(c: Comment) -> str:
        number = talk.comments.index(c) + 1
        parent = "<a>Parent</a> | " if c.depth else ""
        return (
            f"<table><tr><td><b><a href='#'>{c.subject}</a></b> ({talk.pick(('none', '3.50', '4.00'))} / {c.votes}) (<a href='#'>#{number}</a>)<br>by <a href='#'>{c.name}</a> on {c.date}<br></td></tr><tr><td>{c.html()}</td></tr></table>"
            f"<p>[ {parent}<a>Reply to This</a> ]</p>"
        )

    return f"<div>{talk.heading()}</div><ul>{talk.nest(write)}</ul>"


@system("meneame", "es pt", page="blog", most=40)
def meneame(talk: Talk) -> str:
    """Write the text first, with its number, then votes, karma, date and author."""
    talk.flatten()
    talk.date_all("{dd}/{mm} {HH}:{M}", "{dd}-{mm}-{Y} {HH}:{M}")
    items = "".join(
        f"<li><div class='comment-body'><a href='#'><strong>#{n}</strong></a> {c.html(breaks=True)}</div><div class='comment-meta'>votos: {c.votes}, karma: {c.votes * 8 + 9} <span class='date'>{c.date}</span> <a href='#'>{c.name}</a></div></li>"
        for n, c in enumerate(talk.comments, 1)
    )
    return f"<ul class='tabs'><li>{talk.say('comments')}</li><li>+ valorados</li><li>votos</li><li>trackbacks</li></ul><ol class='comments-list'>{items}</ol>"


@system("pikabu", "ru", page="bare", depth=3, most=40)
def pikabu(talk: Talk) -> str:
    talk.date_all("ago")

    def write(c: Comment) -> str:
        more = f"<div class='more'>раскрыть ветвь {c.votes + 1}</div>" if c.votes > 2 else ""
        return (
            f"<div class='comment__header'><div class='rating'>+{c.votes}</div><div class='user'><span class='nick'>{c.name}</span></div><time>{c.date}</time></div><div class='comment__content'>{c.html()}</div>"
            f"<div class='controls'><span>ответить</span> <span>ещё</span></div>{more}"
        )

    body = talk.nest(write, "<div class='children'>", "</div>", "<div>", "</div>")
    for comment in talk.comments:
        comment.parent = None
    return f"<p>{talk.tongue.paragraph(talk.rng, 4)}</p><section><h2>{talk.heading()}</h2><div>по актуальности</div>{body}</section>"


@system("question-cards", "en de es", page="bare", most=10)
def question_cards(talk: Talk) -> str:
    """Write answers under credentials, with what others did to them."""
    talk.flatten()
    talk.date_all(*talk.tongue["day"])
    answered, up, share = {
        "de": ("Beantwortet:", "Positiv bewerten", "Teilen"),
        "es": ("Respondido:", "Votar positivamente", "Compartir"),
    }.get(talk.tongue.code, ("Answered", "Upvote", "Share"))
    items = "".join(
        f"<div class='answer'><div class='who'><span><a href='#'>{c.name}</a></span><span>, {c.member.rank}, {c.member.town}</span></div><div class='when'>{answered} {c.date}</div><div class='text'>{c.html()}</div>"
        f"<div class='foot'><span>{talk.say('votes', n=c.votes)}</span><div><button>{up} · {c.votes}</button><button>{share}</button></div></div></div>"
        for c in talk.comments
    )
    return f"<div>{talk.heading()}</div>{items}"


@system("reviews", "en de fr it ja", page="bare", most=20)
def reviews(talk: Talk) -> str:
    """Write a shop's reviews: stars and a headline, the author and the date, who was helped."""
    talk.flatten()
    talk.date_all(*talk.tongue["day"])
    stars, by, helped, comment = {
        "de": (
            "{n} von 5 Sternen",
            "Von {a} am {d}",
            "{x} Personen fanden diese Informationen hilfreich",
            "Kommentar",
        ),
        "fr": (
            "{n} sur 5 étoiles",
            "Par {a} le {d}",
            "{x} personnes ont trouvé cela utile",
            "Commentaire",
        ),
        "it": ("{n} su 5 stelle", "Di {a} il {d}", "{x} persone l'hanno trovato utile", "Commento"),
        "ja": (
            "5つ星のうち{n}",
            "投稿者 {a} 投稿日 {d}",
            "{x}人のお客様がこれが役に立ったと考えています",
            "コメント",
        ),
    }.get(
        talk.tongue.code,
        ("{n} out of 5 stars", "By {a} on {d}", "{x} people found this helpful", "Comment"),
    )
    items = []
    for c in talk.comments:
        words = talk.pick(talk.tongue["claims"])
        c.subject = " ".join(words.split()[:4]).capitalize() if talk.tongue.space else words[:8]
        items.append(
            f"<div class='review'><div><i>{stars.format(n=talk.pick(('5.0', '4.0', '2.0')))}</i> <b>{c.subject}</b></div><div>{by.format(a=f'<a>{c.name}</a>', d=c.date)}</div><div class='text'>{c.html(breaks=True)}</div>"
            f"<div>{helped.format(x=c.votes + 2)}</div><div><a>{comment}</a> | <a>{talk.tongue['buttons'][1]}</a></div></div>"
        )
    return f"<h3>{talk.heading()}</h3>{''.join(items)}"


@system("video-comments", "en de fr es ru", page="bare", depth=1, most=40)
def video_comments(talk: Talk) -> str:
    """Write comments below a video: counts without words, buttons to see the answers."""
    talk.date_all("ago")
    reply = talk.say("reply")
    see = {
        "de": "Antworten ansehen",
        "fr": "Afficher les réponses",
        "es": "Ver respuestas",
        "ru": "Показать ответы",
    }.get(talk.tongue.code, "View replies")

    def write(c: Comment) -> str:
        count = f"<span>{c.votes}</span>" if c.votes else ""
        edited = " (edited)" if c.is_edited and talk.tongue.code == "en" else ""
        more = f"<div class='expander'>{see}</div>" if c.depth == 0 and talk.chance(0.3) else ""
        return (
            f"<div class='header'><h3><a href='#'><span>{c.name}</span></a></h3><span><a href='#'>{c.date}{edited}</a></span></div><div class='content'>{c.html(breaks=True)}</div>"
            f"<div class='actions'>{count}<div>{reply}</div></div>{more}"
        )

    body = talk.nest(write, "<div class='replies'>", "</div>", "<div>", "</div>")
    for comment in talk.comments:
        comment.parent = None
    return f"<div>12.345 views</div><p>{talk.tongue.paragraph(talk.rng, 2)}</p><h2>{talk.heading()}</h2>{body}{reply_form(talk) if talk.chance(0.1) else ''}"
