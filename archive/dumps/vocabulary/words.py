# ruff: noqa: E501 - a pattern or a list of words reads best unbroken.
"""Hint words of about a dozen languages, as flat tables.

They are evidence, never the rule: a page's own repetition decides, so that a page in a
language that is missing here is read by the same means.
"""

from __future__ import annotations

COMMENTS = (
    "comments?|kommentare?|kommentaarer|kommentarer|commentaires?|comentarios?|comentários?|"
    "commenti|commento|reacties?|réactions?|reactions?|komentarze|komentarzy|komentarz|"
    "комментари[йяив]+|комментариев|отзыв(?:ы|ов|а)?|コメント(?:一覧)?|评论|評論|留言|回复|回覆|"
    "responses?|replies|reply|antworten|réponses?|respuestas?|respostas?|risposte|odpowiedzi|"
    "ответ(?:ы|ов|а)?|thoughts?|gedanken|pensées?|pensamientos?|reflexões|opinie|opinii|opiniones|"
    "meinungen|reader comments|leserkommentare|user comments|lesermeinungen|reaktionen|"
    "trackbacks?|pingbacks?|yorum(?:lar)?|kommentit|hozzászólás(?:ok)?|komentáře|diskuse|"
    "diskussion|discussion|discussions|discusión|discussione|beiträge|댓글|bình luận|"
    "réflexions?|pensieri|pensiero|gedachten|gedachte|tanker|düşünce|フィードバック|想法|vastausta|kommenttia|gânduri|"
    "reviews|avis|valoraciones|bewertungen|messages|vos réactions"
)
"""Words for what readers wrote, as a heading has them."""

ALL = "all|alle|show|view|toutes?|tous|todos|wszystkie|vos|les|neueste|dieser artikel hat"
"""Words before the number of comments."""

PAGES = "jump to|page|pages|página|páginas|seiten?|pagina|strona|страница|страницы"
"""Words before the numbers of pages."""

REPLY_FORMS = (
    "leave a (?:reply|comment|response|message)|leave (?:your )?(?:reply|comment)|"
    "post (?:a|your|new) (?:comment|reply)|post reply|send a comment|comment on this|"
    "(?:add|write|submit|make|share) (?:a |an |your |your own )?(?:new )?(?:comment|reply|review|thoughts?)s?|"
    "add your own comment|join the (?:discussion|conversation)|what do you think|have your say|"
    "comments (?:are|have been|for this .{1,20} are) (?:now )?closed|commenting is closed|comments closed|"
    "(?:note:? )?you (?:must|(?:need|have) to) (?:be logged in|log ?in|sign in|register)|(?:please )?(?:log|sign) ?in (?:to|or)|"
    "login to (?:post|comment|reply|leave)|sign in or register|"
    "your (?:email|e-mail) address will not|cancel reply|reply to this topic|quick reply|"
    "(?:blog )?comments powered by|powered by [\\w.-]+$|please enable javascript to view|"
    "schreibe? (?:einen|deinen|ihren|uns einen) kommentar|kommentar (?:schreiben|verfassen|abgeben|hinterlassen|absenden|hinzufügen)|"
    "hinterlasse? (?:einen|eine|deinen) (?:kommentar|antwort)|hinterlassen sie|einen kommentar schreiben|"
    "ihr kommentar|dein kommentar|deine e-mail-adresse|ihre e-mail-adresse|antwort(?:en)? abbrechen|kommentieren$|"
    "kommentarfunktion|die kommentare sind geschlossen|kommentare sind geschlossen|"
    "(?:sie müssen|du musst) (?:sich |dich |angemeldet|eingeloggt)|jetzt kommentieren|antwort schreiben|mitdiskutieren|"
    "laisser un commentaire|laissez un commentaire|ajouter un commentaire|poster un commentaire|"
    "votre adresse|publier un commentaire|annuler la réponse|écrire un commentaire|"
    "les commentaires sont fermés|qui êtes-vous|réagir à cet article|"
    "deja (?:un|una|tu) (?:comentario|respuesta)|dejar un comentario|publicar un comentario|"
    "añadir (?:un )?comentario|escribe un comentario|tu dirección de correo|cancelar (?:la )?respuesta|cancelar resposta|"
    "deixe (?:um|uma|seu) (?:comentário|resposta)|deixar um comentário|o seu endereço de|"
    "lascia un(?:a risposta| commento| tuo)|rispondi annulla|il tuo indirizzo email|scrivi un commento|annulla risposta|"
    "geef een reactie|laat een (?:reactie|bericht) achter|plaats een reactie|reageer|je e-mailadres|"
    "dodaj komentarz|dodaj (?:swój |nowy )?komentarz|napisz komentarz|zostaw (?:komentarz|odpowiedź)|anuluj|twój adres|"
    "добавить комментарий|оставить комментарий|оставьте комментарий|ваш (?:e-mail|комментарий)|отменить ответ|"
    "コメントを(?:残す|投稿|書く|する)|コメントする|メールアドレスが公開|"
    "发表(?:评论|回复)|發表(?:評論|回應|迴響)|添加评论|取消回复|"
    "bir (?:cevap|yanıt|yorum) yaz|yorum (?:yap|yaz|ekle|gönder)|e-posta (?:adresiniz|hesabınız)|din e-postadress|"
    "(?:답글|댓글) ?남기기|이메일(?:은| 주소)|skriv en kommentar|lämna (?:ett svar|en kommentar)|legg (?:igjen|til)|"
    "vastaa|přidat komentář|napsat komentář|hozzászólás írása|viết bình luận"
)
"""How a form for a new comment, or the word that there is none, begins."""

AFTER_DISCUSSION = (
    "related (?:posts?|articles?|stories|topics|content|news|links?)|similar (?:posts?|threads?|topics)|"
    "you (?:may|might) (?:also )?(?:like|be interested)|more (?:from|on|in) |recommended for you|"
    "popular (?:posts?|articles)|most (?:read|popular|commented)|recent (?:posts?|comments|articles|entries)|"
    "latest (?:posts?|news|articles|comments)|about (?:the author|us|me|this)|archives?$|categories$|"
    "newer posts?|older posts?|subscribe to|rss feed|previous (?:post|article|entry)|next (?:post|article|entry)|"
    "load more|advertisement$|tags$|navigation$|blogroll|share this|copyright|all rights reserved|©|"
    "ähnliche (?:beiträge|artikel|themen)|das könnte (?:sie|dich)|weitere (?:artikel|beiträge|themen)|"
    "neueste (?:beiträge|kommentare)|letzte (?:beiträge|kommentare)|über (?:mich|uns|den autor)|meistgelesen|"
    "beitrags-?navigation|artikel-navigation|anzeige$|werbung$|mehr zum thema|themen-optionen|gehe zu:|"
    "articles? (?:similaires|liés|récents)|à lire aussi|sur le même sujet|derniers? (?:articles|commentaires)|"
    "artículos relacionados|entradas (?:recientes|relacionadas)|noticias relacionadas|también en|"
    "publicidad$|lo más (?:leído|visto)|posts relacionados|leia (?:também|mais)|articoli (?:correlati|recenti)|"
    "leggi anche|gerelateerde|lees ook|meest gelezen|podobne|zobacz (?:także|więcej|też)|reklama$|najnowsze|"
    "videos?$|vidéos?$|podcasts?$|newsletter|follow us|partner$|похожие|читайте также|последние|関連記事|最近の|相关|最新"
)
"""What stands after a discussion: other articles, archives, footers."""

BUTTONS = (
    "reply|replies|quote|permalink|link|report(?: abuse| this| comment)?|flag(?: as \\w+)?|like|likes|share(?: it)?|edit|"
    "delete|replydelete|reply ?↓|log in to reply|login to reply|like ?like|upvote|downvote|recommend|link to this|"
    "antworten|antwort|zitieren|melden|gefällt mir|bewerten|kommentieren|permalink|zitat|teilen|"
    "répondre|signaler|citer|j'aime|responder|denunciar|reportar|citar|me gusta|compartir|curtir|"
    "rispondi|segnala|mi piace|reageren|beantwoorden|citeren|odpowiedz|zgłoś|cytuj|lubię to|"
    "ответить|цитировать|пожаловаться|нравится|返信|返信する|引用|回复|回覆|举报|点赞|"
    "cevapla|yanıtla|svar|svara|vastaa|odpovědět|válasz|trả lời|reply to this(?: post| comment)?|"
    "upvote|downvote|save|embed|give gold|give award|parent|thread|context|уровень выше|ветвь дискуссии|"
    "like x\\d+|hilfreich\\??|me gusta|no me gusta|comment|\\+ ?quote|multi ?quote|"
    "(?:load|show|view|see) (?:more|all) (?:comments|replies|posts)|"
    "(?:alle|mehr|weitere) (?:kommentare|antworten|beiträge) (?:anzeigen|laden|zeigen)|"
    "(?:voir|afficher) (?:tous les|plus de) (?:commentaires|réponses)|"
    "(?:ver|mostrar|cargar) (?:todos los|más) comentarios|(?:ver|mostrar|carregar) (?:todos os|mais) comentários|"
    "(?:mostra|carica) (?:tutti i|altri) commenti|(?:toon|bekijk) (?:alle|meer) reacties|"
    "pokaż (?:wszystkie|więcej) (?:komentarze|komentarzy)|показать (?:все комментарии|ещё комментарии)"
)
"""Words on what can be clicked in a comment."""

HIGHLIGHTS = (
    "(?:top|best|featured|highest rated|most liked|editors?’? picks?) comments|top[- ]kommentare|beste kommentare|"
    "kommentare mit den höchsten bewertungen|meilleurs commentaires|commentaires les mieux notés|"
    "(?:mejores comentarios|comentarios (?:destacados|más valorados))|commenti (?:migliori|più votati)|beste reacties"
)
"""Headings of a few comments of a discussion, chosen from those that stand below."""

FOLLOWERS = "followers?|abonnés|abonnenten|seguidores|seguaci|volgers|obserwujący|подписчики"
"""Words before the number of those who follow a topic, on the button to do so."""

REPLY_WORDS = (
    "reply|reply to this(?: post| comment)?|log in to reply|respond|antworten|antwort|auf diesen kommentar antworten|antwort schreiben|"
    "répondre|répondre à ce commentaire|responder|responder a este comentario|contestar|responder a este comentário|"
    "rispondi|rispondi a questo commento|reageren|beantwoorden|antwoorden|reageer|odpowiedz|ответить|"
    "返信|返信する|回复|回覆|回应|답글|cevapla|yanıtla|svar|svara|vastaa|odpovědět|válasz|trả lời"
)
"""Words on the button with which a comment is answered."""

BADGES = (
    "post author|article author|author|autor(?:in)?|beitragsautor(?:in)?|artikelautor(?:in)?|verfasser(?:in)?|auteur(?: de l[’']article)?|"
    "auteur du billet|autor de la entrada|autor do post|autore(?: articolo)?|auteur van bericht|auteur bericht|autor wpisu|"
    "автор(?: записи| поста)?|投稿作成者|投稿者|作者|文章作者|글쓴이|yazar|författare|forfatter|kirjoittaja|szerző|autor příspěvku|"
    "moderator(?:in)?|modérateur|modératrice|moderador|moderatore|модератор|administrator(?:in)?|administrateur|"
    "administrador|amministratore|администратор|redaktion|redakcja|редакция|rédaction|redacción|redazione|redactie|管理人|編集部|管理员|premium|top commenter|verified|staff member|mod|admin|"
    "subscriber|abonnent(?:in)?|abonnée?|suscriptora?|assinante|abbonat[oa]|abonnee|prenumerant|подписчик"
)
"""Words behind a name that say what somebody is here."""

SAYS = (
    "says?|said|wrote|writes|replied|responded|commented|posted|asked|adds|added|"
    "sagt|sagte|schreibt|schrieb|meint|meinte|kommentierte|antwortet|antwortete|"
    "a dit|dit|a écrit|écrit|a répondu|dice|dijo|escribió|escribe|comenta|comentó|"
    "disse|diz|escreveu|ha detto|ha scritto|scrive|zegt|schreef|schrijft|zei|"
    "pisze|napisał|napisała|napisał\\(a\\)|mówi|говорит|пишет|написал|написала|сказал|"
    "より|のコメント|说|說|说道|diyor ki|dedi ki|säger|skriver|sier|siger|sanoo|napsal|írta|viết"
)
"""Verbs between a name and what was said."""

BY = (
    "posted by|postby|post by|beitrag von|comment by|comment from|commented by|written by|submitted by|by|from|"
    "geschrieben von|verfasst von|kommentar von|von|par|posté par|écrit par|commentaire de|rédigé par|"
    "publicado por|enviado por|escrito por|comentario de|por|postado por|scritto da|inserito da|"
    "geplaatst door|door|autor|автор|dodany przez|napisał|przez|投稿者|by user|user|author|gepostet von"
)
"""Words before a name."""

ON_WORDS = "on|at|am|um|le|el|em|il|op|dnia|à|às|a las|alle|om|el día|wrote on|said on|posted on"
"""Words between a name and a date that mean nothing on a line of their own."""

IN_WORDS = "in|dans|en|em|nel|w|в"
"""Words between the date of a topic and the name of its forum."""

ON = (
    "on|at|am|um|le|el|em|il|op|dnia|w|o|à|às|a las|alle|om|den|the|—|–|-|\\||·|•|»|,|/|"
    "posted|posted on|geschrieben|geschrieben am|wrote on|said on|verfasst am|el día|date|datum|"
    "a|la|del|ore|в|от|den|kl|uhr"
)
"""Words between a name and a date."""

ANONYMOUS = frozenset(
    [
        "anonymous",
        "anonym",
        "anonyme",
        "anónimo",
        "anônimo",
        "anonimo",
        "anoniem",
        "anonim",
        "аноним",
        "匿名",
        "guest",
        "gast",
        "invité",
        "invitado",
        "ospite",
        "gość",
        "гость",
        "名無しさん",
        "unknown",
        "nobody",
    ]
)
"""What stands where nobody signed; kept as the name that was written."""
