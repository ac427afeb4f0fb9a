# ruff: noqa: E501 - markup reads best unbroken.
"""More forums and boards: Discuz, image-less boards of Japan, YaBB, vBulletin 5, Invision 2, NodeBB."""

from __future__ import annotations

from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk
from tests.benchmarks.invented_pages.tongues import write_date


def _open(talk: Talk, *forms: str) -> None:
    talk.flatten()
    talk.open_with_article()
    talk.date_all(*forms)


def _joined(talk: Talk, c: Comment, form: str) -> str:
    return write_date(c.member.joined, form, talk.tongue)


@system("discuz", "zh", page="forum", most=20)
def discuz(talk: Talk) -> str:
    _open(talk, "{Y}-{m}-{d} {HH}:{M}:{S}", "{Y}-{m}-{d} {HH}:{M}")
    floors = ("楼主", "沙发", "板凳", "地板")
    parts = []
    for n, c in enumerate(talk.comments):
        floor = floors[n] if n < len(floors) else f"{n + 1}<sup>#</sup>"
        sign = f"<div class='sign'>{c.member.signature}</div>" if c.member.signature else ""
        edit = (
            f"<i class='pstatus'>本帖最后由 {c.name} 于 {c.date} 编辑</i><br><br>"
            if c.is_edited
            else ""
        )
        parts.append(
            f"<table class='plhin'><tr><td class='pls' rowspan='2'><div class='pi'><div class='authi'><a class='xw1' href='#'>{c.name}</a></div></div><div class='tns'><table><tr><th><p><a>{c.votes}</a></p>主题</th><th><p><a>{c.member.posts}</a></p>帖子</th><td><p><a>{c.member.posts * 3}</a></p>积分</td></tr></table></div><p><em>{c.member.rank}</em></p>"
            f"<dl class='pil'><dt>积分</dt><dd>{c.member.posts * 3}</dd></dl><ul><li><a>发消息</a></li></ul></td><td class='plc'><div class='pi'><strong><a href='#'>{floor}</a></strong><div class='pti'><div class='authi'><em>发表于 {c.date}</em> <span class='pipe'>|</span> <a>只看该作者</a></div></div></div>"
            f"<div class='t_f'>{edit}{c.html(breaks=True)}</div></td></tr><tr><td class='plc plm'>{sign}</td></tr><tr><td class='pls'></td><td class='plc'><div class='po'><a>回复</a> <a>举报</a></div></td></tr></table>"
        )
    return "".join(parts)


@system("post-bar", "zh", page="forum", most=30)
def post_bar(talk: Talk) -> str:
    """Write the author's card, the text, and below it the floor and the time."""
    _open(talk, "{Y}-{mm}-{dd} {HH}:{M}")
    parts = []
    for n, c in enumerate(talk.comments, 1):
        source = talk.pick(("来自Android客户端", "来自手机贴吧", ""))
        parts.append(
            f"<div class='l_post'><div class='d_author'><ul><li class='d_name'><a href='#'>{c.name}</a></li><li class='d_badge'><div>{c.member.rank}</div><div>{c.member.posts % 17 + 1}</div></li></ul></div>"
            f"<div class='d_post_content'>{c.html(breaks=True)}</div><div class='core_reply'><span class='tail-info'>{source}</span><span class='tail-info'>{n}楼</span><span class='tail-info'>{c.date}</span> <a>回复</a> <a>收起回复</a></div></div>"
        )
    return f"<ul><li>{len(talk.comments)}回复贴，共1页</li></ul>{''.join(parts)}"


@system("japanese-board", "ja", page="bare", most=60)
def japanese_board(talk: Talk) -> str:
    """Write a thread of numbered answers, most of them without a name."""
    talk.flatten()
    talk.date_all("{Y}/{mm}/{dd}({a}) {HH}:{M}:{S}")
    unnamed = talk.tongue["unnamed"][1]
    items = []
    as_list = talk.chance(0.6)
    for n, c in enumerate(talk.comments, 1):
        if talk.chance(0.7):
            c.author = unnamed
        code = "".join(talk.rng.choice("abcdefgHIJKLMN0123+/") for _ in range(8))
        head = (
            f"{n} ：<b>{c.name}</b>：{c.date} ID:{code}"
            if as_list
            else f"<span class='number'>{n}</span><span class='name'><b>{c.name}</b></span><span class='date'>{c.date}</span><span class='uid'>ID:{code}</span>"
        )
        if n > 2 and talk.chance(0.3):
            c.paragraphs = [f">>{talk.rng.randint(1, n - 1)}\n{c.paragraphs[0]}", *c.paragraphs[1:]]
        items.append(
            f"<dt>{head}</dt><dd>{c.html(breaks=True)}<br><br></dd>"
            if as_list
            else f"<div class='post'><div class='meta'>{head}</div><div class='message'>{c.html(breaks=True)}</div></div>"
        )
    body = f"<dl class='thread'>{''.join(items)}</dl>" if as_list else "".join(items)
    return f"<div><a>■掲示板に戻る■</a> <a>全部</a> <a>1-</a> <a>最新50</a></div>{body}<hr><div>新着レスの表示</div>"


@system("yabb", "en de ru", page="forum", most=20)
def yabb(talk: Talk) -> str:
    _open(
        talk,
        "{B} {o}, {Y}, {h}:{M}{p}"
        if talk.tongue.code == "en"
        else "{dd}.{mm}.{Y} um {HH}:{M}:{S}"
        if talk.tongue.code == "de"
        else "{dd}.{mm}.{Y} :: {HH}:{M}:{S}",
    )
    posts = talk.say("posts")
    reply, logged, off = {
        "de": ("Antwort #{n} -", "IP gespeichert", "Offline"),
        "ru": ("Ответ #{n} -", "IP записан", "Вне форума"),
    }.get(talk.tongue.code, ("Reply #{n} -", "IP Logged", "Offline"))
    parts = []
    for n, c in enumerate(talk.comments):
        label = f"<b>{reply.format(n=n)}</b> " if n else ""
        sign = f"<hr><div class='small'>{c.member.signature}</div>" if c.member.signature else ""
        parts.append(
            f"<table class='bordercolor'><tr><td class='windowbg' width='20%'><b><a href='#'>{c.name}</a></b><br><span class='small'>{c.member.rank}<br>*****<br>{off}<br><br><i>{talk.pick(talk.tongue['tags'])}</i><br><br>{posts}: {c.member.posts}<br>{c.member.town}</span></td>"
            f"<td class='windowbg' width='80%'><div><b>{'Re: ' if n else ''}{talk.title}</b><br><span class='small'>{label}{c.date}</span></div><hr><div class='message'>{c.html(breaks=True)}</div></td></tr>"
            f"<tr><td class='windowbg'></td><td class='windowbg'>{sign}<div class='small'>{logged}</div></td></tr></table>"
        )
    return "".join(parts)


@system("vbulletin-5", "en de fr", page="forum", most=15)
def vbulletin5(talk: Talk) -> str:
    _open(
        talk,
        "{mm}-{dd}-{Y}, {hh}:{M} {P}" if talk.tongue.code == "en" else "{dd}.{mm}.{Y}, {HH}:{M}",
    )
    joined, posts = talk.say("joined"), talk.say("posts")
    quote, top = (
        talk.tongue["buttons"][0],
        {"de": "Kommentar", "fr": "Commentaire"}.get(talk.tongue.code, "Comment"),
    )
    parts = []
    for n, c in enumerate(talk.comments, 1):
        sign = (
            f"<div class='post-signature'>{c.member.signature}</div>" if c.member.signature else ""
        )
        parts.append(
            f"<li class='b-post'><div class='b-userinfo'><div class='author'><strong><a href='#'>{c.name}</a></strong></div><div class='usertitle'>{c.member.rank}</div><ul class='additional'><li><label>{joined}:</label> <span>{_joined(talk, c, '{b} {Y}')}</span></li><li><label>{posts}:</label> <span>{c.member.posts}</span></li></ul></div>"
            f"<div class='b-post__body'><ul class='share'><li>Share</li><li>Tweet</li></ul><a class='count' href='#'>#{n}</a><h2>{talk.title if n == 1 else ''}</h2><div class='b-post__timestamp'><time>{c.date}</time></div><div class='text'>{c.html(breaks=True)}</div>{sign}"
            f"<ul class='controls'><li>{top}</li><li>{talk.pick((f'{c.votes} likes', 'Like'))}</li><li>{quote}</li></ul></div></li>"
        )
    return f"<div class='toolbar'><span>Posts</span> <span>Latest Activity</span> <span>Photos</span> <span>Filter</span></div><ul class='conversation-list'>{''.join(parts)}</ul>"


@system("invision-2", "en de fr it", page="forum", most=20)
def invision2(talk: Talk) -> str:
    _open(
        talk, "{b} {d} {Y}, {hh}:{M} {P}" if talk.tongue.code == "en" else "{d} {b} {Y}, {HH}:{M}"
    )
    group, number, top = {
        "de": ("Gruppe", "Mitglieds-Nr.", "Beitrag"),
        "fr": ("Groupe", "Membre no", "Message"),
        "it": ("Gruppo", "Utente Nr.", "Messaggio"),
    }.get(talk.tongue.code, ("Group", "Member No.", "Post"))
    joined, posts, place = talk.say("joined"), talk.say("posts"), talk.pick(talk.tongue["place"])
    parts = []
    for n, c in enumerate(talk.comments, 1):
        sign = (
            f"<br><br>--------------------<br><div class='signature'>{c.member.signature}</div>"
            if c.member.signature
            else ""
        )
        parts.append(
            f"<table width='100%'><tr><td class='row2' width='1%'><span class='normalname'><a href='#'>{c.name}</a></span></td><td class='row2'><div style='float:left'><img src='p.gif' alt=''><span class='postdetails'> {c.date}</span></div><div align='right'><span class='postdetails'>{top} <a href='#'>#{n}</a></span></div></td></tr>"
            f"<tr><td class='post2' valign='top'><span class='postdetails'><br>{c.member.rank}<br><img src='pip.gif' alt='*'><br><br>{group}: Members<br>{posts}: {c.member.posts:,}<br>{joined}: {_joined(talk, c, '{d}-{b} {yy}')}<br>{place}: {c.member.town}<br>{number}: {1000 + c.member.posts}</span></td><td class='post2' valign='top'><div class='postcolor'>{c.html(breaks=True)}</div>{sign}</td></tr></table>"
        )
    return "".join(parts)


@system("nodebb", "en de fr ru", page="forum", most=25)
def nodebb(talk: Talk) -> str:
    _open(talk, talk.pick(("ago", "long")))
    reply, quote = talk.say("reply"), talk.tongue["buttons"][0]
    last = {"de": "Letzte Antwort", "fr": "Dernière réponse", "ru": "Последний ответ"}.get(
        talk.tongue.code, "Last reply"
    )
    parts = []
    for n, c in enumerate(talk.comments, 1):
        edit = (
            f" <small>{talk.say('edited', name=c.author, date=c.date)}</small>"
            if c.is_edited
            else ""
        )
        answers = (
            f"<a><span>1</span> <span>{last}</span> <span>{c.date}</span></a>"
            if talk.chance(0.3)
            else ""
        )
        badge = f"<small class='label group-label'>{c.member.rank}</small>" if c.badge else ""
        sign = (
            f"<div class='post-signature'>{c.member.signature}</div>" if c.member.signature else ""
        )
        parts.append(
            f"<li component='post'><div class='post-header'><strong><a href='#'>{c.name}</a></strong> {badge} <a class='permalink' href='#'><span class='timeago'>{c.date}</span></a>{edit} <span class='post-index'>#{n}</span></div>"
            f"<div class='content'>{c.html()}</div>{sign}<div class='post-footer'>{answers}<span><a>{reply}</a> <a>{quote}</a> <span class='votes'>{c.votes}</span></span></div></li>"
        )
    return f"<div class='stats'>{len(talk.comments)} {talk.tongue['posts'][0]} {3 + len(talk.comments) // 2}</div><ul component='topic'>{''.join(parts)}</ul>"


@system("flarum", "en de fr", page="bare", most=25)
def flarum(talk: Talk) -> str:
    _open(talk, "day")
    reply = talk.say("reply")
    likes, answered, edited = {
        "de": ("{n} gefällt das.", "{n} hat auf diesen Beitrag geantwortet.", "Bearbeitet"),
        "fr": ("{n} aime ça.", "{n} a répondu à ce message.", "Modifié"),
    }.get(talk.tongue.code, ("{n} likes this.", "{n} replied to this.", "Edited"))
    parts = []
    for c in talk.comments:
        other = talk.pick(talk.comments).name
        foot = ""
        if other != c.name and talk.chance(0.35):
            foot = f"<div class='Post-foot'><a>{talk.pick((likes, answered)).format(n=other)}</a></div>"
        mark = f"<li><span>{edited}</span></li>" if c.is_edited else ""
        parts.append(
            f"<article class='Post'><header><ul><li><h3><a href='#'>{c.name}</a></h3></li><li><a class='meta' href='#'><time>{c.date}</time></a></li>{mark}</ul></header>"
            f"<div class='Post-body'>{c.html()}</div><aside><ul><li>{reply}</li></ul></aside>{foot}</article>"
        )
    return "".join(parts)


@system("punbb", "en de fr ru", page="forum", most=20)
def punbb(talk: Talk) -> str:
    _open(talk, "{Y}-{mm}-{dd} {HH}:{M}:{S}")
    by, topic, off = {
        "de": ("Antwort von {n}", "Thema von {n}", "Offline"),
        "fr": ("Réponse de {n}", "Sujet par {n}", "Hors ligne"),
        "ru": ("Ответ от {n}", "Тема от {n}", "Неактивен"),
    }.get(talk.tongue.code, ("Reply by {n}", "Topic by {n}", "Offline"))
    joined, posts, place = talk.say("joined"), talk.say("posts"), talk.pick(talk.tongue["place"])
    parts = []
    for n, c in enumerate(talk.comments, 1):
        head = (topic if n == 1 else by).format(n=f"<a href='#'>{c.name}</a>")
        sign = (
            f"<div class='sig-content'><span class='sig-line'></span>{c.member.signature}</div>"
            if c.member.signature
            else ""
        )
        parts.append(
            f"<div class='post'><div class='posthead'><h3><span class='post-num'>{n}</span> <span class='post-byline'>{head}</span> <span class='post-link'><a href='#'>{c.date}</a></span></h3></div>"
            f"<div class='postbody'><div class='post-author'><ul><li class='username'>{c.name}</li><li>{c.member.rank}</li><li>{off}</li></ul><ul class='author-info'><li>{place}: {c.member.town}</li><li>{joined}: {_joined(talk, c, '{Y}-{mm}-{dd}')}</li><li>{posts}: {c.member.posts}</li></ul></div>"
            f"<div class='post-entry'><h4>{'' if n == 1 else 'Re: '}{talk.title}</h4><div class='entry-content'>{c.html()}{sign}</div></div></div></div>"
        )
    return "".join(parts)


@system("phorum", "en de", page="forum", most=20)
def phorum(talk: Talk) -> str:
    """Write subject, author and date as labelled lines above the text."""
    _open(
        talk, "{B} {dd}, {Y} {hh}:{M}{P}" if talk.tongue.code == "en" else "{d}. {B} {Y} {HH}:{M}"
    )
    by, date, buttons = {
        "de": ("geschrieben von:", "Datum:", "Antworten Zitieren Melden"),
    }.get(
        talk.tongue.code,
        ("Posted by:", "Date:", "Reply To This Message Quote This Message Report This Message"),
    )
    parts = "".join(
        f"<div class='PhorumReadMessageBlock'><div class='subject'><strong>{'Re: ' if n else ''}{talk.title}</strong></div><div>{by} <strong><a href='#'>{c.name}</a></strong> (IP/Host)</div><div>{date} {c.date}</div>"
        f"<br><div class='text'>{c.html(breaks=True)}</div><br><div class='nav'>{''.join(f'<a>{b}</a>' for b in buttons.split('  '))}</div></div>"
        for n, c in enumerate(talk.comments)
    )
    nav = "<div class='nav'>Goto Thread: Previous • Next</div>"
    return f"{nav}{parts}"
