# ruff: noqa: E501 - a pattern or a list of words reads best unbroken.
"""Every regular expression of the parser, named for what it finds.

Each stands under an example line that it matches. None of them nests one unbounded
repetition in another, so that each takes linear time on any text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from archive.dumps.dates.words import AGO_AFTER, MONTHS, UNITS, WEEKDAYS
from archive.dumps.vocabulary.words import (
    AFTER_DISCUSSION,
    ALL,
    ANONYMOUS,
    BADGES,
    BUTTONS,
    BY,
    COMMENTS,
    FOLLOWERS,
    HIGHLIGHTS,
    IN_WORDS,
    ON,
    ON_WORDS,
    PAGES,
    REPLY_FORMS,
    REPLY_WORDS,
    SAYS,
)

# --- the door -------------------------------------------------------------------------

# "first line\r\nsecond line\rthird line"
NEWLINE = re.compile(r"\r\n?")

# "Zero\x00width, \ufeffand \u202eturned round, \ufffeno character"
ODD_CHARACTER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ufdd0-\ufdef\ufeff\ufffd-\uffff\t]"
)

# --- the start of a line --------------------------------------------------------------

# "12. Cy writes:"
LIST_NUMBER = re.compile(r"(\d{1,5})\.(?:\s+|$)")

# "  12. " of "  12. Cy writes:", at the beginning of a line
SET_IN_NUMBER = re.compile(r" +(?P<digits>\d{1,5})\.(?=\s|$)")

# " 2019" of "22. Dezember 2019", " 14," of "22. Dezember 14, 11:07", but not " 24" of
# "6. May 24. Juni 2019"
YEAR_BEHIND_MONTH = re.compile(
    r"[.,]?\s*(?:(?:19|20)\d\d\b|['’]?\d\d\b(?![.,]?\s(?:\d{4}\b|[^\W\d_]{3})))"
)

# "## 12 Comments"
MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?=\S)")

# "**Ann** said _hello_ to `you`"
MARKDOWN_EMPHASIS = re.compile(r"\*\*|`|(?<![^\W_*])[*_](?=\S)|(?<=\S)[*_](?![^\W_*])")

# "22\. December 2019 \- 12\) and \*stars\*"
MARKDOWN_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")

# "[avatar-32.png] Ann says:" and the lines of a form, "Name ____________"
IMAGE_OR_FIELD = re.compile(
    r"\(BUTTON\)|\[\](?!\()|\[[\w.@%=&?;~-]{3,60}\](?!\()|\[\s{3,}\]|_{5,}|\[ \]|\( \)|\[_+\]"
)

_MONTH = "|".join(
    sorted((name for name in MONTHS if len(name) > 2 and name.isalpha()), key=len, reverse=True)
)

# any digit
DIGIT = re.compile(r"\d")
# " 27, 2011", " 27 at" of a date that may be glued to a name
DAY_AND_YEAR = re.compile(r"\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:\d{4}|at\b)", re.IGNORECASE)
# "6." of "Ann6. Juni 2015", "7 " of "Bart H.7 May"; the engine skips to digits
GLUED_DIGIT = re.compile(r"\d(?:(?<=[^\W\d]\d)|(?<=[^\W\d][.)]\d))\d*[\s./-]")
# "0194:14" of "August 06, 20194:14 pm"
LONG_HOUR = re.compile(r"\d{4}:\d\d")

# "コ": where characters that take two columns begin
WIDE_CHARACTER = re.compile("[\u1100-\U0010ffff]")
_WEEKDAY = "|".join(sorted((name for name in WEEKDAYS if len(name) > 4), key=len, reverse=True))
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_AGO = "|".join(sorted(AGO_AFTER, key=len, reverse=True))

# "AnnOctober 27, 2011 at 5:39 AM": before the month
GLUED_MONTH = re.compile(
    rf"(?<=[^\W\d_])(?=(?-i:[^\W\d_a-z])[^\W\d_]{{2,11}}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:\d{{4}}|at\b))(?=(?:{_MONTH})\b)",
    re.IGNORECASE,
)

# "Ann6. Juni 2015", "Ann 2 Badge11 June 2015": before the day
# but not in "Ann99 August 9, 2021"
GLUED_NAMED_DAY = re.compile(
    rf"(?<=[^\W\d_])(?=(?:0?[1-9]|[12]\d|3[01])\.?\s(?:{_MONTH})\b(?!\.?\s\d{{1,2}}\b))",
    re.IGNORECASE,
)
# "Ann55518.10.19", a name that ends with digits: before the two of the day
GLUED_TO_DIGITS = re.compile(
    r"\b([^\W\d_]\w{0,30}?\d)(?=(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.(?:\d\d|(?:19|20)\d\d)\b)"
    r"|\b([^\W\d_]\w{0,30}?\d)(?=(?:0[1-9]|[12]\d|3[01])([/-])(?:0[1-9]|[12]\d|3[01])\3(?:19|20)\d\d\b)"
)
# "Ann6/13/2004", "Bart H.15-01-2021", "Ann2008-11-24": before a date of numbers
GLUED_NUMBERS = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[^\W\d_][.)]))"
    r"(?=\d{1,2}([/-])\d{1,2}\1(?:\d{4}|\d\d)(?!\d)|(?:19|20)\d\d([/-])\d\d?\2\d\d?(?!\d))"
)


def _by_first_letter(words: Iterable[str]) -> str:
    """Join words so that the engine tries only those that begin with the letter at hand."""
    groups = itertools.groupby(sorted(words), key=lambda word: word[0])
    rests = [(first, "|".join(word[1:] for word in group)) for first, group in groups]
    return "|".join(f"{first}(?:{rest})" for first, rest in rests)


# "martedì, " in "annamartedì, 25 luglio 2006", in lower case: most rows name no weekday at all
WEEKDAY_NAME = re.compile(rf"(?:{_by_first_letter(_WEEKDAY.split('|'))}),?\s")
# "Annamartedì, 25 luglio 2006", "AnnMonday, June 4": before the weekday
GLUED_WEEKDAY = re.compile(
    rf"(?:(?<=[^\W\d_])|(?<=[^\W\d_][.)]))(?=(?:{_WEEKDAY}),?\s(?:\d{{1,2}}|{_MONTH})\b)",
    re.IGNORECASE,
)
# "Ann3 hours ago": before the number
GLUED_AGO = re.compile(
    rf"(?:(?<=[^\W\d_])|(?<=[^\W\d_][.)]))(?=\d{{1,2}}\s(?:{_UNIT})\s(?:{_AGO})\b)", re.IGNORECASE
)
# "Anna day ago", "Bertan hour ago": before "a" and "an", which no day or hour goes without
GLUED_ONE_AGO = re.compile(
    r"(?<=[^\W\d_]{2})(?=(?:a (?:second|minute|day|week|month|year)|an hour) ago\b)"
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
    rf"\W*(?:(?:{ALL})\s+)?"
    rf"(?:(?P<before>\d{{1,3}}(?:[.,  ]\d{{3}})+|\d{{1,7}})\s*(?:reader |user |条|件の?|leser-?)?)?\s*"
    rf"(?:{COMMENTS})(?![^\W\d_])(?P<rest>.*)",
    re.IGNORECASE,
)

# "3 Reply by Ann", before a date: the head of the third comment, and no count
SIGNED_COUNT = re.compile(rf"\W*\d{{1,5}}\W+[^\W\d_]+\s(?:{BY})\s", re.IGNORECASE)

# "Top comments", "Kommentare mit den höchsten Bewertungen", in lower case
HIGHLIGHTS_HEADING = re.compile(rf"\W*(?:{HIGHLIGHTS})\W*")

# "“A title” への12件のフィードバック"  "A title: 12 комментариев"  "《A title》上有12条评论"
TITLED_COUNT = re.compile(
    rf".{{3,}}[»”\"」』》“’:]\s*(?:への|上有|有|üzerine|bejegyzéshez|에 대한|on|da)?\s*"
    rf"(?P<count>\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,6}})\s*(?:件の|条|條|則|个|個|개의)?\s*(?:{COMMENTS})\W*",
    re.IGNORECASE,
)

# "”" of "“A title” への12件のフィードバック"
TITLE_END = re.compile('[»”"」』》“’:]')

# "Recent comments"  "Neueste Kommentare", beside an article: the newest of the whole site
RECENT = re.compile(
    r"\W*(?:recent|latest|newest|neue(?:ste)?|letzte|derniers|récents|últimos|ultimi|laatste|recente|"
    r"najnowsze|ostatnie|последние|свежие|senaste|seneste|siste|son|最近の|最新)\b",
    re.IGNORECASE,
)

# "„What a day.“", a whole row in quotation marks
MARKS = re.compile('[„“"«»‚‘][^„“”"«»]{2,}[“”"«»’‘]')

# " (24)"  ": 24"  " [1,024]"  "24"
COUNT_AFTER = re.compile(
    r"\s*[:\[(（—–|-]?\s*(\d{1,3}(?:[.,  ]\d{3})+|\d{1,7})\s*(?:件|条)?[\])）:.»]?"
)

# "leave a reply cancel reply", in lower case
REPLY_FORM = re.compile(rf"\W*(?:{REPLY_FORMS})")

# "related posts", in lower case
AFTERWORD = re.compile(rf"\W*(?:{AFTER_DISCUSSION})")

# "Loading comments …"  "Kommentare werden geladen..."
STATUS = re.compile(rf"(?:\w+\s){{0,3}}\b(?:{COMMENTS})\b[^.!?]{{0,30}}(?:\.\.\.|…)", re.IGNORECASE)

# "{{ day }}.{{ month }}.": what a script would have filled
TEMPLATE = re.compile(r"\{\{.*\}\}")

# "Copyright 2012 The Daily Lamp. All rights reserved."
RIGHTS = re.compile(r"\bcopyright\b|\brights reserved\b|\brechte vorbehalten\b", re.IGNORECASE)

# "reply"  "antworten ↓"  "reply | report abuse | link to this", in lower case
BUTTON_ROW = re.compile(rf"\W*(?:{BUTTONS})(?:[\s|·•,/↓↑()\d]+(?:{BUTTONS}))*[\s|·•.,/↓↑()\d»]*")

# "2 likes 1 share"  "0 fans"  "3 antworten"  "followers 0", in lower case
COUNTER_ROW = re.compile(
    rf"\W*(?:{FOLLOWERS})\s+\d+\W*|"
    r"\W*(?:\d[\d.,]*k?\s(?:likes?|shares?|points?|votes?|stimmen?|fans?|replies|antworten|upvotes?|"
    r"downvotes?|me gusta|j'aime|людям|лайк\w*|thanks|posts?|comments?|beiträge)\W*){1,4}"
)

# "Newest | Oldest | Top rated"  "(Linear | Thread)": ways to see a discussion, side by side
CHOICES = re.compile(r"\(?[^|.!?]{2,25}(?:\s?\|\s?[^|.!?]{2,25}){1,6}\)?")

FOLD_WORDS = (
    r"click to (?:expand|show)|continue (?:this|the) thread|(?:load|show|view|see) (?:more|all|\d+) (?:\d+ )?(?:more )?(?:comments|replies|answers)|\d+ more repl(?:y|ies)|(?:show|read|see|view) more|mehr (?:anzeigen|lesen)|zum vergrößern|"
    r"lire la suite|voir plus|leer más|ver más|leggi (?:tutto|di più)|lees meer|czytaj więcej|"
    r"(?:user |profile )?avatar|user|profile(?: picture)?|photo|gravatar|benutzerbild|profilbild|image|"
    r"развернуть|раскрыть ветвь(?: \d+)?|читать дальше|もっと見る|展开"
)
# "click to expand...", in lower case
FOLD = re.compile(rf"\W*(?:{FOLD_WORDS})\W*")

# "says:"  "schreibt am"
SAYS_AT_END = re.compile(rf"(?:^|(?<=\s))(?:{SAYS})\s*[:.,]*$", re.IGNORECASE)

# Not "AM", which belongs to a clock.
_HINGES = "|".join(
    sorted({form for word in ON_WORDS.split("|") for form in (word, word.capitalize())})
)

# ", at 2:35 PM"  ")."  "— May 5, 2015"  "said:": no line begins so
LINE_GOES_ON = re.compile(
    rf",\s|[.;:!?)\]}}、。）」』](?:\s|$)|[–—]\s*\S|[)\]」』]\s?\W|(?:{SAYS})$|(?i:{SAYS})\s*:$"
)

# "posted by"  "Comment by:"  "7 thoughts on “"  "By Ann, at"  "By Ann,"  "May 5 in": no line ends so
LINE_BEGUN = re.compile(
    rf"^\W*(?:{BY})\s?:?$|\S\s[“„«‘]$|(?:^|\s)[(\[{{@]$|[「『（]$|^\W*(?:{BY})\s[^!?]{{2,60}}[^\d\s]\s(?-i:{_HINGES})$|^(?-i:{_HINGES})$|"
    rf"^\W*\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d,$|^\W*(?:{BY})\s[^!?]{{2,60}},$|\d,?\s(?:{IN_WORDS})$|^(?:pingback|trackback)\s?:$",
    re.IGNORECASE,
)

# "By Ann" over ",", where a date follows
SIGNED_BY = re.compile(rf"\W*(?:{BY})\s[^!?.,]{{2,60}}", re.IGNORECASE)

# ", " and "in" around the date of "By Ann, May 5, 2015 in Town"
OF_TOPIC = re.compile(rf"\W*(?:{BY})\s.{{2,60}}", re.IGNORECASE)
IN_TOPIC = re.compile(rf"[,\s]*(?:{IN_WORDS})(?:\s|$)")

# "in" under the date of a topic, over the name of its forum
IN_FORUM = re.compile(IN_WORDS, re.IGNORECASE)

# "7 thoughts on “A title" over "”"
QUOTE_OPEN = re.compile(r"\s[“„«‘][^“”„«»‘’]{1,200}$")
CLOSING_QUOTE = re.compile(r"[”“»’]")

# "on" over a date, where the time stands above it
HINGE = re.compile(_HINGES)

# "May 5, 2015 2:35 PM" over ","
CLOCK_AT_END = re.compile(
    r"(?:\d[:.]\d\d|[ /.-](?:19|20)\d\d|\d\s?[ap]\.?m\.?)(?:\s(?:[ap]\.?m\.?|uhr|h))?$",
    re.IGNORECASE,
)

# "Posted by: "
BY_AT_START = re.compile(rf"^(?:{BY})(?:\s*:\s*|\s+)", re.IGNORECASE)

# " on"  " —"  " am"
ON_AT_END = re.compile(rf"(?:(?<=\s)|^)(?:{ON})\s*[:,]?$")

# "Anon replied to comment from Bob"  "Ann in reply to Bob"  "antwortet auf Bob"
IN_REPLY_TO = re.compile(
    r"(?P<who>.*?)\s*\(?\b(?:in (?:reply|response) to|replied to(?: (?:a )?comment (?:from|by))?|replying to|"
    r"responding to|antwort(?:et|ete)? (?:auf|an)|als antwort auf|en réponse à|a répondu à|"
    r"en respuesta a|respondiendo a|em resposta a|respondeu a|in risposta a|risponde a|"
    r"als antwoord op|als reactie op|w odpowiedzi na|в ответ на)\s+(?P<whom>[^()]+(?:\([^()]*\)[^()]*)*)\)?",
    re.IGNORECASE,
)

# "24 comments" inside "by ann | may 5, 2015 | 24 comments"; "comments: 24", in lower case
COUNT_MENTION = re.compile(
    rf"(?<![\w.,:/])(?:(?P<before>\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,6}})\s?\W?\s?(?:{COMMENTS})(?![^\W\d_])|"
    rf"(?:{COMMENTS})\s?[:(\[]\s?(?P<after>\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,6}})(?![\w/:.]))"
)

# "91 Postings", "Opinions of readers (91)": a number and a few words, in whatever language
ANY_COUNT = re.compile(
    r"\W*(?P<before>\d{1,6})\s[^\W\d_]{3,}(?:\s[^\W\d_]+)?\W*|"
    r"\W*[^\W\d_]{3,}(?:\s[^\W\d_]+){0,2}\s?[:(\[]\s?(?P<after>\d{1,6})\s?[)\]]?\W*"
)

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
# It begins with the digit and looks back over it: that lets the engine skip to digits.
HEAD_LINE = re.compile(r"\d(?:\d?[:.]\d{2}(?!\d)|(?<!\d\d)(?:(?<=1)9|(?<=2)0)\d{2}(?!\d))")

# "━━━━━━━━━━━━": a line that is drawn across the page, one sign again and again
RULE = re.compile(r"\s*([━─—–_=*~#+.-])\1{9,}\s*")

# "---|---": the line of a Markdown table below its first row
TABLE_RULE = re.compile(r"---(?:\|---)*\s*")

# "| " of "Ann| Posted", but not of "Home | News"
TIGHT_BAR = re.compile(r"(?<=\S)\|(?:\s|$)")

# "| " of "Ann| Posted: May 5| A text": between two cells of it
CELL_BAR = re.compile(r"\s?\|(?:\s+|$)")

# "         " of "Ann         Posted: May 5": two tabs between two cells, expanded
CELL_TABS = re.compile(r"(?<=\S) {9,16}(?=\S)")

# "┌────┬────┐": a line of a box that holds no cell
BOX_LINE = re.compile(r"[\s│┃]*[┌├└┏┠┣┗][─━┬┼┴┯┿┷┐┤┘┓┨┫┛┳╋┻]*[\s│┃]*")

# "Ann        " of "Ann        A text": the gutter between two cells
GUTTER = re.compile(r"(?<=\S)\s{2,}(?=\S)")

# "in the spring."  "Really?)"  "Nice 🙂", but not "Ann:"
STOP_AT_END = re.compile(r"[.!?…。！？)\"”“»\U0001F300-\U0001FAFF\u2600-\u27bf\ufe0f]\s*$")

_IN_REPLY = (
    r"(?:in (?:reply|response) to|replied to|replying to|reply to|antwort(?:et)? (?:auf|an)|als antwort auf|"
    r"en réponse à|réponse à|en respuesta a|em resposta a|in risposta a|als antwoord op|w odpowiedzi na|"
    r"в ответ на|ответ для|in antwoord op|reageert op|risponde a|responde a|respondeu a|répond à|odpowiedź do)\s+"
)

# "In reply to Bob"  "als Antwort auf Bob:"  a row of its own
IN_REPLY_ROW = re.compile(rf"\W*{_IN_REPLY}(?P<whom>.{{1,60}}?)\W*$", re.IGNORECASE)

# "In reply to #3"  "[message #12 is a reply to message #3]"  "Antwort auf Nr. 3"
IN_REPLY_NUMBER = re.compile(
    rf"\b{_IN_REPLY}(?:\w{{1,12}}\s)?(?:#|№\s?|(?:no|nr|n)[.°º]\s?)(?P<number>\d{{1,9}})\b",
    re.IGNORECASE,
)
# "回复 Ann"  "Annへの返信": a row of its own
IN_REPLY_CJK = re.compile(
    r"\W*(?:回复|回覆|回應|回应|返信先)[:：\s@]+(?P<whom>.{1,60}?)\W*|(?P<named>.{1,60}?)\s?(?:さん)?への返信\W*"
)

# "Reply"  "Antworten ↓"  "Reply to this post"
REPLY_BUTTON = re.compile(rf"\W*(?:{REPLY_WORDS})\W*", re.IGNORECASE)

# "… as I said. Reply ↓": where a wrapped line was joined with the button below it
REPLY_AT_END = re.compile(rf"[.!?)…:]\s(?:{REPLY_WORDS})\s?\W?$", re.IGNORECASE)

# "Reply | Report"
BUTTON_SEPARATOR = re.compile(r"\s*[|·•,/]\s*|\s{2,}")

# "Ann #12:"  "#12"  "@12": a comment of this page by its number
NUMBER_REFERENCE = re.compile(r"(?:#|@|№ ?|nr\. ?|no\. ?)(\d{1,5})\b", re.IGNORECASE)

# "> quoted"  "“quoted”"  ">>quoted"
QUOTE_SIGNS = re.compile(r"^[\s>»«“”„\"'‘’]+|[\s>»«“”„\"'‘’]+$")

# "1,307 views" and "-3 views" are both "0 views"
# It begins with the sign or digit and looks back over it: that lets the engine skip to these.
DIGITS = re.compile(r"[-+−\d](?:(?<=\d)|(?<!\w.)(?=\d))\d*(?:[.,:]\d+)*")

# between "Reply" and "2 replies" in "Reply · 2 replies"
LINK_SEPARATOR = re.compile(r"\s[·•|]\s")

# "anonymous" in "12. anonymous says:"
ANONYMOUS_WORD = re.compile("|".join(map(re.escape, sorted(ANONYMOUS))))

# "Anzeige": what stands in a row of its own over a picture that is sold
ADVERTISEMENT = re.compile(
    r"\W*(?:advertisements?|sponsored|anzeigen?|werbung|publicité|publicidad|publicidade|"
    r"pubblicità|advertentie|reklama|реклама|広告|广告)\W*",
    re.IGNORECASE,
)

# " (UTC)" behind the date that ends a signature
AFTER_SIGNING_DATE = re.compile(r"\W*(?:\(?[A-Z]{2,5}\)?)?\W*")

# "(talk)" in "Ann (talk)"
BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")

# the gap in "and nobody asks me. Ann", "as I said -- Ann"
SENTENCE_GAP = re.compile(r"(?<=[.!?…\"”»)])\s+(?=\S)|\s+[-–—]{1,2}\s?(?=\S)")

# "Dr." of "Dr. Field", which ends no sentence
TITLE_OF_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]{0,2}\.")

# "A.B." of "Ann A.B."
INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")

# "1969" of "ann 1969", "ann_77"
NUMBER_AT_END = re.compile(r"\d\d+$")

# "2003" of "January 2003"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

# "comments" in "24comments"
LETTER_WORD = re.compile(r"[^\W\d_]+")

# "says" in "Ann says:"
WORD = re.compile(r"\w+")

# any letter or digit
WORD_CHARACTER = re.compile(r"\w")

# each word of a text
WORDS = re.compile(r"\w+")

# "#12"  "(#3)"  "+5#1", behind its votes  "No. 5", but not "Mrs. Upton, No. 14", who lives there
COMMENT_NUMBER = re.compile(
    r"^[-+−]?\d+#\d+(?=\s)|\(?(?:#|(?<!, )(?:No|Nr)\.\s?|№\s?)\d+\)?|^\d+[.)]\s+"
)

# "« Reply #1 on:": words that count, with nothing like a name behind the number
WORDS_AND_NUMBER = re.compile(
    r"\W*(?P<words>[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+)?)\s#(?P<number>\d{1,6})(?:\W+[^\W\d_]{1,5})?\W*"
)

# "Ann (not verified)"  "Ann Posts: 120"  "Ann · Works at a mill": a name and what tells of it
NAME_AND_BRACKET = re.compile(
    r"(?P<name>.*[^\s(\[]) (?P<beside>\([^()\d]{2,30}\)|\[[^\[\]\d]{2,30}\])"
)
NAME_AND_COUNT = re.compile(r"(?P<name>.*\S) (?P<beside>[^\W\d_]{2,20}):\s?\d[\d.,]*")
NAME_AND_POST = re.compile(r"(?P<name>[^·]*[^\W\d_][^·]*?) · (?P<beside>.*[^\W\d_].*)")

# "Ann, member, Northmill": a name, and a rank, a trade or a town behind a comma
NAME_AND_TRAITS = re.compile(r"(?P<name>[^,]*[^\W\d_][^,]*?)\s?,\s?(?P<beside>[^,].*)")

# "12ann": the number of a comment run together with the name behind it
NUMBER_AND_NAME = re.compile(r"(?P<number>\d{1,5})(?P<name>[^\W\d_].*)")

# "Date: Sun, 14 Mar 2004": a line of the head of a message
DATE_LABEL = re.compile(r"\W*[^\W\d_]{2,12}\s?[:：]\s")

# " from comment #3" behind the name of whom somebody answers
OF_COMMENT = re.compile(
    r"\s(?:from|in|to|aus|in|dans|en|del?|do|из)\s(?:comment|kommentar|commentaire|comentario|comentário|commento|reactie|komentarza|комментария)\s?#?\d{1,5}\W*$",
    re.IGNORECASE,
)

# " <ann@example.org>" behind the name in the head of a message
MAIL_ADDRESS = re.compile(r"\s*[<(\[][^<>()\[\]\s@]+@[^<>()\[\]\s@]*[>)\]]")

# " (83.4.*.*)" behind the name of a guest: what a site shows of the address of a network
NETWORK_ADDRESS = re.compile(
    r"\s*[\[(](?:IP\s?[:-]?\s?)?\d{1,3}(?:\.(?:\d{1,3}|[*x]{1,3}|-)?){2,3}[)\]]", re.IGNORECASE
)

# "ID:aB3+dE9/"  "IP: 83.4.x.x": a code that tells somebody's answers of a day apart
USER_CODE = re.compile(r"\W*(?:ID|IP)\s?[:：]\s?\S+")

# "Ann ★★★": the signs of a rank;  "Ann 120": a bare count
NAME_AND_SIGNS = re.compile(r"(?P<name>.*[^\W_].*?) (?P<beside>[^\w\s.,;:!?'\"’()\[\]{}/-]+)")
NAME_AND_NUMBER = re.compile(r"(?P<name>.*[^\W\d_][^\s:]*)\s+\d[\d.,]*")

# "Ann→ Bob", "Ann @Bob": who answers whom, on one row
ANSWER_ARROW = re.compile(r"(?P<who>[^→➜➔▶►⇒]+)[→➜➔▶►⇒](?P<whom>[^→➜➔▶►⇒]+)")
MENTION_BEHIND = re.compile(r"(?P<who>[^@]+)\s@(?P<whom>[^@]+)")

# "Ann's", which "avatar" followed
GENITIVE = re.compile(r"(.+)['’]s")

# "Ann Ann", "george_44george_44" in "george_44george_44 Moderator": a picture's caption and the name
DOUBLED = re.compile(r"(.{5,40}?)\s?\1(?=\s|$)|(.{2,4}?)\s\2(?=\s|$)")

# "annann" in "annann Moderator": the same, or somebody's whole name, "lulu"
DOUBLED_SHORT = re.compile(r"(.{2,4}?)\1(?=\s|$)")

# "Ann avatar Ann", "Ann's picture Ann", "Ann avatar Ann edited": the caption of a picture and the name
CAPTIONED = re.compile(r"(.{2,40}?)(?:['’]s)?\s[^\W\d_]{3,12}\s\1(?:\s[a-z]{4,10})?")

# "https://example.org/x"  "www.example.org"
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")

# "Ann (mail)"  "Bob(m)"  "Cy ( www )"
NAME_TAG = re.compile(
    r"\s*\(\s?(?:e-?mail|mail|www|url|web|homepage|website|link|m|f|w|op|guest|gast)\s?\)|"
    r"\s*\[\s?[A-Z]\s?\]",
    re.IGNORECASE,
)

# "Ann Post author"  "Ann Moderator": a badge behind a name, but not "The Author"
BADGE_AT_END = re.compile(
    rf"(?<=[\w.)])(?<!^the)(?<!^der)(?<!^die)(?<!^le)(?<!^el)(?<!^o)(?<!^il)(?<!^site)(?<!^blog)(?:\s+|(?<=[^\x00-\u2fff])\s*)(?:{BADGES})$",
    re.IGNORECASE,
)

# "ann_b-2": a name of one word, as people sign in with
HANDLE = re.compile(r"[\w.-]+")

# between "ann" and "Badge", "annB" and "Badge": where one word may be two run together
HANDLE_END = re.compile(r"(?<=[a-z\d_-])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

# "author"  "(moderator)": a badge in a row of its own, in lower case
BADGE_ROW = re.compile(rf"\W*(?:{BADGES})\W*")

# "Ann Fieldmoderator"  "AnnSubscriber": a badge that is run together with a name
NAME_AND_BADGE = re.compile(
    rf"(?P<name>.{{2,}}[\w.)])(?P<badge>(?=[A-Z])(?i:{BADGES})|(?=\w{{6}})(?:{BADGES}))(?<=\w{{6}})"
)

# "[–]Dee 3 points"  "[+] Dee"
FOLD_SIGN = re.compile(r"^\[\s?[-–−+]\s?\]\s*")

# "Dee 4 points5 points"  "Dee 12 Likes"
SCORE_AFTER_NAME = re.compile(
    r"\s-?\d[\d.,]*\s(?:points?|punkte?|votes?|likes?|karma)(?![a-z]).*", re.IGNORECASE
)

# "(1) (2) (3) (Reply)"  "«1234567…24»"  "Page: 1 2 3 Next ›"  "Página 1 de 2"  "1-10 | 11-20 | Next"
PAGER = re.compile(
    rf"\W*(?:(?:{PAGES})\W*)?(?:"
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

# "posted by: ann", in lower case: a row that names who wrote, whatever stands behind the name
SIGNED_ROW = re.compile(rf"\W*(?:{BY})\s?:\s?\w")

# "ann says:"  "posted by: ann"  "geschrieben von ann am", in lower case
NAMED = re.compile(
    rf"(?:^|\s)(?:{SAYS})\s*:?\s*(?:$|(?={ON}\b))|^\W*(?:{BY})(?:\s*:|\s)|\b(?:{SAYS})\s*:\s*$"
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

# "joined: sun jan 3, 2010"  "last edited by ann on"  "zuletzt bearbeitet", in lower case
OTHER_DATE = re.compile(
    r"\b(?:join(?:ed)?|join date|registered|member since|registriert|registrierung|dabei seit|beigetreten|angemeldet seit|"
    r"inscrit|inscription|mitglied seit|membre depuis|miembro desde|membro desde|membro dal|data de registro|fecha de ingreso|registrado|iscritto|lid sinds|dołączył|rejestracja|регистрация|зарегистрирован|"
    r"(?:last )?edited|updated|modified|bearbeitet|geändert|aktualisiert|modifié|editado|modificato|bewerkt|"
    r"изменено|отредактировано|last (?:seen|visit|activity|post)|active(?=\W*$)|start date|published|veröffentlicht|publié le)\b"
)

_OTHER_LABELS = (
    r"join(?:ed|ing date)?(?: on)?|join(?:ed)? date|date joined|(?:member|user) since|registration date|registered(?: on| since)?|mitglied seit|dabei seit|beigetreten|"
    r"registriert(?: seit| am)?|registrierungsdatum|angemeldet seit|date d[’']inscription|inscrit(?:e)?(?: le| depuis)?|inscription|membre depuis|"
    r"fecha de (?:ingreso|registro|inscripción)|miembro desde|registrado(?: (?:en|el|desde))?|data de registro|membro desde|registrado em|"
    r"iscritto (?:dal|il)|registrato(?: (?:dal|il))?|data registrazione|membro dal|lid sinds|lid geworden|geregistreerd(?: op)?|dołączył\w*|rejestracja|"
    r"data rejestracji|регистрация|зарегистрирован\w*|дата регистрации|注册(?:时间|日期)|加入(?:时间|日期)|登録日|"
    r"blev medlem|gick med|medlem (?:sedan|siden|fra)|liittynyt|csatlakozott|katılım(?: tarihi)?|üyelik tarihi|"
    r"last (?:seen|visit|activity)|(?:last )?active|last (?:post|message|reply)|letzter beitrag|letzte antwort|dernier message|dernière réponse|último mensaje|ultimo messaggio|laatste bericht|"
    r"(?:last|zuletzt) (?:edited|modified|updated|bearbeitet|geändert)(?: by| von)?.{0,40}|dernière (?:édition|modification).{0,40}|"
    r"última (?:edición|edição|modificación).{0,40}|ultima modifica.{0,40}|laatst bewerkt.{0,40}|ostatnio edytowan[eay].{0,40}|"
    r"последнее редактирование.{0,40}"
)
# "Start date:"  "Erstellt am": when a thread began, where a page says so once
START_LABEL = re.compile(
    r"^\W*(?:thread start(?:ed|er)?|start(?:ing)? date|beginndatum|startdatum|erstellt am|date de début|"
    r"fecha de inicio|data (?:d[’'])?inizio|data de início|data rozpoczęcia|дата начала)\W*$",
    re.IGNORECASE,
)

# "From: Northmill"  "Posts: 120": a row of a member's card
CARD_LABEL = re.compile(r"\W*[^\W\d_][^:.!?]{1,24}:\s?\S.{0,39}")

# "Joined:"  "Mitglied seit"  "Last edited by Ann:", and nothing else before a date or in the row above it
OTHER_DATE_LABEL = re.compile(rf"^\W*(?:{_OTHER_LABELS})\W*$", re.IGNORECASE)

# "Pingback: Another site"  "[…] as the Daily Lamp wrote […]"
PINGBACK = re.compile(
    r"\W*(?:pingback|trackback|ping-?back (?:von|by|from))\b|\[(?:\.\.\.|…)\]\s", re.IGNORECASE
)

# "Pingback: Another site": a row that is no text of the comment above it
PINGBACK_ROW = re.compile(r"(?:pingback|trackback)\s?:\s", re.IGNORECASE)
