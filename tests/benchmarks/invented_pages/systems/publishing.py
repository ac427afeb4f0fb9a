# ruff: noqa: E501 - markup reads best unbroken.
"""More systems to publish with: Plone, b2evolution, PHP-Nuke, Geeklog, Drupal 8, Komento, wikis, Ghost."""

from __future__ import annotations

from tests.benchmarks.invented_pages.page import reply_form
from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk
from tests.benchmarks.invented_pages.tongues import write_date


def _subjects(talk: Talk, share: float = 1.0) -> None:
    """Give comments headlines of their own."""
    for comment in talk.comments:
        if talk.chance(share):
            comment.subject = " ".join(talk.pick(talk.tongue["claims"]).split()[:4]).capitalize()


@system("plone", "en de es nl", depth=3)
def plone(talk: Talk) -> str:
    talk.date_all(
        "{b} {dd}, {Y} {hh}:{M} {P}" if talk.tongue.code == "en" else talk.tongue["numeric"][0]
    )
    says = talk.tongue["says"][0]
    reply = talk.say("reply")
    items = "".join(
        f"<div class='comment replyTreeLevel{c.depth}'><div class='commentImage'><img src='u.gif' alt='{c.name}'></div><div class='documentByLine'>{c.name} {says}<div class='commentDate'>{c.date}</div></div>"
        f"<div class='commentBody'>{c.html(breaks=True)}</div><button>{reply}</button></div>"
        for c in talk.comments
    )
    # Only the style sheet shifts answers.
    for comment in talk.comments:
        comment.parent = None
    log_in = {"de": "Anmelden zum Kommentieren", "es": "Entrar para comentar"}.get(
        talk.tongue.code, "Log in to add comments"
    )
    return (
        f"<div class='reply'><button>{log_in}</button></div><div class='discussion'>{items}</div>"
    )


@system("b2evolution", "en de fr es")
def b2evolution(talk: Talk) -> str:
    talk.flatten()
    talk.date_all(
        "{mm}/{dd}/{yy} @ {HH}:{M}" if talk.tongue.code == "en" else "{dd}.{mm}.{yy} @ {HH}:{M}"
    )
    start, kind = {
        "de": ("Kommentar von:", "Besucher"),
        "fr": ("Commentaire de:", "Visiteur"),
        "es": ("Comentario de:", "Visitante"),
    }.get(talk.tongue.code, ("Comment from:", "Visitor"))
    items = []
    for c in talk.comments:
        who = f"[{kind}]" if talk.chance(0.7) else "[Member]"
        web = " · <a href='#'>http://www.example.org</a>" if talk.chance(0.3) else ""
        items.append(
            f"<div class='bComment'><div class='bCommentTitle'>{start} <a href='#'>{c.name}</a> {who}{web}</div><div class='bCommentText'>{c.html()}</div>"
            f"<div class='bCommentSmallPrint'><a class='permalink_right' href='#'>Permalink</a> {c.date}</div></div>"
        )
    return f"<h4>{talk.heading()}:</h4>{''.join(items)}{reply_form(talk)}"


@system("php-nuke", "en de es", most=25)
def php_nuke(talk: Talk) -> str:
    talk.flatten()
    _subjects(talk)
    talk.date_all("{Y}-{mm}-{dd} {HH}:{M}:{S}", "{A}, {B} {dd}, {Y} ({HH}:{M}:{S})")
    score, by, on, info, answer = {
        "de": ("Punkte", "von", "am", "(Userinfo | Artikel schicken)", "Antwort schreiben"),
        "es": (
            "Puntuación",
            "por",
            "el",
            "(Información del usuario | Enviar mensaje)",
            "Responder",
        ),
    }.get(talk.tongue.code, ("Score", "by", "on", "(User Info | Send a Message)", "Reply to This"))
    items = "".join(
        f"<table width='99%' border='0'><tr><td><b>{'Re: ' if n else ''}{c.subject}</b> ({score}: {c.votes})<br>{by} <a href='#'>{c.name}</a> {on} {c.date}<br>{info}</td></tr><tr><td>{c.html(breaks=True)}</td></tr></table>"
        f"<p>[ <a href='#'>{answer}</a> ]</p>"
        for n, c in enumerate(talk.comments)
    )
    bar = f'<table><tr><td>"{talk.title}" | <a>Login</a> | {talk.heading()}</td></tr></table>'
    return f"{bar}{items}"


@system("geeklog-table", "en de fr it", most=20)
def geeklog(talk: Talk) -> str:
    """Write a table of two columns: the poster's card, and subject, dates and text."""
    talk.flatten()
    _subjects(talk, 0.8)
    talk.date_all("numeric")
    poster, thread, posted, updated = {
        "de": ("Autor", "Thread", "Erstellt am", "Aktualisiert"),
        "fr": ("Auteur", "Conversation", "Posté le", "Mis à jour"),
        "it": ("Autore", "Discussione", "Inviato", "Aggiornato"),
    }.get(talk.tongue.code, ("Poster", "Thread", "Posted", "Updated"))
    joined, posts, place = talk.say("joined"), talk.say("posts"), talk.pick(talk.tongue["place"])
    rows = "".join(
        f"<tr><td class='odd' colspan='2'>{c.name}</td></tr><tr><td class='odd' valign='top'><div class='comUserRank'>{c.member.rank}</div><div>{joined}: {write_date(c.member.joined, '{Y}/{m}/{d}', talk.tongue)}</div><div>{place}: {c.member.town}</div><div>{posts}: {c.member.posts}</div></td>"
        f"<td class='even'><div class='comDate'>{posted}: {c.date}&nbsp; {updated}: {c.date}</div><div class='comTitle'>{c.subject or ''}</div><div class='comText'>{c.html(breaks=True)}</div></td></tr>"
        for c in talk.comments
    )
    return f"<h3>{talk.heading()}</h3><table class='outer'><tr><th>{poster}</th><th>{thread}</th></tr>{rows}</table>"


@system("drupal-8", "en de fr es", depth=3)
def drupal8(talk: Talk) -> str:
    talk.date_all(
        "{a}, {mm}/{dd}/{Y} - {HH}:{M}"
        if talk.tongue.code == "en"
        else "{a}, {dd}.{mm}.{Y} - {HH}:{M}"
    )
    _subjects(talk)
    to, log_in = {
        "de": (
            "Als Antwort auf {s} von {n}",
            "Anmelden oder Registrieren, um Kommentare verfassen zu können",
        ),
        "fr": (
            "En réponse à {s} par {n}",
            "Connectez-vous ou inscrivez-vous pour publier un commentaire",
        ),
        "es": ("En respuesta a {s} por {n}", "Inicie sesión o regístrese para comentar"),
    }.get(talk.tongue.code, ("In reply to {s} by {n}", "Log in or register to post comments"))
    talk.name_parents()

    def write(c: Comment) -> str:
        above = None if c.parent is None else talk.comments[c.parent]
        answer = (
            f"<p class='comment__parent visually-hidden'>{to.format(s=above.subject, n=above.name)}</p>"
            if above
            else ""
        )
        return (
            f"<article class='comment'><footer class='comment__meta'><p class='comment__author'><span>{c.name}</span></p><p class='comment__time'>{c.date}</p><p class='comment__permalink'><a href='#'>Permalink</a></p>{answer}</footer>"
            f"<div class='comment__content'><h3><a href='#'>{c.subject}</a></h3><div class='text-formatted'>{c.html()}</div><ul class='links inline'><li>{log_in}</li></ul></div></article>"
        )

    body = talk.nest(write, "<div class='indented'>", "</div>", "<div>", "</div>")
    return f"<section class='comments'><h2>{talk.say('comments')}</h2>{body}</section>"


@system("joomla-komento", "en de fr ru", depth=2)
def komento(talk: Talk) -> str:
    talk.in_a_row()
    talk.name_parents()
    talk.date_all(talk.pick(("ago", "long")))
    reply, report = talk.say("reply"), talk.tongue["buttons"][1]
    items = []
    for n, c in enumerate(talk.comments, 1):
        above = None if c.parent is None else talk.comments[c.parent]
        to = (
            f"<div class='kmt-parent'>{talk.say('in_reply', name=above.author)}</div>"
            if above
            else ""
        )
        badge = f"<div class='kmt-rank'>{c.badge}</div>" if c.badge else ""
        items.append(
            f"<li class='kmt-item'><div class='kmt-avatar'><img src='a.png' alt=''></div>{badge}<div class='kmt-head'><span class='kmt-author'>{c.name}</span>{to}<span class='kmt-time'>{c.date}</span> <a class='kmt-id' href='#'>#{n}</a></div>"
            f"<div class='kmt-body'>{c.html(breaks=True)}</div><div class='kmt-control'><span>{talk.say('likes', n=c.votes)}</span> <a>{report}</a> <a>{reply}</a></div></li>"
        )
    sort = "<div class='kmt-sort'><a>Oldest First</a> <a>Newest First</a> <a>RSS</a></div>"
    return f"<h3>{talk.heading()}</h3>{sort if talk.tongue.code == 'en' else ''}<ul class='kmt-list'>{''.join(items)}</ul>{reply_form(talk)}"


@system("dokuwiki", "en de fr ja", page="bare", depth=4)
def dokuwiki(talk: Talk) -> str:
    talk.date_all("{Y}/{mm}/{dd} {HH}:{M}")
    reply = talk.say("reply")

    def write(c: Comment) -> str:
        return (
            f"<div class='hentry'><div class='comment_head'><img src='a.jpg' alt=''><span class='vcard author'><span class='fn'>{c.name}</span></span>, <abbr>{c.date}</abbr></div>"
            f"<div class='comment_body'>{c.html()}</div></div><div class='comment_buttons'><form action='#'><button>{reply}</button></form></div>"
        )

    body = talk.nest(write, "<div class='comment_replies'>", "</div>", "<div>", "</div>")
    for comment in talk.comments:
        comment.parent = None
    page = "".join(f"<p>{talk.tongue.paragraph(talk.rng, 3)}</p>" for _ in range(4))
    return f"{page}<h2>{talk.say('comments')}</h2><div class='level2'>{body}</div>{reply_form(talk)}<div class='docInfo'>wiki/{talk.site.lower()}.txt · 2012/03/04 10:11</div>"


@system("wiki-talk", "en de fr", page="bare", depth=4)
def wiki_talk(talk: Talk) -> str:
    """Write a wiki's talk page: the text, then who signed it, answers in nested definitions."""
    talk.date_all(
        {"de": "{HH}:{M}, {d}. {b}. {Y}", "fr": "{d} {B} {Y} à {HH}:{M}"}.get(
            talk.tongue.code, "{HH}:{M}, {d} {B} {Y}"
        )
    )
    word, zone, edit = {
        "de": ("Diskussion", "CEST", "Bearbeiten"),
        "fr": ("d", "CEST", "modifier"),
    }.get(talk.tongue.code, ("talk", "UTC", "edit"))

    def write(c: Comment) -> str:
        text = c.html().removesuffix("</p>")
        return f"{text} <a href='#'>{c.name}</a> (<a href='#'>{word}</a>) {c.date} ({zone})</p>"

    body = talk.nest(write, "<dl>", "</dl>", "<dd>", "</dd>")
    return f"<h2>{talk.title} <span>[{edit}]</span></h2><div>{body}</div>"


@system("ghost", "en de fr es", depth=1)
def ghost(talk: Talk) -> str:
    talk.date_all("ago")
    reply = talk.say("reply")

    def write(c: Comment) -> str:
        bio = f"<span>{c.member.rank}</span> · " if c.badge else ""
        return (
            f"<div class='avatar'><p>{c.name[:1]}</p></div><div><h4>{c.name}</h4><h6>{bio}<span>{c.date}</span></h6></div><div class='gh-comment-content'>{c.html()}</div>"
            f"<div><button><svg></svg>{c.votes}</button><button>{reply}</button></div>"
        )

    body = talk.nest(write, "<div class='replies'>", "</div>", "<div class='thread'>", "</div>")
    for comment in talk.comments:
        comment.parent = None
    return f"<section><h2>{talk.heading()}</h2>{body}</section>"


@system("squarespace", "en de", depth=1)
def squarespace(talk: Talk) -> str:
    talk.date_all("ago")

    def write(c: Comment) -> str:
        return (
            f"<div class='comment-header'><img src='a.png' alt=''><div class='comment-body-wrap'><span class='author'>{c.name}</span> <span class='date'>{c.date}</span> <span class='like-count'>{c.votes} Likes</span></div></div>"
            f"<div class='comment-body'>{c.html()}</div>"
        )

    body = talk.nest(write)
    talk.declared = len(talk.comments)
    return f"<div class='comments-header'><span>Comments ({talk.declared})</span> <span>Newest First</span> <span>Oldest First</span> <span>Most Liked</span></div><div class='form'>Preview Post Comment…</div><ul class='comment-list'>{body}</ul>"
