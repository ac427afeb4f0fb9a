# ruff: noqa: E501 - markup reads best unbroken.
"""Forums of other makers: where the card stands, what dates it holds, and what comes after the text."""

from __future__ import annotations

from datetime import timedelta

from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk
from tests.benchmarks.invented_pages.tongues import write_date


def _open(talk: Talk, *forms: str) -> None:
    talk.flatten()
    talk.open_with_article()
    talk.date_all(*forms)


def _joined(talk: Talk, c: Comment, form: str) -> str:
    return write_date(c.member.joined, form, talk.tongue)


@system("burning-board-2", "de", page="forum", most=20)
def burning_board(talk: Talk) -> str:
    """Write the card, the text, and below it the date with the name again and what it links to."""
    _open(talk, "{dd}.{mm}.{Y} {HH}:{M}")
    rows = []
    for c in talk.comments:
        c.subject = f"RE: {talk.title}" if talk.chance(0.4) else None
        title = f"<b>{c.subject}</b><br>" if c.subject else ""
        sign = f"__________________<br>{c.member.signature}" if c.member.signature else ""
        rows.append(
            f"<table><tr><td><b>{c.name}</b><br>{c.member.rank}<br><br>Dabei seit: {_joined(talk, c, '{dd}.{mm}.{Y}')}<br>Beiträge: {c.member.posts}<br>Herkunft: {c.member.town}<br></td>"
            f"<td>{title}{c.html(breaks=True)}<br><br>{sign}</td></tr><tr><td>{c.date}</td><td>{c.name} ist offline E-Mail an {c.name} senden Beiträge von {c.name} suchen</td></tr></table>"
        )
    return f"<table><tr><td>Autor</td><td>Beitrag</td></tr></table>{''.join(rows)}"


@system("bulletin-logged", "en", page="forum", most=20)
def logged(talk: Talk) -> str:
    """Write name, rank and "posted DATE" above the text, and the card in one line below."""
    _open(talk, "{mm}-{dd}-{Y} {hh}:{M} {P}", "{B} {dd}, {Y} {hh}:{M} {P}")
    rows = "".join(
        f"<tr><td><b>{c.name}</b><br><small>{c.member.rank}<br>Member # {c.member.posts * 3 + n}</small></td><td><small>posted {c.date}</small> <a>Profile</a> <a>Edit/Delete Post</a> <a>Reply With Quote</a><hr>{c.html(breaks=True)}<hr>"
        f"<small>Posts: {c.member.posts} | From: {c.member.town} | Registered: {_joined(talk, c, '{b} {Y}')} | IP: Logged</small></td></tr>"
        for n, c in enumerate(talk.comments)
    )
    return f"<table><tr><th>Author</th><th>Topic: {talk.title}</th></tr>{rows}</table>"


@system("date-blocks-forum", "en de fr", page="forum", most=20)
def date_blocks(talk: Talk) -> str:
    """Write time and day on lines of their own above the member's card, the number beside it."""
    code = talk.tongue.code
    times, day = ("{h}:{M} {p}", "{B} {d}, {Y}") if code == "en" else ("{HH}:{M}", "{d} {B} {Y}")
    if code == "de":
        day = "{d}. {B} {Y}"
    _open(talk, f"{times} {day}")
    posts, since = talk.say("posts"), talk.say("joined")
    items = []
    for n, c in enumerate(talk.comments, 1):
        clock = write_date(c.when, times, talk.tongue)
        date = write_date(c.when, day, talk.tongue)
        c.date = f"{clock} {date}"
        items.append(
            f"<div class='post'><div class='who'><p>{clock}<br>{date}</p><p><b>{c.name}</b></p><p>{c.member.rank}</p><p>{posts}: {c.member.posts}</p><p>{since}:<br>{_joined(talk, c, day)}</p></div><div class='what'><span>{n}</span>{c.html()}</div></div>"
        )
    return "".join(items)


@system("press-forum", "en es pt ja", page="forum", most=20)
def press_forum(talk: Talk) -> str:
    """Write the date and a long number first, then the name, the role, and the text."""
    _open(talk, *talk.tongue["long"])
    role = {"es": "Participante", "pt": "Participante", "ja": "参加者"}.get(
        talk.tongue.code, "Participant"
    )
    items = "".join(
        f"<div class='bbp-reply-header'><span>{c.date}</span> <a href='#'>#{40210 + 7 * n}</a></div><div class='bbp-author'><a>{c.name}</a><div class='role'>{role}</div></div><div class='bbp-content'>{c.html()}</div>"
        for n, c in enumerate(talk.comments)
    )
    return f"<ul><li><div>{'Author'}</div><div>{'Posts'}</div></li></ul>{items}<p>You must be logged in to reply to this topic.</p>"


@system("press-forum-old", "en de", page="forum", most=20)
def press_forum_old(talk: Talk) -> str:
    """Write the name and the role beside the text, and below it when, and a hash."""
    _open(talk, "ago")
    posted = {"de": "Geschrieben"}.get(talk.tongue.code, "Posted")
    items = "".join(
        f"<li><div class='threadauthor'><strong>{c.name}</strong><br><small><a>{c.member.rank}</a></small></div><div class='threadpost'><div class='post'>{c.html()}</div><div class='poststuff'>{posted} {c.date} <a>#</a></div></div></li>"
        for c in talk.comments
    )
    return f"<ol id='thread'>{items}</ol>"


@system("subsilver", "en de fr es", page="forum", most=20)
def subsilver(talk: Talk) -> str:
    """Write the name alone, subject and date beside it, and the card in the next row."""
    code = talk.tongue.code
    _open(
        talk,
        "{a} {b} {dd}, {Y} {h}:{M} {p}" if code == "en" else "{a} {dd}. {b} {Y}, {HH}:{M}",
    )
    subject, posted, top = {
        "de": ("Betreff des Beitrags:", "Verfasst:", "Nach oben"),
        "fr": ("Sujet du message:", "Publié:", "Haut"),
        "es": ("Asunto:", "Publicado:", "Arriba"),
    }.get(code, ("Post subject:", "Posted:", "Top"))
    joined, posts, place = talk.say("joined"), talk.say("posts"), talk.pick(talk.tongue["place"])
    rows = []
    for c in talk.comments:
        sign = f"_________________<br>{c.member.signature}" if c.member.signature else ""
        rows.append(
            f"<table><tr><td><b>{c.name}</b></td><td><b>{subject}</b> Re: {talk.title}</td><td><b>{posted}</b> {c.date}</td></tr>"
            f"<tr><td><b>{joined}:</b> {_joined(talk, c, '{dd}.{mm}.{Y}')}<br><b>{posts}:</b> {c.member.posts}<br><b>{place}:</b> {c.member.town}</td><td colspan='2'>{c.html(breaks=True)}<br><br>{sign}</td></tr><tr><td><a>{top}</a></td><td>&nbsp;</td></tr></table>"
        )
    return "".join(rows)


@system("posted-dash", "en nl de", page="forum", most=20)
def posted_dash(talk: Talk) -> str:
    """Write name, rank, country and posts without labels, and "Posted - DATE : TIME"."""
    _open(
        talk,
        "{mm}/{dd}/{Y} : {HH}:{M}:{S}"
        if talk.tongue.code == "en"
        else "{dd}/{mm}/{Y} : {HH}:{M}:{S}",
    )
    posted, posts = {
        "de": ("Erstellt  am - ", "Beiträge"),
        "nl": ("Geplaatst - ", "berichten"),
    }.get(talk.tongue.code, ("Posted - ", "Posts"))
    rows = "".join(
        f"<tr><td><p><b>{c.name}</b><br><small>{c.member.rank}</small></p><p><small>{c.member.town}<br>{c.member.posts} {posts}</small></p></td><td><small>{posted}{c.date}</small><hr>{c.html(breaks=True)}<br><a>Go to Top of Page</a></td></tr>"
        for c in talk.comments
    )
    return f"<table><tr><td>Author</td><td>Topic</td></tr>{rows}</table>"


@system("message-is-reply", "en de fr", page="forum", depth=3, most=20)
def message_is_reply(talk: Talk) -> str:
    """Write subject, date, name and counts, each with its label, and whom the number answers."""
    talk.in_a_row()
    talk.date_all("{a}, {dd} {B} {Y} {HH}:{M}")
    talk.open_with_article()
    rows = []
    for n, c in enumerate(talk.comments):
        to = "" if c.parent is None else f" is a reply to <a>message #{5100 + c.parent}</a>"
        rows.append(
            f"<table><tr><td>{'Re: ' if n else ''}{talk.title} [<a>message #{5100 + n}</a>{to}]</td><td>{c.date}</td></tr>"
            f"<tr><td><a>{c.name}</a></td><td>Messages: {c.member.posts}<br>Registered: {_joined(talk, c, '{B} {Y}')}<br>Location: {c.member.town}</td><td>{c.member.rank}</td></tr><tr><td colspan='3'>{c.html(breaks=True)}</td></tr><tr><td>Report message to a moderator</td></tr></table>"
        )
    return "".join(rows)


@system("www-board", "en de", page="bare", most=12)
def www_board(talk: Talk) -> str:
    """Write messages of the oldest boards: a headline, who and when, what it answers, the text."""
    talk.flatten()
    talk.date_all(
        "{B} {dd}, {Y} at {HH}:{M}:{S}"
        if talk.tongue.code == "en"
        else "{dd}. {B} {Y} {HH}:{M}:{S}"
    )
    by, on, to = {
        "de": ("Geschrieben von", "am", "Als Antwort auf"),
    }.get(talk.tongue.code, ("Posted by", "on", "In Reply to"))
    items = []
    for n, c in enumerate(talk.comments):
        above = talk.comments[n - 1] if n else None
        ref = (
            f"{to}: <a>{talk.title}</a> {by.lower()} {above.name} {on} {above.date}:<p>"
            if above
            else ""
        )
        items.append(
            f"<h2>{'Re: ' if n else ''}{talk.title}</h2><hr>{by} <a>{c.name}</a> {on} {c.date}:<p>{ref}{c.html()}<hr>"
        )
    for n, c in enumerate(talk.comments):
        c.parent = n - 1 if n else None
    return "".join(items)


@system("card-of-labels", "zh", page="forum", most=25)
def card_of_labels(talk: Talk) -> str:
    """Write the floor and the name, a card of labels, the date and the text."""
    _open(talk, "{Y}-{mm}-{dd} {HH}:{M}", "{Y}-{mm}-{dd} {HH}:{M}:{S}")
    rows = "".join(
        f"<tr><td class='c1'><span><a>#{n}</a> <a class='author'>{c.name}</a></span><div>级别: {c.member.rank}<br>威望: {c.votes}<br>发帖: {c.member.posts}<br>注册: {_joined(talk, c, '{yy}-{mm}-{dd}')}</div></td>"
        f"<td class='c2'><div><span>{c.date}</span> <span>{talk.pick(('来自 iPhone', '来自 网页', ''))}</span></div><p>{c.html(breaks=True)}</p><div>赞 {c.votes}</div></td></tr>"
        for n, c in enumerate(talk.comments)
    )
    return f"<table>{rows}</table>"


@system("drupal-forum", "en de fr es", page="forum", most=20)
def drupal_forum(talk: Talk) -> str:
    """Write the date with its label above, then the card with its state, the text and the links."""
    code = talk.tongue.code
    _open(
        talk, "{a}, {mm}/{dd}/{Y} - {HH}:{M}" if code == "en" else "{a}, {dd}/{mm}/{Y} - {HH}:{M}"
    )
    reply = talk.say("log_in") if talk.chance(0.5) else talk.say("reply")
    joined = talk.say("joined")
    return "".join(
        f"<div class='forum-post'><div class='post-info'><span class='posted-on'>{c.date}</span> <span><a>#{n}</a></span></div><div class='author-pane'><div class='author-name'><a>{c.name}</a></div><div>{talk.pick(('Offline', 'Online'))}</div><div>{joined}: {_joined(talk, c, '{mm}/{dd}/{Y}' if code == 'en' else '{dd}/{mm}/{Y}')}</div></div>"
        f"<div class='post-content'>{c.html()}</div><ul class='links'><li><a>{'Top'}</a></li><li><a>{reply}</a></li></ul></div>"
        for n, c in enumerate(talk.comments)
    )


@system("question-points", "en de ru pt", page="bare", most=8)
def question_points(talk: Talk) -> str:
    """Write the votes, the text, and "answered DATE by NAME (1,204 points)" below."""
    talk.flatten()
    talk.date_all(talk.pick(("day", "ago")))
    code = talk.tongue.code
    form = {
        "de": "<i>Beantwortet</i> {d} von {a} ({n} Punkte)",
        "ru": "<i>ответил</i> {d} {a} ({n} баллов)",
        "pt": "<i>respondida</i> {d} por {a} ({n} pontos)",
    }.get(code, "<i>answered</i> {d} by {a} ({n} points)")
    asked = write_date(
        talk.comments[0].when - timedelta(hours=9), talk.tongue["day"][0], talk.tongue
    )
    items = "".join(
        f"<div class='q2a'><div class='votes'><span>{c.votes}</span> <span>{talk.pick(('like', 'votes'))}</span></div><div class='text'>{c.html()}</div><div class='meta'>{form.format(d=c.date, a=f'<a>{c.name}</a>', n=f'{c.member.posts:,}')}</div></div>"
        for c in talk.comments
    )
    return f"<div><p>{talk.tongue.paragraph(talk.rng, 3)}</p><div>{asked}</div></div><h2>{talk.heading()}</h2>{items}"
