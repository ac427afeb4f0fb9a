# ruff: noqa: E501 - markup reads best unbroken.
"""Forums: a thread whose opening post is the article, members' cards, signatures, quotes."""

from __future__ import annotations

from tests.benchmarks.invented_pages.systems.registry import system
from tests.benchmarks.invented_pages.talk import Comment, Talk
from tests.benchmarks.invented_pages.tongues import write_date

RULE = "_________________"


def _open(talk: Talk, *forms: str) -> None:
    talk.flatten()
    talk.open_with_article()
    talk.date_all(*forms)


def _joined(talk: Talk, c: Comment, form: str) -> str:
    return write_date(c.member.joined, form, talk.tongue)


def _signature(c: Comment, wrap: str) -> str:
    return wrap.format(c.member.signature) if c.member.signature else ""


def _edit(talk: Talk, c: Comment, wrap: str) -> str:
    """Give the note of somebody who changed their post."""
    if not c.is_edited:
        return ""
    return wrap.format(talk.say("edited", name=c.author, date=c.date))


def _quote(talk: Talk, c: Comment, number: int, wrap: str) -> str:
    """Quote the post before; what is quoted is part of the text, as the page shows it."""
    if not number or talk.rng.random() > 0.2:
        return ""
    other = talk.comments[number - 1]
    said = talk.tongue.caption(talk.rng, "wrote", name=other.author or "")
    quoted = other.paragraphs[-1].split("\n")[0]
    c.paragraphs = [said, quoted, *c.paragraphs]
    return wrap.format(said=said, quoted=quoted)


def _text(talk: Talk, c: Comment, number: int, wrap: str) -> str:
    own = c.html(breaks=True)
    return _quote(talk, c, number, wrap) + own


BLOCK = "<blockquote><div><cite>{said}</cite>{quoted}</div></blockquote>"


@system("phpbb-2", "en de fr it pl", page="forum", most=20)
def phpbb2(talk: Talk) -> str:
    _open(
        talk,
        "{a} {b} {dd}, {Y} {h}:{M} {p}",
        "{dd}.{mm}.{Y}, {HH}:{M}",
        "{a} {dd} {b} {Y} - {HH}:{M}",
    )
    joined, posts, place = talk.say("joined"), talk.say("posts"), talk.pick(talk.tongue["place"])
    at, about, top = {
        "de": ("Verfasst am", "Titel", "Nach oben"),
        "fr": ("Posté le", "Sujet du message", "Revenir en haut"),
        "it": ("Inviato", "Oggetto", "Torna in cima"),
        "pl": ("Wysłany", "Temat postu", "Powrót do góry"),
    }.get(talk.tongue.code, ("Posted", "Post subject", "Back to top"))
    rows = []
    for n, c in enumerate(talk.comments):
        subject = talk.title if n == 0 else f"Re: {talk.title}" if talk.chance(0.3) else ""
        text = _text(
            talk,
            c,
            n,
            "<table><tr><td><b>{said}</b></td></tr><tr><td class='quote'>{quoted}</td></tr></table>",
        )
        sign = _signature(c, f"<span class='gensmall'><br>{RULE}<br>{{}}</span>")
        rows.append(
            f"<tr><td width='150' valign='top'><span class='name'><a name='{n}'></a><b>{c.name}</b></span><br><span class='postdetails'>{c.member.rank}<br><br><br>{joined}: {_joined(talk, c, '{dd} {b} {Y}')}<br>{posts}: {c.member.posts}<br>{place}: {c.member.town}</span></td>"
            f"<td valign='top'><table width='100%'><tr><td><span class='postdetails'>{at}: {c.date}&nbsp; &nbsp;{about}: {subject}</span></td><td align='right'><img src='q.gif' alt=''></td></tr><tr><td colspan='2'><hr></td></tr>"
            f"<tr><td colspan='2'><span class='postbody'>{text}</span>{sign}</td></tr></table></td></tr><tr><td><span class='nav'><a href='#top'>{top}</a></span></td><td>&nbsp;</td></tr>"
        )
    author, message = {
        "de": ("Autor", "Nachricht"),
        "fr": ("Auteur", "Message"),
        "it": ("Autore", "Messaggio"),
        "pl": ("Autor", "Wiadomość"),
    }.get(talk.tongue.code, ("Author", "Message"))
    return f"<table class='forumline'><tr><th>{author}</th><th>{message}</th></tr>{''.join(rows)}</table>"


@system("phpbb-3", page="forum", most=20)
def phpbb3(talk: Talk) -> str:
    _open(talk, "{a} {b} {dd}, {Y} {h}:{M} {p}", *talk.tongue["numeric"])
    by, joined, posts, place = (
        talk.say("by"),
        talk.say("joined"),
        talk.say("posts"),
        talk.pick(talk.tongue["place"]),
    )
    card_below, top = (
        talk.chance(0.5),
        {"de": "Nach oben", "fr": "Haut", "es": "Arriba", "ru": "Вернуться к началу"}.get(
            talk.tongue.code, "Top"
        ),
    )
    parts = []
    for n, c in enumerate(talk.comments):
        text = _text(talk, c, n, BLOCK)
        sign = _signature(c, "<div class='signature'>{}</div>")
        card = f"<dl class='postprofile'><dt><a href='#'>{c.name}</a></dt><dd>{c.member.rank}</dd><dd>&nbsp;</dd><dd><strong>{posts}:</strong> {c.member.posts}</dd><dd><strong>{joined}:</strong> {_joined(talk, c, '{a} {b} {dd}, {Y} {h}:{M} {p}')}</dd><dd><strong>{place}:</strong> {c.member.town}</dd></dl>"
        body = f"<div class='postbody'><h3><a href='#'>{'' if n == 0 else 'Re: '}{talk.title}</a></h3><p class='author'>{by} <strong><a href='#'>{c.name}</a></strong> » {c.date}</p><div class='content'>{text}</div>{sign}</div>"
        parts.append(
            f"<div class='post'><div class='inner'>{body + card if card_below else card + body}<div class='back2top'><a href='#'>{top}</a></div></div></div>"
        )
    return "".join(parts)


@system("vbulletin-3", "en de fr es nl", page="forum", most=20)
def vb3(talk: Talk) -> str:
    _open(
        talk,
        *(
            ("{mm}-{dd}-{Y}, {hh}:{M} {P}",)
            if talk.tongue.code == "en"
            else ("{dd}.{mm}.{Y}, {HH}:{M}", "{dd}/{mm}/{Y}, {HH}h{M}")
        ),
    )
    joined, posts, place = talk.say("joined"), talk.say("posts"), talk.pick(talk.tongue["place"])
    parts = []
    for n, c in enumerate(talk.comments, 1):
        text = _text(
            talk,
            c,
            n - 1,
            "<div><div class='smallfont'>Quote:</div><table><tr><td><div>{said}</div><div>{quoted}</div></td></tr></table></div>",
        )
        c.paragraphs = (
            [f"Quote: {c.paragraphs[0]}", *c.paragraphs[1:]] if "Quote:" in text else c.paragraphs
        )
        sign = _signature(c, "<div>__________________<br>{}</div>")
        edit = _edit(talk, c, "<div class='smallfont'><hr><em>{}.</em></div>")
        parts.append(
            f"<table class='tborder' width='100%'><tr><td class='thead'><a name='p{n}'></a>{c.date}</td><td class='thead' align='right'>#<a href='#'><strong>{n}</strong></a></td></tr>"
            f"<tr><td class='alt2' colspan='2'><table width='100%'><tr><td><div><a class='bigusername' href='#'>{c.name}</a></div><div class='smallfont'>{c.member.rank}</div></td><td><div class='smallfont'><div>{joined}: {_joined(talk, c, '{b} {Y}')}</div><div>{place}: {c.member.town}</div><div>{posts}: {c.member.posts:,}</div></div></td></tr></table></td></tr>"
            f"<tr><td class='alt1' colspan='2'><div class='smallfont'><strong>{talk.title if n == 1 else 'Re: ' + talk.title}</strong></div><hr><div>{text}</div>{sign}{edit}</td></tr></table><br>"
        )
    return "".join(parts)


@system("vbulletin-4", "en de fr es it", page="forum", most=20)
def vb4(talk: Talk) -> str:
    _open(
        talk,
        *(
            ("{mm}-{dd}-{Y}, {hh}:{M} {P}", "{B} {o}, {Y}, {hh}:{M} {P}")
            if talk.tongue.code == "en"
            else ("{dd}.{mm}.{Y}, {HH}:{M}", "{dd}/{mm}/{Y}, {HH}:{M}")
        ),
    )
    joined, posts, place = talk.say("joined"), talk.say("posts"), talk.pick(talk.tongue["place"])
    reply = talk.say("reply")
    parts = []
    for n, c in enumerate(talk.comments, 1):
        text = _text(
            talk,
            c,
            n - 1,
            "<div class='bbcode_quote'><div>{said}</div><div class='message'>{quoted}</div></div>",
        )
        sign = _signature(c, "<blockquote class='signature'>{}</blockquote>")
        parts.append(
            f"<li class='postbitlegacy'><div class='posthead'><span class='postdate'><span class='date'>{c.date}</span></span><span class='nodecontrols'><a href='#'>#{n}</a></span></div><div class='postdetails'><div class='userinfo'><div class='username_container'><a class='username' href='#'><strong>{c.name}</strong></a></div>"
            f"<span class='usertitle'>{c.member.rank}</span><dl class='userinfo_extra'><dt>{joined}</dt><dd>{_joined(talk, c, '{b} {Y}')}</dd><dt>{place}</dt><dd>{c.member.town}</dd><dt>{posts}</dt><dd>{c.member.posts}</dd></dl></div>"
            f"<div class='postbody'><h2 class='title'>{'' if n == 1 else 'Re: '}{talk.title}</h2><div class='content'><blockquote class='postcontent'>{text}</blockquote></div>{sign}</div></div><div class='postfoot'><a href='#'>{reply}</a></div></li>"
        )
    return f"<ol id='posts'>{''.join(parts)}</ol>"


@system("xenforo-1", "en de es nl", page="forum", most=20)
def xenforo1(talk: Talk) -> str:
    _open(talk, "{b} {d}, {Y}", "{d}. {B} {Y}") if talk.tongue.code in "en de" else _open(
        talk, "{d} {B} {Y}"
    )
    joined, posts, likes = talk.say("joined"), talk.say("posts"), talk.chance(0.6)
    name = {"de": "Gefällt mir", "es": "Me gusta", "nl": "Leuk"}.get(
        talk.tongue.code, "Likes Received"
    )
    parts = []
    for n, c in enumerate(talk.comments, 1):
        text = _text(
            talk,
            c,
            n - 1,
            "<div class='bbCodeQuote'><aside><div class='attribution'>{said}</div><blockquote><div class='quote'>{quoted}</div></blockquote></aside></div>",
        )
        sign = _signature(c, "<div class='signature'><aside>{}</aside></div>")
        got = f"<dl><dt>{name}:</dt><dd>{c.votes}</dd></dl>" if likes else ""
        parts.append(
            f"<li class='message'><div class='messageUserInfo'><h3 class='userText'><a class='username' href='#'>{c.name}</a> <em class='userTitle'>{c.member.rank}</em></h3><div class='extraUserInfo'><dl><dt>{joined}:</dt><dd>{_joined(talk, c, '{b} {d}, {Y}')}</dd></dl><dl><dt>{posts}:</dt><dd>{c.member.posts}</dd></dl>{got}</div></div>"
            f"<div class='messageInfo'><div class='messageContent'><article><blockquote class='messageText'>{text}</blockquote></article></div>{sign}<div class='messageMeta'><span class='item'><a class='username' href='#'>{c.name}</a>, <span class='DateTime'>{c.date}</span></span> <a class='hashPermalink' href='#'>#{n}</a></div></div></li>"
        )
    return f"<ol class='messageList'>{''.join(parts)}</ol>"


@system("xenforo-2", "en de fr es it pl", page="forum", most=20)
def xenforo2(talk: Talk) -> str:
    _open(talk, "day")
    joined, posts, place = talk.say("joined"), talk.say("posts"), talk.pick(talk.tongue["place"])
    parts = []
    for n, c in enumerate(talk.comments, 1):
        text = _text(
            talk,
            c,
            n - 1,
            "<blockquote><div class='bbCodeBlock-title'><a>{said}</a></div><div class='bbCodeBlock-content'>{quoted}</div></blockquote>",
        )
        sign = _signature(c, "<aside class='message-signature'>{}</aside>")
        liked = (
            f"<div class='reactionsBar'><a href='#'>{talk.comments[0].name}</a></div>"
            if c.votes > 4 and talk.chance(0.3)
            else ""
        )
        initial = (
            f"<a class='avatar'><span>{c.name[0].upper()}</span></a>"
            if talk.chance(0.5)
            else "<a class='avatar'><img src='a.jpg' alt=''></a>"
        )
        parts.append(
            f"<article class='message'><div class='message-cell--user'><section>{initial}<div class='message-userDetails'><h4 class='message-name'><a href='#'>{c.name}</a></h4><h5 class='userTitle'>{c.member.rank}</h5></div><div class='message-userExtras'><dl class='pairs'><dt>{joined}</dt><dd>{_joined(talk, c, talk.tongue['day'][0])}</dd></dl><dl><dt>{posts}</dt><dd>{c.member.posts}</dd></dl><dl><dt>{place}</dt><dd>{c.member.town}</dd></dl></div></section></div>"
            f"<div class='message-cell--main'><header><ul class='message-attribution-main'><li><a href='#'><time>{c.date}</time></a></li></ul><ul class='message-attribution-opposite'><li><a href='#'>#{n}</a></li></ul></header><div class='bbWrapper'>{text}</div>{sign}<footer>{liked}</footer></div></article>"
        )
    return "".join(parts)


@system("smf", "en de es ru pl", page="forum", most=20)
def smf(talk: Talk) -> str:
    _open(
        talk,
        "{B} {dd}, {Y}, {hh}:{M}:{S} {p}"
        if talk.tongue.code == "en"
        else "{dd} {B} {Y}, {HH}:{M}:{S}",
    )
    posts = talk.say("posts")
    on = {
        "de": ("Antwort #{n} am:", "am:"),
        "es": ("Respuesta #{n} en:", "en:"),
        "ru": ("Ответ #{n} :", ":"),
        "pl": ("Odpowiedź #{n} dnia:", "dnia:"),
    }.get(talk.tongue.code, ("Reply #{n} on:", "on:"))
    logged = {"de": "Gespeichert", "es": "En línea", "ru": "Записан", "pl": "Zapisane"}.get(
        talk.tongue.code, "Logged"
    )
    parts = []
    for n, c in enumerate(talk.comments):
        text = _text(
            talk, c, n, "<div class='quoteheader'>{said}</div><blockquote>{quoted}</blockquote>"
        )
        sign = _signature(c, "<div class='signature'>{}</div>")
        label = on[1] if n == 0 else on[0].format(n=n)
        parts.append(
            f"<div class='windowbg'><div class='poster'><h4><a href='#'>{c.name}</a></h4><ul><li class='postgroup'>{c.member.rank}</li><li class='stars'></li><li class='postcount'>{posts}: {c.member.posts}</li></ul></div><div class='postarea'><div class='keyinfo'><h5><a href='#'>{'' if n == 0 else 'Re: '}{talk.title}</a></h5><div class='smalltext'>« <strong>{label}</strong> {c.date} »</div></div>"
            f"<div class='post'><div class='inner'>{text}</div></div></div><div class='moderatorbar'><div class='smalltext'>{logged}</div>{sign}</div></div>"
        )
    return "".join(parts)


@system("mybb", "en de pl", page="forum", most=20)
def mybb(talk: Talk) -> str:
    _open(
        talk,
        "{mm}-{dd}-{Y}, {hh}:{M} {P}" if talk.tongue.code == "en" else "{dd}.{mm}.{Y}, {HH}:{M}",
    )
    posts, joined = talk.say("posts"), talk.say("joined")
    reply, find = talk.say("reply"), {"de": "Suchen", "pl": "Szukaj"}.get(talk.tongue.code, "Find")
    parts = []
    for n, c in enumerate(talk.comments, 1):
        text = _text(talk, c, n - 1, "<blockquote><cite>{said}</cite>{quoted}</blockquote>")
        sign = _signature(c, "<div class='signature'>{}</div>")
        edit = _edit(talk, c, " <span class='post_edit'>({}.)</span>")
        parts.append(
            f"<div class='post'><div class='post_author'><div class='author_information'><strong><span class='largetext'><a href='#'>{c.name}</a></span></strong><br><span class='smalltext'>{c.member.rank}<br></span></div><div class='author_statistics'>{posts}: {c.member.posts}<br>Threads: {c.votes}<br>{joined}: {_joined(talk, c, '{b} {Y}')}</div></div>"
            f"<div class='post_content'><div class='post_head'><div class='float_right'><strong><a href='#'>#{n}</a></strong></div><span class='post_date'>{c.date}{edit}</span></div><div class='post_body'>{text}</div>{sign}</div><div class='post_controls'><a href='#'>{find}</a> <a href='#'>{reply}</a></div></div>"
        )
    return "".join(parts)


@system("invision-3", "en de fr it", page="forum", most=20)
def invision3(talk: Talk) -> str:
    _open(
        talk,
        "{dd} {B} {Y} - {hh}:{M} {P}" if talk.tongue.code == "en" else "{dd} {B} {Y} - {HH}:{M}",
    )
    posted = {"de": "Geschrieben", "fr": "Posté", "it": "Inviato"}.get(talk.tongue.code, "Posted")
    # A board may call its groups as it calls the ranks in them.
    same, members = talk.chance(0.3), talk.pick(("Members", "Members +", "VIP"))
    parts = []
    for n, c in enumerate(talk.comments, 1):
        group = c.member.rank if same else members
        text = _text(
            talk,
            c,
            n - 1,
            "<p class='citation'>{said}</p><div class='blockquote'><div class='quote'>{quoted}</div></div>",
        )
        sign = _signature(c, "<div class='signature'>{}</div>")
        edit = _edit(talk, c, "<p class='edit'><strong>{}.</strong></p>")
        parts.append(
            f"<div class='post_block'><div class='post_wrap'><h3 class='row2'><span class='post_id'><a href='#'>#{n}</a></span> <span class='author vcard'><a href='#'>{c.name}</a></span></h3><div class='author_info'><div class='user_details'><p class='member_title'>{c.member.rank}</p><ul><li>{group}</li><li>{c.member.posts} {talk.tongue['posts'][0].lower()}</li></ul></div></div>"
            f"<div class='post_body'><p class='posted_info'>{posted} <abbr>{c.date}</abbr></p><div class='post entry-content'>{text}{edit}</div>{sign}<ul class='post_controls'><li>{talk.tongue['reply'][0]}</li></ul></div></div></div>"
        )
    return "".join(parts)


@system("invision-4", "en de fr pl", page="forum", most=20)
def invision4(talk: Talk) -> str:
    _open(talk, talk.pick(("day", "ago")))
    group = {"de": "Mitglieder", "fr": "Membres", "pl": "Użytkownicy"}.get(
        talk.tongue.code, "Members"
    )
    posted = {"de": "Geschrieben", "fr": "Posté(e)", "pl": "Opublikowano"}.get(
        talk.tongue.code, "Posted"
    )
    parts = []
    for n, c in enumerate(talk.comments):
        text = _text(
            talk,
            c,
            n,
            "<blockquote class='ipsQuote'><div class='ipsQuote_citation'>{said}</div><div class='ipsQuote_contents'><p>{quoted}</p></div></blockquote>",
        )
        sign = _signature(c, "<div class='ipsSignature'><p>{}</p></div>")
        parts.append(
            f"<article class='ipsComment'><aside class='cAuthorPane'><h3 class='cAuthorPane_author'><strong><a href='#'>{c.name}</a></strong></h3><ul class='cAuthorPane_info'><li>{c.member.rank}</li><li><img src='a.png' alt=''></li><li>{group}</li><li>{c.votes}</li><li>{c.member.posts} {talk.tongue['posts'][0].lower()}</li></ul></aside>"
            f"<div class='ipsColumn'><div class='ipsComment_meta'><p><a href='#'>{posted} <time>{c.date}</time></a></p></div><div class='ipsType_richText'>{text}</div>{sign}<ul class='ipsComment_controls'><li><a href='#'>{talk.tongue['reply'][0]}</a></li><li><a>{talk.tongue['buttons'][0]}</a></li></ul></div></article>"
        )
    return "".join(parts)


@system("discourse", "en de fr es pt ru", page="forum", most=25)
def discourse(talk: Talk) -> str:
    _open(talk, "{B} {d}, {Y}, {h}:{M}{p}" if talk.tongue.code == "en" else "{d} {B} {Y} {HH}:{M}")
    parts = []
    for n, c in enumerate(talk.comments, 1):
        c.author = (c.author or "").replace(" ", "_")
        likes = f"<span class='post-likes'>{talk.say('likes', n=c.votes)}</span>" if c.votes else ""
        parts.append(
            f"<div class='topic-body crawler-post'><div class='crawler-post-meta'><span class='creator'><a href='#'><span>{c.name}</span></a></span><span class='crawler-post-infos'><time class='post-time'> {c.date} </time> <span>{n}</span></span></div><div class='post'>{c.html()}</div><div>{likes}</div></div>"
        )
    return "".join(parts)


@system("vanilla", "en de fr", page="forum", most=25)
def vanilla(talk: Talk) -> str:
    _open(talk, "{B} {Y}", "{B} {d}, {Y} {h}:{M}{P}") if talk.chance(0.2) else _open(
        talk, talk.pick(talk.tongue["long"])
    )
    posts = talk.say("posts")
    parts = []
    for _n, c in enumerate(talk.comments):
        mark = "<span class='MItem RoleTitle'>Moderator</span> " if c.badge else ""
        count = (
            f"<span class='MItem'>{posts}: <b>{c.member.posts}</b></span> "
            if talk.chance(0.9)
            else ""
        )
        parts.append(
            f"<li class='Item'><div class='Comment'><div class='Item-Header'><div class='AuthorWrap'><span class='Author'><a href='#'><img src='a.png' alt=''></a><a class='Username' href='#'>{c.name}</a></span> <span class='AuthorInfo'>{mark}{count}</span></div><div class='Meta'><span class='DateCreated'><a href='#'><time>{c.date}</time></a></span></div></div>"
            f"<div class='Item-Body'><div class='Message'>{c.html(breaks=True)}</div></div></div></li>"
        )
    return f"<div class='DataBox'><h2>{talk.say('comments')}</h2><ul class='MessageList'>{''.join(parts)}</ul></div>"


@system("fluxbb", "en de fr ru", page="forum", most=20)
def fluxbb(talk: Talk) -> str:
    _open(
        talk, "{Y}-{mm}-{dd} {HH}:{M}:{S}", "{dd}/{mm}/{Y} {HH}:{M}:{S}"
    ) if talk.tongue.code == "fr" else _open(talk, "{Y}-{mm}-{dd} {HH}:{M}:{S}")
    joined, posts, place = talk.say("joined"), talk.say("posts"), talk.pick(talk.tongue["place"])
    parts = []
    for n, c in enumerate(talk.comments, 1):
        text = _text(
            talk,
            c,
            n - 1,
            "<div class='quotebox'><cite>{said}</cite><blockquote><p>{quoted}</p></blockquote></div>",
        )
        sign = _signature(c, "<div class='postsignature'><hr><p>{}</p></div>")
        parts.append(
            f"<div class='blockpost'><h2><span><span class='conr'>#{n}</span> <a href='#'>{c.date}</a></span></h2><div class='box'><div class='inbox'><div class='postleft'><dl><dt><strong><a href='#'>{c.name}</a></strong></dt><dd class='usertitle'><strong>{c.member.rank}</strong></dd><dd><span>{place}: {c.member.town}</span></dd><dd><span>{joined}: {_joined(talk, c, '{Y}-{mm}-{dd}')}</span></dd><dd><span>{posts}: {c.member.posts}</span></dd></dl></div>"
            f"<div class='postright'><h3>{'' if n == 1 else 'Re: '}{talk.title}</h3><div class='postmsg'><p>{text}</p></div>{sign}</div></div><div class='inbox'><div class='postfootleft'><p>Offline</p></div></div></div></div>"
        )
    return "".join(parts)


@system("woltlab", "de en", page="forum", most=20)
def woltlab(talk: Talk) -> str:
    _open(talk, "{d}. {B} {Y} um {HH}:{M}", "{d}. {B} {Y}") if talk.tongue.code == "de" else _open(
        talk, "{B} {o} {Y}, {h}:{M}{p}"
    )
    posts = talk.say("posts")
    likes = {"de": "Erhaltene Likes"}.get(talk.tongue.code, "Likes Received")
    parts = []
    for n, c in enumerate(talk.comments, 1):
        text = _text(
            talk,
            c,
            n - 1,
            "<blockquote><div class='quoteBoxTitle'>{said}</div><div class='quoteBoxContent'>{quoted}</div></blockquote>",
        )
        sign = _signature(c, "<div class='messageSignature'><div>{}</div></div>")
        parts.append(
            f"<li><article class='message'><aside class='messageSidebar'><div class='messageAuthor'><div class='messageAuthorContainer'><a class='username' href='#'>{c.name}</a></div><div class='userTitle'><span class='badge'>{c.member.rank}</span></div></div><div class='userCredits'><dl><dt><a href='#'>{likes}</a></dt><dd>{c.votes}</dd><dt><a href='#'>{posts}</a></dt><dd>{c.member.posts}</dd></dl></div></aside>"
            f"<div class='messageContent'><header><ul class='messageHeaderMetaData'><li><a href='#'><time>{c.date}</time></a></li></ul><ul class='messageStatus'></ul><ul class='messageQuickOptions'><li><a href='#'>#{n}</a></li></ul></header><div class='messageText'><p>{text}</p></div>{sign}<footer><ul><li>{talk.tongue['buttons'][0]}</li></ul></footer></div></article></li>"
        )
    return f"<ul class='wbbThreadPostList'>{''.join(parts)}</ul>"
