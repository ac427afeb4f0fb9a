# ruff: noqa: E501 - markup reads best unbroken.
"""Pages without any discussion: lists, listings, articles nobody answered, and other pages.

Every site has more of these than of others. Each kind repeats something that may be taken for
comments: headlines with dates and names, steps, events, people, questions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from html import escape
from random import Random
from typing import Any

from tests.benchmarks.invented_pages.page import (
    other_titles,
    reply_form,
    whole_page,
    write_article,
)
from tests.benchmarks.invented_pages.talk import Talk, make_talk
from tests.benchmarks.invented_pages.tongues import load_tongue, write_date

Page = Callable[["Talk"], str]

UNDISCUSSED: dict[str, tuple[Page, tuple[str, ...]]] = {}

WORDS = {
    "en": {
        "more": "Read more", "go on": "Continue reading →", "none": "No comments yet", "zero": "0 Comments",
        "first": "Be the first to comment", "found": "7 results for “bridge”", "in": "in", "by": "by",
        "last": "Last post by", "topics": "Topics", "lost": "Page not found", "log in": "Log in",
        "ingredients": "Ingredients", "steps": "Preparation", "events": "Events", "photo": "Photo",
        "cart": "Add to cart", "version": "Version", "questions": "Questions and answers", "update": "Live",
        "joined": "Joined", "jobs": "Jobs", "terms": "Terms of use", "team": "Our team", "reviews": "What the papers say",
    },
    "de": {
        "more": "Weiterlesen", "go on": "mehr …", "none": "Noch keine Kommentare", "zero": "0 Kommentare",
        "first": "Schreibe den ersten Kommentar", "found": "7 Treffer für „Brücke“", "in": "in", "by": "von",
        "last": "Letzter Beitrag von", "topics": "Themen", "lost": "Seite nicht gefunden", "log in": "Anmelden",
        "ingredients": "Zutaten", "steps": "Zubereitung", "events": "Termine", "photo": "Foto",
        "cart": "In den Warenkorb", "version": "Version", "questions": "Fragen und Antworten", "update": "Liveticker",
        "joined": "Dabei seit", "jobs": "Stellen", "terms": "Nutzungsbedingungen", "team": "Wer wir sind", "reviews": "Pressestimmen",
    },
    "fr": {
        "more": "Lire la suite", "go on": "Lire l'article →", "none": "Aucun commentaire", "zero": "0 commentaire",
        "first": "Soyez le premier à commenter", "found": "7 résultats pour « pont »", "in": "dans", "by": "par",
        "last": "Dernier message par", "topics": "Sujets", "lost": "Page introuvable", "log in": "Connexion",
        "ingredients": "Ingrédients", "steps": "Préparation", "events": "Agenda", "photo": "Photo",
        "cart": "Ajouter au panier", "version": "Version", "questions": "Questions fréquentes", "update": "En direct",
        "joined": "Inscrit le", "jobs": "Emplois", "terms": "Mentions légales", "team": "L'équipe", "reviews": "Ils en parlent",
    },
    "es": {
        "more": "Leer más", "go on": "Seguir leyendo →", "none": "Aún no hay comentarios", "zero": "0 comentarios",
        "first": "Sé el primero en comentar", "found": "7 resultados de «puente»", "in": "en", "by": "por",
        "last": "Último mensaje de", "topics": "Temas", "lost": "Página no encontrada", "log in": "Acceder",
        "ingredients": "Ingredientes", "steps": "Preparación", "events": "Agenda", "photo": "Foto",
        "cart": "Añadir al carrito", "version": "Versión", "questions": "Preguntas frecuentes", "update": "En directo",
        "joined": "Miembro desde", "jobs": "Empleos", "terms": "Aviso legal", "team": "El equipo", "reviews": "Lo que dice la prensa",
    },
}  # fmt: skip


def undiscussed(write: Page) -> Page:
    UNDISCUSSED[write.__name__.replace("_", "-")] = write, tuple(WORDS)
    return write


def make_undiscussed(name: str, seed: int, number: int) -> tuple[str, dict[str, Any]]:
    """Give the HTML and the truth of a page of a kind: a title, and no comment."""
    write, languages = UNDISCUSSED[name]
    rng = Random(f"{seed}/{name}/{number}")
    tongue = load_tongue(languages[number % len(languages)])
    talk = make_talk(rng, tongue, count=12, depth=0)
    html = write(talk)
    return html, {
        "id": f"{name}-{tongue.code}-{number}",
        "title": talk.title,
        "declared_count": talk.declared,
        "comments": [],
    }


def word(talk: Talk, key: str) -> str:
    return escape(WORDS[talk.tongue.code][key], quote=False)


def text(talk: Talk, sentences: int = 2) -> str:
    return escape(talk.tongue.paragraph(talk.rng, sentences))


def name(talk: Talk) -> str:
    return escape(talk.tongue.name(talk.rng))


def days(talk: Talk, number: int, form: str = "", step: int = 5) -> list[str]:
    """Give dates, the newest first, in one of the ways of the language."""
    chosen = form or talk.pick(talk.tongue[talk.pick(("day", "long"))])
    start: datetime = talk.comments[0].when
    return [
        write_date(start - timedelta(days=step * n, minutes=37 * n), chosen, talk.tongue)
        for n in range(number)
    ]


def headlines(talk: Talk, number: int) -> list[str]:
    """Give titles of articles, each another."""
    claims = (claim[0].upper() + claim[1:] for claim in talk.tongue["claims"])
    found = [*other_titles(talk), *claims]
    return [escape(title) for title in talk.rng.sample(found, number)]


def headed(talk: Talk, title: str, main: str) -> str:
    return whole_page(talk, f"<h1>{title}</h1>{main}")


def teasers(talk: Talk, number: int, *, counts: bool, more: str) -> str:
    """Write excerpts of articles: headline, date, author, beginning."""
    parts = []
    for title, day in zip(headlines(talk, number), days(talk, number), strict=True):
        count = f" | <a href='#'>{talk.say('counted', n=talk.rng.randint(0, 30), title=title)}</a>"
        parts.append(
            f"<div class='post'><h2><a href='#'>{title}</a></h2>"
            f"<div class='meta'>{day} {word(talk, 'by')} <a href='#'>{name(talk)}</a>{count if counts else ''}</div>"
            f"<p>{text(talk)[:-1]} […]</p><a href='#'>{word(talk, more)}</a></div>"
        )
    return "".join(parts)


@undiscussed
def category(talk: Talk) -> str:
    return headed(
        talk, escape(talk.pick(talk.tongue["tags"])), teasers(talk, 8, counts=True, more="more")
    )


@undiscussed
def category_of_few(talk: Talk) -> str:
    return headed(
        talk, escape(talk.pick(talk.tongue["tags"])), teasers(talk, 3, counts=False, more="go on")
    )


@undiscussed
def tag_page(talk: Talk) -> str:
    items = "".join(
        f"<li><a href='#'>{title}</a> <span>{day}</span></li>"
        for title, day in zip(headlines(talk, 10), days(talk, 10), strict=True)
    )
    return headed(talk, escape(talk.pick(talk.tongue["tags"])), f"<ul>{items}</ul>")


@undiscussed
def search_results(talk: Talk) -> str:
    items = "".join(
        f"<li><h3><a href='#'>{title}</a></h3><p>… {text(talk)} …</p><p class='where'>{day} – {name(talk)}</p></li>"
        for title, day in zip(headlines(talk, 7), days(talk, 7), strict=True)
    )
    return headed(talk, word(talk, "found"), f"<ol>{items}</ol>")


@undiscussed
def about(talk: Talk) -> str:
    parts = "".join(
        f"<h2>{escape(talk.pick(talk.tongue['openers']).rstrip(',:'))}</h2><p>{text(talk, 4)}</p><p>{text(talk, 3)}</p>"
        for _ in range(4)
    )
    return headed(talk, word(talk, "team"), parts)


@undiscussed
def team(talk: Talk) -> str:
    parts = "".join(
        f"<div class='person'><img src='p.jpg' alt='{name(talk)}'><h3>{name(talk)}</h3>"
        f"<div class='role'>{escape(talk.pick(talk.tongue['ranks']))}</div><p>{text(talk, 3)}</p></div>"
        for _ in range(8)
    )
    return headed(talk, word(talk, "team"), parts)


@undiscussed
def gallery(talk: Talk) -> str:
    items = "".join(
        f"<figure><img src='{n}.jpg' alt=''><figcaption>{text(talk, 1)} {word(talk, 'photo')}: {name(talk)}, {day}</figcaption></figure>"
        for n, day in enumerate(days(talk, 9, talk.tongue["day"][0]))
    )
    return headed(talk, escape(talk.title), items)


@undiscussed
def login(talk: Talk) -> str:
    fields = "".join(
        f"<p><label>{escape(field)}</label><input></p>" for field in talk.tongue["fields"]
    )
    return headed(
        talk,
        word(talk, "log in"),
        f"<form>{fields}<input type='submit' value='OK'></form><p>{text(talk)}</p>",
    )


@undiscussed
def products(talk: Talk) -> str:
    items = "".join(
        f"<div class='product'><h3><a href='#'>{title}</a></h3><p>{text(talk, 1)}</p><span class='price'>{talk.rng.randint(5, 90)},90 €</span> <a href='#'>{word(talk, 'cart')}</a></div>"
        for title in headlines(talk, 12)
    )
    return headed(talk, escape(talk.pick(talk.tongue["tags"])), items)


@undiscussed
def events(talk: Talk) -> str:
    items = "".join(
        f"<div class='event'><div class='when'>{day}</div><h3><a href='#'>{title}</a></h3><div class='where'>{escape(talk.pick(talk.tongue['towns']))}</div><p>{text(talk)}</p></div>"
        for title, day in zip(
            headlines(talk, 8), days(talk, 8, talk.tongue["long"][0]), strict=True
        )
    )
    return headed(talk, word(talk, "events"), items)


@undiscussed
def calendar(talk: Talk) -> str:
    weeks = "".join(
        "<tr>" + "".join(f"<td>{week * 7 + day + 1}</td>" for day in range(7)) + "</tr>"
        for week in range(4)
    )
    rows = "".join(
        f"<tr><td>{day}</td><td>{title}</td><td>{name(talk)}</td></tr>"
        for title, day in zip(headlines(talk, 6), days(talk, 6, talk.tongue["day"][0]), strict=True)
    )
    return headed(talk, word(talk, "events"), f"<table>{weeks}</table><table>{rows}</table>")


@undiscussed
def not_found(talk: Talk) -> str:
    items = "".join(f"<li><a href='#'>{title}</a></li>" for title in headlines(talk, 6))
    return headed(
        talk,
        word(talk, "lost"),
        f"<p>{text(talk)}</p><h2>{talk.say('related')}</h2><ul>{items}</ul>",
    )


@undiscussed
def recipe(talk: Talk) -> str:
    needed = "".join(
        f"<li>{talk.rng.randint(1, 500)} g {escape(talk.pick(talk.tongue['tags']))}</li>"
        for _ in range(7)
    )
    steps = "".join(f"<li>{text(talk)}</li>" for _ in range(6))
    return headed(
        talk,
        escape(talk.title),
        f"<p>{text(talk, 4)}</p><h2>{word(talk, 'ingredients')}</h2><ul>{needed}</ul><h2>{word(talk, 'steps')}</h2><ol>{steps}</ol>{reply_form(talk)}",
    )


@undiscussed
def changelog(talk: Talk) -> str:
    parts = "".join(
        f"<h2>{word(talk, 'version')} 2.{9 - n}.0 – {day}</h2><ul>{''.join(f'<li>{text(talk, 1)}</li>' for _ in range(3))}</ul>"
        for n, day in enumerate(days(talk, 7, "{Y}-{mm}-{dd}", 60))
    )
    return headed(talk, "Changelog", parts)


@undiscussed
def timeline(talk: Talk) -> str:
    parts = "".join(
        f"<dt>{day}</dt><dd>{text(talk)}</dd>"
        for day in days(talk, 9, talk.tongue["day"][0], step=400)
    )
    return headed(talk, escape(talk.title), f"<p>{text(talk, 3)}</p><dl>{parts}</dl>")


@undiscussed
def article_alone(talk: Talk) -> str:
    return whole_page(talk, write_article(talk))


@undiscussed
def article_with_related(talk: Talk) -> str:
    return whole_page(
        talk,
        write_article(talk)
        + f"<h3>{talk.say('related')}</h3>"
        + teasers(talk, 3, counts=False, more="more"),
    )


@undiscussed
def article_with_zero(talk: Talk) -> str:
    talk.declared = 0
    return whole_page(
        talk,
        write_article(talk)
        + f"<h3>{word(talk, 'zero')}</h3>{reply_form(talk)}"
        + teasers(talk, 4, counts=True, more="go on"),
    )


@undiscussed
def article_to_be_answered_first(talk: Talk) -> str:
    comments = talk.say("comments")
    return whole_page(
        talk,
        f"{write_article(talk)}<h3>{comments}</h3><p>{word(talk, 'none')}. {word(talk, 'first')}</p>{reply_form(talk)}",
    )


@undiscussed
def article_closed(talk: Talk) -> str:
    return whole_page(
        talk, f"{write_article(talk)}<p class='nocomments'>{escape(talk.tongue['closed'])}</p>"
    )


@undiscussed
def interview(talk: Talk) -> str:
    guest = name(talk)
    parts = "".join(
        f"<p><b>{escape(talk.site)}:</b> {text(talk, 1)}</p><p><b>{guest}:</b> {text(talk, 3)}</p>"
        for _ in range(6)
    )
    return headed(talk, escape(talk.title), f"<p>{text(talk, 3)}</p>{parts}")


@undiscussed
def press_quotes(talk: Talk) -> str:
    parts = "".join(
        f"<blockquote>„{text(talk)}“<br><cite>{name(talk)}, {day}</cite></blockquote>"
        for day in days(talk, 6, talk.tongue["day"][0], 40)
    )
    return headed(talk, word(talk, "reviews"), parts)


@undiscussed
def live_blog(talk: Talk) -> str:
    start = talk.comments[0].when
    parts = "".join(
        f"<div class='entry'><span>{(start - timedelta(minutes=11 * n)):%H:%M}</span><p>{text(talk)}</p></div>"
        for n in range(12)
    )
    return headed(
        talk, f"{escape(talk.title)} – {word(talk, 'update')}", f"<p>{text(talk, 3)}</p>{parts}"
    )


@undiscussed
def months(talk: Talk) -> str:
    parts = "".join(
        f"<li><a href='#'>{escape(month)} 2012</a> ({talk.rng.randint(1, 40)})</li>"
        for month in talk.tongue["months"]
    )
    return headed(talk, escape(talk.tongue["archives"]), f"<ul>{parts}</ul>")


@undiscussed
def forum_index(talk: Talk) -> str:
    rows = "".join(
        f"<tr><td><a href='#'>{title}</a><br>{word(talk, 'by')} {name(talk)}</td><td>{talk.rng.randint(0, 90)}</td><td>{word(talk, 'last')} {name(talk)}<br>{day}</td></tr>"
        for title, day in zip(
            headlines(talk, 10), days(talk, 10, talk.tongue["long"][0]), strict=True
        )
    )
    return headed(
        talk,
        escape(talk.site),
        f"<table><tr><th>{word(talk, 'topics')}</th><th>#</th><th></th></tr>{rows}</table>",
    )


@undiscussed
def questions(talk: Talk) -> str:
    parts = "".join(f"<dt>{text(talk, 1)[:-1]}?</dt><dd>{text(talk, 3)}</dd>" for _ in range(8))
    return headed(talk, word(talk, "questions"), f"<dl>{parts}</dl>")


@undiscussed
def jobs(talk: Talk) -> str:
    parts = "".join(
        f"<li><h3>{escape(talk.pick(talk.tongue['ranks']))}</h3><p>{escape(talk.pick(talk.tongue['towns']))} · {day}</p><p>{text(talk)}</p><a href='#'>{word(talk, 'more')}</a></li>"
        for day in days(talk, 6, talk.tongue["day"][0])
    )
    return headed(talk, word(talk, "jobs"), f"<ul>{parts}</ul>")


@undiscussed
def members(talk: Talk) -> str:
    rows = "".join(
        f"<tr><td>{name(talk)}</td><td>{escape(talk.pick(talk.tongue['ranks']))}</td><td>{word(talk, 'joined')} {day}</td><td>{talk.rng.randint(0, 900)}</td></tr>"
        for day in days(talk, 12, talk.tongue["day"][0], 90)
    )
    return headed(talk, escape(talk.site), f"<table>{rows}</table>")


@undiscussed
def article_with_posts_of_a_network(talk: Talk) -> str:
    posts = "".join(
        f"<blockquote><p>{text(talk, 1)}</p>— {name(talk)} (@{name(talk).replace(' ', '')}) <a href='#'>{day}</a></blockquote><p>{text(talk, 4)}</p>"
        for day in days(talk, 3, talk.tongue["day"][0], 1)
    )
    return whole_page(talk, write_article(talk) + posts)


@undiscussed
def start_page(talk: Talk) -> str:
    parts = "".join(
        f"<h2>{escape(section)}</h2><div><span>{day}</span><h3><a href='#'>{title}</a></h3><p>{text(talk, 1)}</p></div>"
        for section, title, day in zip(
            talk.tongue["menu"],
            headlines(talk, len(talk.tongue["menu"])),
            days(talk, len(talk.tongue["menu"]), talk.tongue["long"][0], 0),
            strict=True,
        )
    )
    return whole_page(talk, parts)


@undiscussed
def terms(talk: Talk) -> str:
    parts = "".join(
        f"<li><b>{escape(talk.pick(talk.tongue['openers']).rstrip(',:'))}</b> {text(talk, 4)}</li>"
        for _ in range(9)
    )
    return headed(talk, word(talk, "terms"), f"<ol>{parts}</ol>")


@undiscussed
def newest_comments(talk: Talk) -> str:
    """Write an article beside the newest comments of the whole site, with their beginnings."""
    items = "".join(
        f"<li><b>{name(talk)}</b> {escape(talk.tongue['recent_on'])} <a href='#'>{title}</a><br>{day}<br>{text(talk, 1)[:60]}…</li>"
        for title, day in zip(
            headlines(talk, 5), days(talk, 5, talk.tongue["long"][0], 1), strict=True
        )
    )
    return whole_page(
        talk,
        f"{write_article(talk)}<div class='side'><h3>{talk.say('recent')}</h3><ul>{items}</ul></div>",
    )
