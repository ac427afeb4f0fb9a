# ruff: noqa: E501 - markup reads best unbroken.
"""Everything around a discussion: head, menus, the article, sidebars and the footer."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from tests.benchmarks.invented_pages.talk import Talk
from tests.benchmarks.invented_pages.tongues import write_date


def blog_page(talk: Talk, discussion: str) -> str:
    """Put an article above the discussion."""
    main = f"{write_article(talk)}\n{discussion}\n{_after(talk)}"
    return whole_page(talk, main)


def forum_page(talk: Talk, discussion: str) -> str:
    """Put the title of a thread and its path above the discussion."""
    path = [talk.site, talk.say("comments"), talk.title]
    crumbs = talk.pick((" » ", " > ", " / ")).join(f"<a href='#'>{escape(p)}</a>" for p in path)
    rows = [f"<div class='crumbs'>{crumbs}</div>", f"<h1>{escape(talk.title)}</h1>"]
    if talk.chance(0.5):
        rows.append(
            "<div class='pager'><a href='#'>1</a> <a href='#'>2</a> <a href='#'>»</a></div>"
        )
    rows.append(discussion)
    if talk.chance(0.5):
        others = "".join(f"<li><a href='#'>{escape(t)}</a></li>" for t in other_titles(talk))
        rows.append(f"<h3>{talk.say('related')}</h3><ul>{others}</ul>")
    return whole_page(talk, "\n".join(rows))


def bare_page(talk: Talk, discussion: str) -> str:
    """Put nothing but the title above, as link boards and archives do."""
    return whole_page(talk, f"<h1>{escape(talk.title)}</h1>\n{discussion}")


def reply_form(talk: Talk) -> str:
    """Write the form for a new comment, or that there is none."""
    if talk.chance(0.2):
        return f"<p class='nocomments'>{escape(talk.tongue['closed'])}</p>"
    fields = "".join(
        f"<p><label>{escape(name)}</label> <input type='text'></p>"
        for name in talk.tongue["fields"][:3]
    )
    return (
        f"<div id='respond'><h3>{talk.say('form')}</h3><form action='#'>"
        f"<p class='notes'>{escape(talk.tongue['form_text'])}</p>{fields}"
        f"<p><textarea rows='8'></textarea></p><input type='submit' value='OK'></form></div>"
    )


def whole_page(talk: Talk, main: str) -> str:
    mark = talk.pick((" - ", " | ", " – ", " « "))
    head = f"<title>{escape(talk.title + mark + talk.site)}</title>"
    side = _sidebar(talk) if talk.chance(0.6) else ""
    parts = [_top(talk), f"<div id='main'>{main}</div>"]
    parts.insert(1 if talk.chance(0.25) else 2, side)
    if talk.chance(0.25):
        parts.insert(
            0, f"<div class='cookies'>{escape(talk.tongue['cookies'])} <a href='#'>OK</a></div>"
        )
    parts.append(_footer(talk))
    body = "\n".join(parts)
    return (
        f"<!DOCTYPE html>\n<html lang='{talk.tongue.code}'><head><meta charset='utf-8'>{head}"
        f"<style>.x{{color:red}}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def _top(talk: Talk) -> str:
    menu = talk.tongue["menu"]
    if talk.chance(0.7):
        items = "".join(f"<li><a href='#'>{escape(item)}</a></li>" for item in menu)
        menu_html = f"<ul class='menu'>{items}</ul>"
    else:
        menu_html = "<div>" + " | ".join(f"<a href='#'>{escape(i)}</a>" for i in menu) + "</div>"
    logo = f"<div class='logo'><a href='/'>{escape(talk.site)}</a></div>"
    return f"<div id='header'>{logo}{menu_html}</div>"


def write_article(talk: Talk) -> str:
    rng, tongue = talk.rng, talk.tongue
    posted = talk.comments[0].when - timedelta(hours=5)
    date = write_date(posted, talk.pick(tongue[talk.pick(("long", "day", "numeric"))]), tongue)
    byline = talk.say("byline", name=tongue.name(rng), date=date)
    rows = [f"<h1 class='title'>{escape(talk.title)}</h1>", f"<div class='meta'>{byline}</div>"]
    if date not in byline and talk.chance(0.7):
        rows.append(f"<div class='date'>{date}</div>")
    if talk.chance(0.3):
        caption = escape(tongue.sentence(rng))
        rows.append(
            f"<div class='image'><img src='a.jpg' alt=''><p class='caption'>{caption}</p></div>"
        )
    for number in range(rng.randint(3, 9)):
        if number and talk.chance(0.15):
            rows.append(f"<h2>{escape(rng.choice(tongue['openers']).rstrip(',:、'))}</h2>")
        rows.append(f"<p>{escape(tongue.paragraph(rng, rng.randint(2, 6)))}</p>")
    if talk.chance(0.5):
        tags = ", ".join(f"<a href='#'>{escape(t)}</a>" for t in rng.sample(tongue["tags"], 3))
        rows.append(f"<div class='tags'>Tags: {tags}</div>")
    if talk.chance(0.4):
        rows.append("<ul class='share'><li>Facebook</li><li>Twitter</li><li>E-Mail</li></ul>")
    if talk.chance(0.3):
        before, after = rng.sample(tongue["titles"], 2)
        rows.append(
            f"<div class='nav'><a href='#'>« {escape(before)}</a> <a href='#'>{escape(after)} »</a></div>"
        )
    return f"<div class='post'>{''.join(rows)}</div>"


def _after(talk: Talk) -> str:
    if talk.chance(0.4):
        items = "".join(f"<li><a href='#'>{escape(t)}</a></li>" for t in other_titles(talk))
        return f"<div class='related'><h3>{talk.say('related')}</h3><ul>{items}</ul></div>"
    return ""


def _sidebar(talk: Talk) -> str:
    """Write what misleads most: recent comments with names, recent posts with dates."""
    rng, tongue = talk.rng, talk.tongue
    boxes = []
    if talk.chance(0.5):
        items = "".join(
            f"<li>{escape(tongue.name(rng))} {escape(tongue['recent_on'])} <a href='#'>{escape(rng.choice(tongue['titles']))}</a></li>"
            for _ in range(5)
        )
        boxes.append(f"<h3>{talk.say('recent')}</h3><ul>{items}</ul>")
    if talk.chance(0.4):
        day = talk.comments[0].when
        items = "".join(
            f"<li><a href='#'>{escape(t)}</a> <span>{write_date(day - timedelta(days=9 * n), tongue['day'][0], tongue)}</span></li>"
            for n, t in enumerate(other_titles(talk))
        )
        boxes.append(f"<h3>{talk.say('related')}</h3><ul>{items}</ul>")
    if talk.chance(0.4):
        months = "".join(
            f"<li><a href='#'>{escape(month)} {talk.comments[0].when.year}</a></li>"
            for month in tongue["months"][:6]
        )
        boxes.append(f"<h3>{escape(tongue['archives'])}</h3><ul>{months}</ul>")
    if talk.chance(0.3):
        boxes.append(f"<h3>{escape(tongue['newsletter'])}</h3><form><input type='text'></form>")
    rng.shuffle(boxes)
    return (
        "<div id='sidebar'>" + "".join(f"<div class='box'>{box}</div>" for box in boxes) + "</div>"
    )


def _footer(talk: Talk) -> str:
    foot = talk.tongue["foot"].format(year=talk.comments[-1].when.year, site=talk.site)
    return f"<div id='footer'><p>{escape(foot)}</p></div>"


def other_titles(talk: Talk) -> list[str]:
    others = [title for title in talk.tongue["titles"] if title != talk.title]
    return talk.rng.sample(others, min(4, len(others)))
