# ruff: noqa: E501 - markup reads best unbroken.
"""More newspapers, link sites and lists: one line of everything, text between, votes by name."""

from __future__ import annotations

from tests.benchmarks.invented_pages.page import reply_form
from tests.benchmarks.invented_pages.systems.journals import headline
from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk


@system("date-name-motto", "zh", page="bare", most=40)
def date_name_motto(talk: Talk) -> str:
    """Write the time first, then the name with a motto in brackets, below the text the votes."""
    talk.flatten()
    talk.date_all("{Y}-{mm}-{dd} {HH}:{M}:{S}")
    items = "".join(
        f"<li><div class='reply-doc'><div class='bg-img-green'><h4><span class='pubtime'>{c.date}</span> <a>{c.name}</a>{f'({c.member.signature})' if c.member.signature else ''}</h4></div><p>{c.html(breaks=True)}</p><div class='operation'><a>赞{f'({c.votes})' if c.votes else ''}</a> <a>回复</a></div></div></li>"
        for c in talk.comments
    )
    return f"<div>{talk.heading()}</div><ul>{items}</ul>"


@system("answer-with-motto", "zh ja en", page="bare", most=12)
def answer_with_motto(talk: Talk) -> str:
    """Write name, motto and how many agreed above the text, and the date below."""
    talk.flatten()
    code = talk.tongue.code
    talk.date_all("{Y}-{mm}-{dd}" if code != "en" else "{B} {d}, {Y}")
    agreed, posted, more = {
        "zh": ("{n} 人赞同了该回答", "发布于", "条评论"),
        "ja": ("{n}人が賛成", "投稿日", "件のコメント"),
    }.get(code, ("{n} people agreed with this answer", "Posted", "comments"))
    items = "".join(
        f"<div class='answer'><div class='author-info'>{c.name}</div><div class='badge'>{c.member.signature or c.member.rank}</div><div class='up'>{agreed.format(n=c.votes + 1)}</div><div class='rich'>{c.html()}</div><div class='time'>{posted} {c.date}</div><div class='bar'><button>{c.votes + 1}</button><button>{c.votes} {more}</button></div></div>"
        for c in talk.comments
    )
    return f"<h4>{talk.heading()}</h4>{items}"


@system("three-feelings", "ja", most=40)
def three_feelings(talk: Talk) -> str:
    """Write the name and the age, the text, and labels each with its count."""
    talk.flatten()
    talk.date_all("ago")
    items = "".join(
        f"<article><div><a>{c.name}</a><time>{c.date}</time></div><p>{c.html(breaks=True)}</p><div><button>返信<span>{c.votes}</span>件</button></div><ul><li>共感した<span>{c.votes * 3}</span></li><li>なるほど<span>{c.votes}</span></li><li>うーん<span>{c.votes // 2}</span></li></ul></article>"
        for c in talk.comments
    )
    return f"<h2>{talk.heading()}</h2><div>おすすめ順 新着順</div>{items}"


@system("one-line-each", "ja en", page="bare", most=60)
def one_line_each(talk: Talk) -> str:
    """Write name, text and day in one line, as bookmarks do."""
    talk.flatten()
    talk.date_all("{Y}/{mm}/{dd}")
    for c in talk.comments:
        c.paragraphs = [" ".join(c.body.split())]
    items = "".join(
        f"<li>{'' if talk.chance(0.9) else '★ '}<a class='user'>{c.name}</a> <span class='comment'>{c.html(breaks=True)}</span> <span class='timestamp'>{c.date}</span></li>"
        for c in talk.comments
    )
    return f"<h3>{talk.heading()}</h3><ul>{items}</ul>"


@system("wall", "pl", page="bare", depth=1, most=40)
def wall(talk: Talk) -> str:
    """Write the name, the age with its device, the points, and the text."""
    talk.date_all("ago")

    def write(c: Comment) -> str:
        via = talk.pick(("", " via Android", " via iOS"))
        return f"<div class='author'><a><b>{c.name}</b></a> <small>{c.date}{via}</small> <p class='vC'><b>+{c.votes}</b></p></div><div class='text'>{c.html(breaks=True)}</div><div class='tools'><a>odpowiedz</a> <a>zgłoś</a></div>"

    return f"<h4>{talk.heading()}</h4><ul>{talk.nest(write, '<ul>', '</ul>')}</ul>"


@system("paper-tilde", "pl", depth=1, most=40)
def tilde(talk: Talk) -> str:
    """Write strangers with a tilde before their names, the date with words around it."""
    talk.date_all("{d} {b} {yy} {HH}:{M}", "{dd}.{mm}.{Y} {HH}:{M}", "{Y}-{mm}-{dd} {HH}:{M}")

    def write(c: Comment) -> str:
        return f"<div class='k_author'>~{c.name}</div><div class='k_date'>{c.date}</div><div class='k_rate'>oceń: <a>+{c.votes}</a> <a>-{c.votes // 2}</a></div><div class='k_content'>{c.html(breaks=True)}</div><div class='k_tools'><a>odpowiedz</a> <a>pokaż odpowiedzi ({c.votes})</a></div>"

    body = talk.nest(write, "<div class='k_sub'>", "</div>", "<div class='k'>", "</div>")
    for comment in talk.comments:
        comment.parent = None
    return f"<h3>{talk.heading()}</h3>{body}"


@system("footline", "nl de fr", most=40)
def footline(talk: Talk) -> str:
    """Write the text, then name, day and hour in one line parted by bars."""
    talk.flatten()
    talk.date_all("{dd}-{mm}-{yy} | {HH}:{M}", "{dd}-{mm}-{Y} | {HH}:{M}")
    items = "".join(
        f"<article><p>{c.html(breaks=True)}</p><footer><a>{c.name}</a> | {c.date} <span>| {c.votes}</span></footer></article>"
        for c in talk.comments
    )
    return f"<section><h2>{talk.heading()}</h2>{items}</section>{reply_form(talk)}"


@system("name-and-title", "en", page="bare", most=60)
def name_and_title(talk: Talk) -> str:
    """Write the name, a title in brackets for some, and the date; the text without a gap."""
    talk.flatten()
    talk.date_all("{Y}-{mm}-{dd} {hh}:{M}:{S} {P}", "{d} {b} {Y} {hh}:{M} {P}")
    items = "".join(
        f"<table class='notch'><tr><td class='clogin'><a>{c.name}</a> {'(' + c.member.rank + ')' if c.badge else ''}</td><td class='ctools'></td><td class='cdate'>{c.date}</td></tr></table><div class='ctext'>{c.html(breaks=True)}</div>"
        for c in talk.comments
    )
    return f"<div>{talk.heading()}</div>{items}"


@system("name-town-day", "en es", most=40)
def name_town_day(talk: Talk) -> str:
    """Write the number with the name, the town, the day, the text, and who recommends it."""
    talk.flatten()
    talk.date_all("{B} {o}, {Y}" if talk.tongue.code == "en" else "{d} de {B} de {Y}")
    verb, readers = {"es": ("Recomendar", "Recomendado por {n} lectores")}.get(
        talk.tongue.code, ("Recommend", "Recommended by {n} Readers")
    )
    apart = talk.chance(0.5)
    items = "".join(
        f"<div class='c'><div>{n}.</div><div><h5>{c.name}</h5><p>{c.member.town}</p><p>{c.date}</p></div><div>{c.html()}</div><p><a>{verb}</a> {readers.format(n=c.votes)}</p></div>"
        if apart
        else f"<li><h5>{n}. {c.name}</h5><div>{c.member.town} <span>{c.date}</span></div>{c.html()}<p><a>{verb}</a> {readers.format(n=c.votes)}</p></li>"
        for n, c in enumerate(talk.comments, 1)
    )
    return f"<h2>{talk.heading()}</h2>{items}"


@system("small-remarks", "en", page="bare", most=15)
def small_remarks(talk: Talk) -> str:
    """Write the text and, in its last line, a dash with the name and the date."""
    talk.flatten()
    talk.date_all("{b} {d} '{yy} at {H}:{M}", "{b} {d}, {Y} at {H}:{M}")
    for c in talk.comments:
        c.paragraphs = [" ".join(c.body.split())]
    rows = "".join(
        f"<tr><td>{c.votes or ''}</td><td><div class='remark'><span class='copy'>{c.html(breaks=True)}</span> – <a class='user'>{c.name}</a> <span class='date'><span>{c.date}</span></span></div></td></tr>"
        for c in talk.comments
    )
    return (
        f"<p>{talk.tongue.paragraph(talk.rng, 4)}</p><h3>{talk.heading()}</h3><table>{rows}</table>"
    )


@system("photo-remarks", "en de es ru", page="bare", most=30)
def photo_remarks(talk: Talk) -> str:
    """Write name and text in one block, below it age, likes and the word to answer."""
    talk.flatten()
    talk.date_all("ago")
    for c in talk.comments:
        c.paragraphs = [" ".join(c.body.split())]
    reply = talk.say("reply")
    apart = talk.chance(0.5)
    items = "".join(
        f"<li><div><h3><a>{c.name}</a></h3> <span>{c.html(breaks=True)}</span></div><div><time>{c.date}</time> <button>{talk.say('likes', n=c.votes)}</button> <button>{reply}</button></div></li>"
        if apart
        else f"<li><div><b><a>{c.name}</a></b> <span>{c.html(breaks=True)}</span></div><div><time>{c.date}</time> <button>{talk.say('likes', n=c.votes)}</button> <button>{reply}</button></div></li>"
        for c in talk.comments
    )
    return f"<div>{talk.heading()}</div><ul>{items}</ul>"


@system("federated", "en de fr nl", page="bare", depth=4, most=40)
def federated(talk: Talk) -> str:
    """Write name, home server, points and age in one row, buttons without words below."""
    talk.date_all("ago")

    def write(c: Comment) -> str:
        host = (
            f"<span>@{talk.pick(('harbour.example', 'lamp.example'))}</span>"
            if talk.chance(0.3)
            else ""
        )
        mark = "<span>mod</span>" if c.badge else ""
        return f"<div class='head'><a>{c.name}</a>{host}{mark} <span>{c.votes}</span> · <span>{c.date}</span></div><div class='md'>{c.html()}</div><div class='row'><button>{c.votes}</button><button>{c.votes // 5}</button></div>"

    return f"<div>{talk.heading()}</div><ul>{talk.nest(write)}</ul>"


@system("recipe-stars", "en de fr pl")
def recipe_stars(talk: Talk) -> str:
    """Write the name, stars, the day, the text and how many were helped."""
    talk.flatten()
    talk.date_all(*talk.tongue["day"])
    helpful = {"de": "Hilfreich", "fr": "Utile", "pl": "Pomocne"}.get(talk.tongue.code, "Helpful")
    items = "".join(
        f"<div class='review'><div class='name'>{c.name}</div><div class='stars'>{'★' * (c.votes % 3 + 3)}{'☆' * (2 - c.votes % 3)}</div><div class='on'>{c.date}</div><div class='text'>{c.html()}</div><button>{helpful} ({c.votes})</button></div>"
        for c in talk.comments
    )
    return f"<h2>{talk.heading()}</h2>{items}{reply_form(talk)}"


@system("petition", "en de fr es it", page="bare", most=40)
def petition(talk: Talk) -> str:
    """Write a table: number, name, town, what was said, and the day."""
    talk.flatten()
    talk.date_all("{d}.{m}.{Y}" if talk.tongue.code == "de" else "{dd}/{mm}/{Y}")
    last = talk.chance(0.5)
    rows = "".join(
        f"<tr><td>{n}</td>{'' if last else f'<td>{c.date}</td>'}<td>{c.name}</td><td>{c.member.town}</td><td>{c.html(breaks=True)}</td>{f'<td>{c.date}</td>' if last else ''}</tr>"
        for n, c in enumerate(talk.comments, 1)
    )
    return f"<h2>{talk.heading()}</h2><table>{rows}</table>"


@system("paper-sent-by", "it es pt", most=40)
def sent_by(talk: Talk) -> str:
    """Write a headline, then "sent by NAME on DATE at TIME" as a sentence."""
    talk.flatten()
    code = talk.tongue.code
    talk.date_all(
        {
            "it": "{d} {B} {Y} alle {HH}.{M}",
            "es": "{d} de {B} de {Y} a las {HH}:{M}",
            "pt": "{dd}/{mm}/{Y} às {HH}h{M}",
        }[code]
    )
    form = {
        "it": "Inviato da {a} il {d}",
        "es": "Enviado por {a} el {d}",
        "pt": "Enviado por {a} em {d}",
    }[code]
    below = talk.chance(0.4)
    items = []
    for c in talk.comments:
        c.subject = headline(talk)
        who = f"<p class='sent'>{form.format(a=f'<strong>{c.name}</strong>', d=c.date)}</p>"
        text = f"<div>{c.html()}</div>"
        items.append(f"<li><h4>{c.subject}</h4>{text + who if below else who + text}</li>")
    return f"<h3>{talk.heading()}</h3><ul>{''.join(items)}</ul>{reply_form(talk)}"


@system("paper-answer-to-number", "de", depth=2, most=40)
def answer_to_number(talk: Talk) -> str:
    """Write name, date and number; an answer says in words which number it answers."""
    talk.in_a_row()
    talk.date_all("{d}. {B} {Y} um {HH}:{M} Uhr", "{dd}.{mm}.{Y}, {HH}:{M} Uhr")
    items = []
    for n, c in enumerate(talk.comments, 1):
        to = "" if c.parent is None else f"<p class='ref'>Antwort auf #{c.parent + 1}</p>"
        items.append(
            f"<div class='c'><div class='u'><b>{c.name}</b></div><div class='m'>{c.date} <a>#{n}</a></div>{to}<div class='t'>{c.html()}</div><a>Antworten</a> <a>Melden</a> <span>Empfehlen ({c.votes})</span></div>"
        )
    return f"<h2>{talk.heading()}</h2>{''.join(items)}"


@system("widget-dots", "ru en", depth=2)
def widget_dots(talk: Talk) -> str:
    """Write name, dot, age; an answer's arrow names whom it answers; plus and minus below."""
    talk.in_a_row()
    talk.date_all(talk.pick(("ago", "{d} {B} {Y} {HH}:{M}")))
    talk.name_parents()
    reply = talk.say("reply")
    items = []
    for c in talk.comments:
        to = "" if c.parent is None else f" <span>→ {talk.comments[c.parent].name}</span>"
        items.append(
            f"<div class='hc'><div><a>{c.name}</a>{to} <span>•</span> <span>{c.date}</span></div><div>{c.html(breaks=True)}</div><div><a>{reply}</a> <span>+{c.votes}</span> <span>−{c.votes // 3}</span></div></div>"
        )
    return f"<div>{talk.heading()}</div><div>RSS</div>{''.join(items)}"


@system("profile-wall", "en es", page="bare", most=30)
def profile_wall(talk: Talk) -> str:
    """Write the name beside, the date as the first line of the text's cell."""
    talk.flatten()
    talk.date_all("{b} {d} {Y} {h}:{M} {P}", "{d} {b} {Y}, {HH}:{M}")
    newest = talk.chance(0.5)
    if newest:
        talk.comments.reverse()
    rows = "".join(
        f"<tr><td><a>{c.name}</a><br><br>{c.member.badge or ''}</td><td><b>{c.date}</b><br><br>{c.html(breaks=True)}</td></tr>"
        for c in talk.comments
    )
    n = len(talk.comments)
    talk.declared = n
    return f"<p>Displaying {n} of {n} comments</p><table>{rows}</table>"
