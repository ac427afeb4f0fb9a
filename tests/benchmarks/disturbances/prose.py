"""Other words in the texts, and in what stands the same beside every one of them."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

from archive.dumps.dates.words import AGO_AFTER, AGO_BEFORE, DAY_WORDS, MONTHS, UNITS, WEEKDAYS
from tests.benchmarks.disturbances.edits import Disturbed, Edit, rewritten, with_comments
from tests.benchmarks.disturbances.located import Located, Span, dates_of, name_pattern

_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_VOCABULARY = (
    "a i so we it is no he my up if us the and you for her our saw not was but had who few pot "
    "lamp road then some they went with told when over much rain door salt walk coin near with "
    "after never under would could grain river bread mayor about where other while quiet field "
    "bridge mostly winter people things always before doctor garden letter silver though beyond "
    "nothing another cottage harbour morning weather village because thought perhaps quarrel "
    "together mountain children question customer somewhat everyone although umbrella afternoon "
    "carpenter reasoning neighbour sometimes certainly newspaper blacksmith everything "
    "considered undoubtedly surprisingly unfortunately conversation straightforward"
).split()

_ONSETS = "b br d dr f fl g gl h k kl l m n p pl r s st t tr v z".split()
_NUCLEI = "a e i o u ai ou ea".split()


def reword_bodies(page: Located, rng: Random) -> Disturbed | None:
    """Replace each word of the texts by another of about its length; names and digits stay.

    One word becomes the same one everywhere, so that a quotation stays one.
    """
    kept = {w for c in page.comments for w in _LETTERS.findall(c["author"] or "")}
    by_length: dict[int, list[str]] = {}
    for word in _VOCABULARY:
        by_length.setdefault(len(word), []).append(word)
    given: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word in kept or not word.isascii():
            return word
        key = word.casefold()
        if key not in given:
            lengths = sorted(by_length, key=lambda length: abs(length - len(key)))
            given[key] = rng.choice(by_length[lengths[0]])
        new = given[key]
        return new.capitalize() if word[0].isupper() else new

    edits = [
        Edit(start, end, _LETTERS.sub(other, page.text[start:end])) for start, end in page.bodies
    ]
    truth = with_comments(page.truth, lambda c: {"body": _LETTERS.sub(other, c["body"])})
    return rewritten(page.text, edits), truth


TRANSLATIONS = {
    "reply": ("Antworten", "Répondre", "Responder", "Ответить", "Reageer"),
    "antworten": ("Reply", "Répondre", "Responder", "Ответить", "Reageer"),
    "says": ("sagt", "dit", "dice", "говорит", "zegt"),
    "said": ("schrieb", "a écrit", "dijo", "написал", "schreef"),
    "sagt": ("says", "dit", "dice", "говорит", "zegt"),
    "wrote": ("schrieb", "a écrit", "escribió", "написал", "schreef"),
    "permalink": ("Permalien", "Direktlink", "Enlace", "Ссылка", "Permalink"),
    "like": ("Gefällt", "Aimer", "Gusta", "Нравится", "Leuk"),
    "report": ("Melden", "Signaler", "Denunciar", "Пожаловаться", "Rapporteer"),
    "share": ("Teilen", "Partager", "Compartir", "Поделиться", "Delen"),
    "quote": ("Zitieren", "Citer", "Citar", "Цитировать", "Citeer"),
    "posted": ("Geschrieben", "Posté", "Publicado", "Написано", "Geplaatst"),
    "by": ("von", "par", "por", "от", "door"),
    "comment": ("Kommentar", "Commentaire", "Comentario", "Комментарий", "Reactie"),
    "link": ("Verweis", "Lien", "Enlace", "Ссылка", "Koppeling"),
    "flag": ("Melden", "Signaler", "Denunciar", "Жалоба", "Meld"),
    "edit": ("Bearbeiten", "Modifier", "Editar", "Изменить", "Bewerken"),
    "delete": ("Löschen", "Supprimer", "Borrar", "Удалить", "Verwijder"),
    "anonymous": ("Anonym", "Anonyme", "Anónimo", "Аноним", "Anoniem"),
    "posts": ("Beiträge", "Messages", "Mensajes", "Сообщений", "Berichten"),
    "beiträge": ("Posts", "Messages", "Mensajes", "Сообщений", "Berichten"),
    "joined": ("Registriert", "Inscrit", "Registrado", "Регистрация", "Lid"),
}

ALWAYS = 0.9


def reword_furniture(page: Located, rng: Random, *, translated: bool) -> Disturbed | None:
    """Replace each word that stands in nearly every gap, by a translation or an invented one."""
    heads = page.heads()
    taken = _signed(page)
    found = [_words(page, head, taken) for head in heads]
    inner = {shape for head in heads[1:-1] for shape in _line_shapes(page, head, taken).values()}
    for side in (0, -1):
        # What belongs to a form, or to the article, stays as it is.
        shapes = _line_shapes(page, heads[side], taken)
        found[side] = [
            (word, span)
            for word, span in found[side]
            if shapes.get(page.text.rfind("\n", 0, span[0])) in inner
        ]
    counts = Counter(word for words in found[1:-1] for word in {word for word, _ in words})
    constant = {w for w, n in counts.items() if n >= ALWAYS * (len(heads) - 2)}
    if translated:
        constant &= TRANSLATIONS.keys()
    if len(heads) < 5 or not constant:
        return None
    language = rng.randrange(5)
    given = {
        word: TRANSLATIONS[word][language] if translated else invented(word, rng)
        for word in sorted(constant)
    }
    edits = []
    for words in found:
        for word, span in words:
            if word in given:
                old = page.text[slice(*span)]
                new = given[word]
                edits.append(Edit(*span, new if translated or old.islower() else new.capitalize()))
    return rewritten(page.text, edits), page.truth


def _signed(page: Located) -> list[Span]:
    """Give where names and dates stand between the texts."""
    names = {c["author"] for c in page.comments if c["author"]}
    pattern = "|".join(map(name_pattern, sorted(names, key=len, reverse=True)))
    spans = [match.span() for match in re.finditer(pattern, page.text)] if names else []
    return spans + (dates_of(page) or [])


_BOUND = re.compile(
    r"(?i)(?:[年月日時分点秒]|at|on|um|uhr|am|pm|le|à|the|a|an|to|auf|zu|in|re|aw|votes?|points?|zitat|ago|from)$"
)
"""What may belong to a date, an answer or a count stays."""

_DATED = {*MONTHS, *WEEKDAYS, *UNITS, *AGO_AFTER, *AGO_BEFORE, *DAY_WORDS}


def _words(page: Located, head: Span, taken: list[Span]) -> list[tuple[str, Span]]:
    return [
        (match[0].casefold(), match.span())
        for match in _LETTERS.finditer(page.text, *head)
        if not any(start < match.end() and match.start() < end for start, end in taken)
        and not _BOUND.match(match[0])
        and match[0].casefold() not in _DATED
        and not page.text[: match.start()].endswith("in ")
    ]


def _line_shapes(page: Located, head: Span, taken: list[Span]) -> dict[int, str]:
    """Give what of each line is no name or date, by the place of the newline above it."""
    shapes: dict[int, str] = {}
    for match in re.finditer(r"[^\n]+", page.text[slice(*head)]):
        start, end = head[0] + match.start(), head[0] + match.end()
        line = [
            char
            for place, char in enumerate(page.text[start:end], start)
            if char.isalpha() and not any(one <= place < other for one, other in taken)
        ]
        shapes[page.text.rfind("\n", 0, start)] = "".join(line)
    return shapes


def invented(word: str, rng: Random) -> str:
    made = ""
    while len(made) < min(len(word), 9):
        made += rng.choice(_ONSETS) + rng.choice(_NUCLEI)
    return made + rng.choice("nrlst")
