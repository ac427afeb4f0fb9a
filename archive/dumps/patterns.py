# ruff: noqa: E501 - a pattern or a list of words reads best unbroken.
"""Every regular expression of the parser, named for what it finds.

Each stands under an example line that it matches. None of them nests one unbounded
repetition in another, so that each takes linear time on any text.
"""

from __future__ import annotations

import re

from archive.dumps.date_words import MONTHS
from archive.dumps.words import (
    AFTER_DISCUSSION,
    BADGES,
    BUTTONS,
    BY,
    COMMENTS,
    ON,
    REPLY_FORMS,
    SAYS,
)

# --- the door -------------------------------------------------------------------------

# "first line\r\nsecond line\rthird line"
NEWLINE = re.compile(r"\r\n?")

# "Zero\x00width, \ufeffand \u202eturned round"
ODD_CHARACTER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd\t]"
)

# --- the start of a line --------------------------------------------------------------

# "12. Cy writes:"
LIST_NUMBER = re.compile(r"(\d{1,5})\.(?:\s+|$)")

# "## 12 Comments"
MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?=\S)")

# "**Ann** said _hello_ to `you`"
MARKDOWN_EMPHASIS = re.compile(r"\*\*|`|(?<![^\W_*])[*_](?=\S)|(?<=\S)[*_](?![^\W_*])")

# "22\. December 2019 \- 12\) and \*stars\*"
MARKDOWN_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")

# "[avatar-32.png] Ann says:" and the lines of a form, "Name ____________"
IMAGE_OR_FIELD = re.compile(
    r"\(BUTTON\)|\[[\w.@%=&?;~-]{3,60}\](?!\()|\[\s{3,}\]|_{5,}|\[ \]|\( \)|\[_+\]"
)

_MONTH = "|".join(
    sorted((name for name in MONTHS if len(name) > 2 and name.isalpha()), key=len, reverse=True)
)

# "AnnOctober 27, 2011 at 5:39 AM": before the month
GLUED_MONTH = re.compile(
    rf"(?<=[^\W\d_])(?=(?-i:[^\W\d_a-z])[^\W\d_]{{2,11}}\.?\s\d{{1,2}},?\s(?:\d{{4}}|at\b))(?=(?:{_MONTH})\b)",
    re.IGNORECASE,
)

# "Ann6. Juni 2015", "Ann 2 Badge11 June 2015": before the day
GLUED_NAMED_DAY = re.compile(rf"(?<=[^\W\d_])(?=\d{{1,2}}\.?\s(?:{_MONTH})\b)", re.IGNORECASE)
# "Ann55518.10.19", a name that ends with digits: before the two of the day
GLUED_TO_DIGITS = re.compile(
    r"\b([^\W\d_]\w{0,30}?\d)(?=(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.(?:\d\d|(?:19|20)\d\d)\b)"
)
# "Ann28.09.19": before the day;  "August 06, 20194:14 pm", "28.09.1913:39": before the hour
GLUED_DAY = re.compile(r"(?<=[^\W\d_])(?=\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4}))")
GLUED_CLOCK = re.compile(
    r"(?<=[\s,.](?:19|20)\d\d)(?=\d{1,2}:\d\d)|(?<=\d\d\.\d\d\.(?:19|20)\d\d)(?=\d{1,2}:\d\d)|"
    r"(?<=\d\d\.\d\d\.\d\d)(?=\d\d:\d\d)"
)

# --- words, in any of the languages of words.py ---------------------------------------

# "24 Comments"  "Kommentare (5):"  "12 Responses to “A title”"  "コメント 3 件"
DISCUSSION_HEADING = re.compile(
    rf"\W*(?:(?:all|alle|show|view|toutes?|tous|todos|wszystkie|vos|les|neueste|dieser artikel hat)\s+)?"
    rf"(?:(?P<before>\d{{1,3}}(?:[.,  ]\d{{3}})+|\d{{1,7}})\s*(?:reader |user |条|件の?|leser-?)?)?\s*"
    rf"(?:{COMMENTS})(?![^\W\d_])(?P<rest>.*)",
    re.IGNORECASE,
)

# "“A title” への12件のフィードバック"  "A title: 12 комментариев"  "《A title》上有12条评论"
TITLED_COUNT = re.compile(
    rf".{{3,}}[»”\"」』》“’:]\s*(?:への|上有|有|üzerine|bejegyzéshez|에 대한|on|da)?\s*"
    rf"(?P<count>\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,6}})\s*(?:件の|条|條|則|个|個|개의)?\s*(?:{COMMENTS})\W*",
    re.IGNORECASE,
)

# " (24)"  ": 24"  " [1,024]"  "24"
COUNT_AFTER = re.compile(
    r"\s*[:\[(（—–|-]?\s*(\d{1,3}(?:[.,  ]\d{3})+|\d{1,7})\s*(?:件|条)?[\])）:.»]?"
)

# "Leave a Reply Cancel reply"
REPLY_FORM = re.compile(rf"\W*(?:{REPLY_FORMS})", re.IGNORECASE)

# "Related posts"
AFTERWORD = re.compile(rf"\W*(?:{AFTER_DISCUSSION})", re.IGNORECASE)

# "Reply"  "Antworten ↓"  "Reply | Report Abuse | Link to this"
BUTTON_ROW = re.compile(
    rf"\W*(?:{BUTTONS})(?:[\s|·•,/↓↑()\d]+(?:{BUTTONS}))*[\s|·•.,/↓↑()\d»]*", re.IGNORECASE
)

# "2 Likes 1 Share"  "0 Fans"  "3 Antworten"
COUNTER_ROW = re.compile(
    r"\W*(?:\d[\d.,]*k?\s(?:likes?|shares?|points?|votes?|stimmen?|fans?|replies|antworten|upvotes?|"
    r"downvotes?|me gusta|j'aime|людям|лайк\w*|thanks|posts?|comments?|beiträge)\W*){1,4}",
    re.IGNORECASE,
)

# "Click to expand..."
FOLD = re.compile(
    r"\W*(?:click to (?:expand|show)|continue (?:this|the) thread|(?:load|show|view|see) (?:more|all|\d+) (?:\d+ )?(?:more )?(?:comments|replies|answers)|\d+ more repl(?:y|ies)|(?:show|read|see|view) more|mehr (?:anzeigen|lesen)|zum vergrößern|"
    r"lire la suite|voir plus|leer más|ver más|leggi (?:tutto|di più)|lees meer|czytaj więcej|"
    r"(?:user |profile )?avatar|user|profile(?: picture)?|photo|gravatar|benutzerbild|profilbild|image|"
    r"развернуть|читать дальше|もっと見る|展开)\W*",
    re.IGNORECASE,
)

# "says:"  "schreibt am"
SAYS_AT_END = re.compile(rf"(?:^|(?<=\s))(?:{SAYS})\s*[:.,]*$", re.IGNORECASE)

# "Posted by: "
BY_AT_START = re.compile(rf"^(?:{BY})(?:\s*:\s*|\s+)", re.IGNORECASE)

# " on"  " —"  " am"
ON_AT_END = re.compile(rf"(?:(?<=\s)|^)(?:{ON})\s*[:,]?$")

# "Anon replied to comment from Bob"  "Ann in reply to Bob"  "antwortet auf Bob"
IN_REPLY_TO = re.compile(
    r"(?P<who>.*?)\s*\(?\b(?:in (?:reply|response) to|replied to(?: (?:a )?comment (?:from|by))?|replying to|"
    r"responding to|antwort(?:et|ete)? (?:auf|an)|als antwort auf|en réponse à|a répondu à|"
    r"en respuesta a|respondiendo a|em resposta a|respondeu a|in risposta a|risponde a|"
    r"als antwoord op|als reactie op|w odpowiedzi na|в ответ на)\s+(?P<whom>[^)]+)\)?",
    re.IGNORECASE,
)

# "24 comments" inside "by Ann | May 5, 2015 | 24 comments"; "Comments: 24"
COUNT_MENTION = re.compile(
    rf"(?<![\w.,:/])(?:(?P<before>\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,6}})\s?\W?\s?(?:{COMMENTS})(?![^\W\d_])|"
    rf"(?:{COMMENTS})\s?[:(\[]\s?(?P<after>\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,6}})(?![\w/:.]))",
    re.IGNORECASE,
)

# "91 Postings": a number and a word or two, in whatever language
ANY_COUNT = re.compile(r"\W*(\d{1,6})\s[^\W\d_]{3,}(?:\s[^\W\d_]+)?\W*")

# "replied to"  "in reply to"  "replied to comment from": a row of its own
REPLY_PHRASE = re.compile(
    r"\W*(?:in (?:reply|response) to|replied to(?: (?:a )?comment from)?|replying to|responds? to|antwortet(?:e)?(?: auf| an)?|"
    r"en réponse à|a répondu à|en respuesta a|em resposta a|in risposta a|als antwoord op|w odpowiedzi na|в ответ на)\W*",
    re.IGNORECASE,
)

# "comment from Ann"
COMMENT_FROM = re.compile(
    r"^(?:comment|kommentar|commentaire|comentario) (?:from|by|von|de)\s+", re.IGNORECASE
)

# "Ann, 30.09.2015 16:52 [ reply ]": a line of a head, not of a paragraph
HEAD_LINE = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}(?!\d)")

# "In reply to Bob"  "als Antwort auf Bob:"  a row of its own
IN_REPLY_ROW = re.compile(
    r"\W*(?:in (?:reply|response) to|replied to|replying to|reply to|antwort(?:et)? (?:auf|an)|als antwort auf|"
    r"en réponse à|réponse à|en respuesta a|em resposta a|in risposta a|als antwoord op|w odpowiedzi na|"
    r"в ответ на|ответ для)\s+(?P<whom>.{1,60}?)\W*$",
    re.IGNORECASE,
)

# "1,307 views" and "-3 views" are both "0 views"
DIGITS = re.compile(r"(?:(?<!\w)[-+−])?\d+(?:[.,:]\d+)*")

# any letter or digit
WORD_CHARACTER = re.compile(r"\w")

# "#12"  "(#3)"  "No. 5", but not "Mrs. Upton, No. 14", who lives there
COMMENT_NUMBER = re.compile(r"\(?(?:#|(?<!, )(?:No|Nr)\.\s?|№\s?)\d+\)?|^\d+[.)]\s+")

# "annann" in "annann Moderator": a picture's caption and the name, run together
DOUBLED = re.compile(r"(.{2,40}?)\s?\1(?=\s|$)")

# "https://example.org/x"  "www.example.org"
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")

# "Ann (mail)"  "Bob(m)"  "Cy ( www )"
NAME_TAG = re.compile(
    r"\s*\(\s?(?:e-?mail|mail|www|url|web|homepage|website|link|m|f|w|op|guest|gast)\s?\)|"
    r"\s*\[[A-Z]\]",
    re.IGNORECASE,
)

# "Ann Post author"  "Ann Moderator": a badge behind a name, but not "The Author"
BADGE_AT_END = re.compile(
    rf"(?<=[\w.)])(?<!^the)(?<!^der)(?<!^die)(?<!^le)(?<!^el)(?<!^o)(?<!^il)(?<!^site)(?<!^blog)(?:\s+|(?<=[^\x00-\u2fff])\s*)(?:{BADGES})$",
    re.IGNORECASE,
)

# "[–]Dee 3 points"  "[+] Dee"
FOLD_SIGN = re.compile(r"^\[\s?[-–−+]\s?\]\s*")

# "Dee 4 points5 points"  "Dee 12 Likes"
SCORE_AFTER_NAME = re.compile(
    r"\s-?\d[\d.,]*\s(?:points?|punkte?|votes?|likes?|karma)(?![a-z]).*", re.IGNORECASE
)

# "(1) (2) (3) (Reply)"  "«1234567…24»"  "Page: 1 2 3 Next ›"  "Página 1 de 2"  "1-10 | 11-20 | Next"
PAGER = re.compile(
    r"\W*(?:(?:jump to|page|pages|página|páginas|seiten?|pagina|strona|страница|страницы)\W*)?(?:"
    r"\d{1,4}\s(?:of|de|von|van|di|z|из|/)\s\d{1,4}|\W*1\W{0,4}2\W{0,4}3\W{0,4}4.{0,60}|"
    r"\(?1\)?\s?[|,]?\s?\(?2\)?(?:\s?[|,]?\s?\(?3\)?.{0,60}|\W*(?:next|weiter|nächste|suivante?|siguiente|»|›)\W*.{0,20})|"
    r"1-\d+\s\|.{0,60})\W*",
    re.IGNORECASE,
)

# "That was it."  "Really?)"  "Nice 🙂"
SENTENCE_END = re.compile(r"[.!?…。！？)\"”“»:;\U0001F300-\U0001FAFF\u2600-\u27bf\ufe0f]\s*$")

# "Posted by: Ann on May 5, 2015"  "Kommentar von Bob — 5. Mai"
SIGNATURE = re.compile(
    r"\W*(?:posted|comment|written|submitted|left|geschrieben|verfasst|kommentar|posté|écrit|"
    r"commentaire|publicado|enviado|escrito|comentario|postado|comentário|scritto|inserito|geplaatst|dodany)"
    r"(?: by| from| von| par| de| por| da| door| przez)\b",
    re.IGNORECASE,
)

# "Ann says:"  "Posted by: Ann"  "geschrieben von Ann am"
NAMED = re.compile(
    rf"(?:^|\s)(?:{SAYS})\s*:?\s*(?:$|(?={ON}\b))|^\W*(?:{BY})(?:\s*:|\s)|\b(?:{SAYS})\s*:\s*$",
    re.IGNORECASE,
)

# "Ann said:"  "Ann: ↑"  "Zitat von Ann:": whom somebody quotes, in a row of its own
QUOTED = re.compile(
    rf"(?:(?:zitat von|quote from|originally posted by|citation de|envoyé par|cita de)\s+)(?P<of>.{{2,40}}?)\W*|"
    rf"(?P<whom>.{{2,40}}?)(?:\s(?:{SAYS})\s?:(?:\s*↑)?|:\s*↑)",
    re.IGNORECASE,
)

# "Likes: Ann and Bob": the label before what the theme fills in
LABEL = re.compile(r"([^\W\d_][\w ]{1,30}):\s")

# "AW: Windows 7"  "Re: Re[2]: Hello"
REPLY_PREFIX = re.compile(r"\b(?:re|aw|antw|sv|odp|rif|res)(?:\[\d+\])?\s?:\s*", re.IGNORECASE)

# "Joined: Sun Jan 3, 2010"  "Last edited by Ann on"  "zuletzt bearbeitet"
OTHER_DATE = re.compile(
    r"\b(?:join(?:ed)?|join date|registered|member since|registriert|registrierung|dabei seit|beigetreten|angemeldet seit|"
    r"inscrit|inscription|mitglied seit|membre depuis|miembro desde|membro desde|membro dal|data de registro|fecha de ingreso|registrado|iscritto|lid sinds|dołączył|rejestracja|регистрация|зарегистрирован|"
    r"(?:last )?edited|updated|modified|bearbeitet|geändert|aktualisiert|modifié|editado|modificato|bewerkt|"
    r"изменено|отредактировано|last (?:seen|visit|activity|post)|start date|published|veröffentlicht|publié le)\b",
    re.IGNORECASE,
)

_OTHER_LABELS = (
    r"join(?:ed|ing date)?|join(?:ed)? date|date joined|member since|registration date|mitglied seit|dabei seit|beigetreten|"
    r"registriert seit|registrierungsdatum|angemeldet seit|date d[’']inscription|inscrit(?:e)?(?: le| depuis)?|inscription|membre depuis|"
    r"fecha de (?:ingreso|registro|inscripción)|miembro desde|registrado (?:en|el|desde)|data de registro|membro desde|registrado em|"
    r"iscritto (?:dal|il)|data registrazione|membro dal|lid sinds|lid geworden|geregistreerd(?: op)?|dołączył\w*|rejestracja|"
    r"data rejestracji|регистрация|зарегистрирован\w*|дата регистрации|注册(?:时间|日期)|加入(?:时间|日期)|登録日|"
    r"blev medlem|gick med|medlem (?:sedan|siden|fra)|liittynyt|csatlakozott|katılım(?: tarihi)?|üyelik tarihi|"
    r"last (?:seen|visit|activity|active)|last (?:post|message|reply)|letzter beitrag|letzte antwort|dernier message|dernière réponse|último mensaje|ultimo messaggio|laatste bericht|thread start(?:ed|er)?|start(?:ing)? date|beginndatum|startdatum|erstellt am|date de début|"
    r"fecha de inicio|data (?:d[’'])?inizio|data de início|data rozpoczęcia|дата начала|"
    r"(?:last|zuletzt) (?:edited|modified|updated|bearbeitet|geändert)(?: by| von)?.{0,40}|dernière (?:édition|modification).{0,40}|"
    r"última (?:edición|edição|modificación).{0,40}|ultima modifica.{0,40}|laatst bewerkt.{0,40}|ostatnio edytowan[eay].{0,40}|"
    r"последнее редактирование.{0,40}"
)
# "Joined:"  "Mitglied seit"  "Last edited by Ann:", and nothing else before a date or in the row above it
OTHER_DATE_LABEL = re.compile(rf"^\W*(?:{_OTHER_LABELS})\W*$", re.IGNORECASE)

# "Pingback: Another site"  "[…] as the Daily Lamp wrote […]"
PINGBACK = re.compile(
    r"\W*(?:pingback|trackback|ping-?back (?:von|by|from))\b|\[(?:\.\.\.|…)\]\s", re.IGNORECASE
)
