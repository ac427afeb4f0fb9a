# ruff: noqa: E501 - markup reads best unbroken.
"""Newspapers of several countries, with what their own systems put around a comment."""

from __future__ import annotations

from tests.benchmarks.invented_pages.page import reply_form
from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk


@system("paper-numbered-subjects", "de", most=40)
def numbered_subjects(talk: Talk) -> str:
    """Write numbered headlines, the author beneath, the text, and links to the forum."""
    talk.flatten()
    talk.date_all("{dd}.{mm}.{Y}, {HH}:{M} Uhr", "{dd}.{mm}.{Y}, {HH}:{M}")
    items = []
    for n, c in enumerate(talk.comments, 1):
        c.subject = " ".join(talk.pick(talk.tongue["claims"]).split()[:4]).capitalize()
        text = c.html(breaks=True)
        if n > 1 and talk.chance(0.25):
            other = talk.comments[n - 2]
            quoted = other.paragraphs[-1].split("\n")[0]
            text = (
                f"<div class='quote'><b>Zitat von {other.name}</b><div>{quoted}</div></div>{text}"
            )
            c.paragraphs = [f"Zitat von {other.author}", quoted, *c.paragraphs]
        items.append(
            f"<div class='forum-entry'><h3><span>{n}.</span> {c.subject}</h3><p class='date'><a>{c.name}</a> {c.date}</p><div class='text'>{text}</div><div class='foot'><a>Beitrag melden</a> <a>Antworten / Zitieren</a></div></div>"
        )
    return f"<h2>Diskutieren Sie über diesen Artikel</h2><div>insgesamt {len(talk.comments)} Beiträge</div>{''.join(items)}<div>Seite 1 von 3</div>"


@system("paper-french", "fr", depth=1, most=40)
def french(talk: Talk) -> str:
    talk.date_all(
        "Le {dd}/{mm}/{Y} à {HH}:{M}", "{dd}/{mm}/{Y} - {HH}h{M}", "le {d} {B} {Y} à {HH}h{M}"
    )

    def write(c: Comment) -> str:
        above = None if c.parent is None else talk.comments[c.parent]
        to = f"<p class='to'>Réponse à {above.name}</p>" if above else ""
        return (
            f"<div class='fig-comment'><div class='head'><p class='pseudo'>{c.name}</p>{to}<p class='date'>{c.date}</p></div><div class='text'>{c.html()}</div>"
            f"<ul><li>Répondre</li><li>Alerter</li><li>Recommander ({c.votes})</li></ul></div>"
        )

    order = "<ul class='tri'><li>Les plus récents</li><li>Les mieux notés</li></ul>"
    return f"<h3>{talk.heading()}</h3>{order}<ul>{talk.nest(write)}</ul><p>La discussion est fermée.</p>"


@system("paper-russian", "ru", most=40)
def russian(talk: Talk) -> str:
    """Write number, name, town and date in spans of one line, votes below."""
    talk.flatten()
    talk.date_all("{d} {B} {Y}, {HH}:{M}", "{dd}.{mm}.{Y} {HH}:{M}", "{HH}:{M} {dd}.{mm}.{Y}")
    town = talk.chance(0.4)
    items = []
    for n, c in enumerate(talk.comments, 1):
        place = f", <span class='town'>{c.member.town}</span>" if town else ""
        items.append(
            f"<div class='comment'><div class='title'><span class='num'>{n}.</span> <b>{c.name}</b>{place} <span class='time'>{c.date}</span></div><div class='body'>{c.html(breaks=True)}</div>"
            f"<div class='foot'><a>Ответить</a> <a>Цитировать</a> <a>Пожаловаться</a> <span>Нравится <b>{c.votes}</b></span> <span>Не нравится <b>{c.votes // 3}</b></span></div></div>"
        )
    return f"<h2>{talk.heading()}</h2>{''.join(items)}{reply_form(talk)}"


@system("paper-spanish", "es pt", most=40)
def spanish(talk: Talk) -> str:
    """Write the number, the name and the date as three items, then the text."""
    talk.flatten()
    if talk.chance(0.4):
        talk.comments.reverse()
    talk.date_all("{dd}.{mm}.{Y} | {HH}:{M}", "{d} {B} {Y} - {HH}:{M}", "{dd}/{mm}/{Y} | {HH}:{M}h")
    total = len(talk.comments)
    items = "".join(
        f"<li><ul class='data'><li class='num'>#{number}</li><li class='author'><strong>{c.name}</strong></li><li class='date'>{c.date}</li></ul><div class='text'>{c.html()}</div><div class='vote'><span>{c.votes}</span> <span>{c.votes // 4}</span> <a>{talk.tongue['buttons'][1]}</a></div></li>"
        for number, c in zip(
            range(total, 0, -1) if talk.chance(0.4) else range(1, total + 1),
            talk.comments,
            strict=True,
        )
    )
    return f"<h3>{talk.heading()}</h3><p class='aviso'>{talk.tongue['form_text']}</p><ol class='lista'>{items}</ol>"


@system("paper-british", "en", depth=1, most=40)
def british(talk: Talk) -> str:
    """Write the name, the date, "Recommend", the text, and answers that point with an arrow."""
    talk.date_all("{d} {B} {Y} {h}:{M}{P}", "{d} {b} {Y} {HH}:{M}")
    talk.in_a_row()
    talk.name_parents()
    items = []
    for c in talk.comments:
        above = None if c.parent is None else talk.comments[c.parent]
        to = f" <span class='to'>in reply to {above.name}</span>" if above else ""
        badge = "<span>Staff</span>" if c.badge else ""
        items.append(
            f"<li class='d-comment'><div class='d-author'>{c.name}</div>{badge}{to}<div class='d-date'><a>{c.date}</a></div><div class='d-rec'>Recommend ({c.votes})</div><div class='d-text'>{c.html()}</div>"
            f"<div class='d-actions'><a>Reply</a> <a>Share</a> <a>Report</a></div></li>"
        )
    return f"<h2>{talk.heading()}</h2><p>This discussion is closed for comments.</p><div>Order by newest oldest recommendations</div><ul>{''.join(items)}</ul>"


@system("paper-tabloid", "en de it", most=30)
def tabloid(talk: Talk) -> str:
    """Write the text first, then a signature with the town and the date in one line."""
    talk.flatten()
    talk.date_all(
        {"de": "{dd}.{mm}.{Y} {HH}:{M}", "it": "{dd}/{mm}/{Y} {HH}:{M}"}.get(
            talk.tongue.code, "{d}/{m}/{Y} {HH}:{M}"
        )
    )
    rate = {"de": "Bewertung", "it": "Voto"}.get(talk.tongue.code, "Rating")
    items = "".join(
        f"<div class='c'><div class='t'>{c.html()}</div><p class='sig'>- {c.name}, {c.member.town}, {c.date}</p><p class='rate'>{rate} {c.votes} <a>{talk.tongue['buttons'][1]}</a></p></div>"
        for c in talk.comments
    )
    return f"<h3>{talk.heading()}</h3>{items}{reply_form(talk)}"


@system("paper-japanese", "ja", most=30)
def japanese(talk: Talk) -> str:
    """Write who commented with the word behind the name, and the date at the end."""
    talk.flatten()
    talk.date_all("{Y}年{mm}月{dd}日 {HH}:{M}", "{Y}/{m}/{d} {H}:{M}", "{Y}.{mm}.{dd} {HH}:{M}")
    if talk.chance(0.5):
        items = "".join(
            f"<div class='cm'><p>{n}. {c.name} <span>{c.date}</span></p><div>{c.html(breaks=True)}</div><p><a>返信</a> <a>違反報告</a> いいね {c.votes}</p></div>"
            for n, c in enumerate(talk.comments, 1)
        )
    else:
        items = "".join(
            f"<div class='cm'><div>{c.html(breaks=True)}</div><div>Posted by {c.name} at {c.date}</div></div>"
            for c in talk.comments
        )
    return f"<h3>{talk.heading()}</h3>{items}{reply_form(talk)}"


@system("paper-polish", "pl", depth=2, most=40)
def polish(talk: Talk) -> str:
    """Write the author with an address, the date, votes as plus and minus, shifted answers."""
    talk.date_all("{Y}-{mm}-{dd} {HH}:{M}", "{dd}.{mm}.{Y} {HH}:{M}", "{d} {B} {Y} {HH}:{M}")

    def write(c: Comment) -> str:
        address = " (83.4.*.*)" if talk.chance(0.4) else ""
        return (
            f"<div class='k'><span class='nick'>~{c.name}</span>{address} <span class='data'>{c.date}</span></div><div class='tresc'>{c.html(breaks=True)}</div>"
            f"<div class='akcje'><span>Oceń: +{c.votes} -{c.votes // 2}</span> <a>odpowiedz</a> <a>zgłoś do usunięcia</a></div>"
        )

    return f"<h3>{talk.heading()}</h3>{reply_form(talk)}<ul>{talk.nest(write)}</ul>"
