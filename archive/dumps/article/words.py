"""The words around an article, in a dozen languages, as flat tables and patterns on them."""

from __future__ import annotations

import re

from archive.dumps.vocabulary.alternatives import openings
from archive.dumps.vocabulary.words import AFTER_DISCUSSION, COMMENTS, REPLY_FORMS

_FURNITURE_WORDS = (
    "subscribe subscription newsletter login register registered comment comments cookie "
    "cookies privacy advertisement advertise advertising sponsored search menu navigation "
    "contact archive archives categories rss feed feeds email e-mail facebook twitter follow "
    "share sharing click views replies reply post posts posted member members join joined "
    "forum forums download app watch loading javascript browser copyright log sign "
    "anmelden registrieren abonnieren kommentar kommentare suche datenschutz werbung anzeige "
    "teilen connexion inscription s'abonner abonnement abonnez-vous commentaire commentaires "
    "recherche publicité partager suscribirse suscríbete comentario comentarios buscar "
    "publicidad compartir accedi iscriviti commenti cerca zaloguj komentarze szukaj reklama "
    "войти комментарии поиск inloggen reacties zoeken"
)
FURNITURE = frozenset(_FURNITURE_WORDS.split())
"""Words on what is clicked rather than read: "Subscribe to our newsletter", "Forum rules"."""

_CHROME_WORDS = (
    "account activity advanced cookies faq filter guest guests help home jump language latest "
    "logged login! logout messages new password profile rules search services sort sticky "
    "threads topics trending unread user username visitors welcome "
    "benutzer benutzername hilfe kennwort neue passwort profil themen willkommen "
    "aide bienvenue compte identifiant mot passe profil rechercher "
    "ayuda contraseña cuenta perfil temas usuario"
)
CHROME = FURNITURE | frozenset(_CHROME_WORDS.split())
"""Words of menus and forms. One may stand in a title; a line of several is a menu."""

_TAG_LABELS = (
    "tags?|tagged(?: (?:with|as|in|under))?|labels?|keywords?|schlag(?:wörter|worte|wort)|"
    "stichw(?:örter|orte|ort)|verschlagwortet mit|mots[- ]clés?|étiquettes?|etiquetas?|"
    "palabras clave|palavras-chave|marcadores|parole chiave|etichette|trefwoorden|tagi|"
    "słowa kluczowe|метки|теги|ключевые слова|タグ|标签|標籤|etiketler|etiketter|nyckelord|"
    "štítky|emneord|(?:topics?|themen|temas?|thèmes?|argomenti|onderwerpen|tematy|темы)(?=\\s*:)"
)
_CATEGORY_LABELS = (
    "filed (?:under|in)|posted in|published in|categor(?:y|ies)|kategorien?|"
    "veröffentlicht (?:in|unter)|abgelegt unter|einsortiert unter|rubrik|catégories?|"
    "classé dans|publié dans|categorías?|publicado e[nm]|categorias?|categorie|pubblicato in|"
    "categorieën|geplaatst in|kategorie|opublikowano w|рубрик[аи]|категори[ия]|カテゴリー?|"
    "分类|分類"
)
_LABEL_STEMS = (
    "topic them tema thèm argom onderw тем tag label keyw schlagw stichw mots étiquet etiquet "
    "palabra palavra marcador parole etichet "
    "trefw kluczow метк тег ключев タグ 标签 標籤 etiket nyckel štít emne filed posted publi categ "
    "catég kateg abgelegt einsort rubri class geplaatst opubl рубрик катег カテゴ 分类 分類 veröff"
)
LABEL_STEMS = tuple(_LABEL_STEMS.split())
"""Every label of tags holds one of these; what holds none needs no slower look."""

# "Tags: ", "Filed under ", and the "Tags " of "Category NewsTags one, two"
TAG_LABEL = re.compile(
    r"(?:^\W*|(?<=[\s|·•.;,(])|(?<=[a-zäöüß0-9])(?=[A-ZÄÖÜ]))"
    rf"(?:(?P<tag>(?i:{_TAG_LABELS}))|(?P<category>(?i:{_CATEGORY_LABELS})))"
    r"(?:\s*[:：»]+\s*|\s[–-]\s|\s+(?=\S)|\s*$)"
)

# "Skip to content", "Menu"
NOT_A_TITLE = re.compile(
    r"(?:#(?:alternate|publisher|canonical|shortlink|atom|rss|next|prev|home|index|search)\b|"
    r"iframe:|<[a-z]+\b|(?:image|photo|source|credit)s?\s*:|"
    r"skip to|jump to|zum inhalt|aller au contenu|ir al contenido|vai al contenuto|"
    r"przejdź do|you are here|sie sind hier|home$|menu$|menü$|search|suche$|log ?in|"
    r"sign (?:in|up)|register|create an? (?:free )?account|konto erstellen|créer un compte|"
    r"crear una cuenta|crea un account|criar uma conta|utwórz konto|"
    r"advertisement|anzeige$|werbung$|share\b|follow\b|subscribe|"
    r"tags?\s*:|by\s|von\s|par\s|posted\b|published\b|filed under)",
    re.IGNORECASE,
)
# "12 responses", in lower case
COUNT_WORD = re.compile(rf"\b(?:{COMMENTS})\b")
# "Tweet", "Email this"
SHARING = re.compile(
    r"(?:tweet|share|e-?mail|print|facebook|twitter|teilen|drucken|partager|imprimer|envoyer|"
    r"compartir|imprimir|condividi|stampa|delen|afdrukken|drukuj|udostępnij|печать|pinterest|"
    r"whatsapp|like$)",
    re.IGNORECASE,
)
# "By Ann Example", "veröffentlicht von Ann"
BYLINE = re.compile(
    r"(?:(?:posted|written|published|submitted|veröffentlicht|geschrieben|publié|écrit|"
    r"publicado|escrito|pubblicato|scritto|geplaatst|opublikowane)?\s*"
    r"(?:by|von|par|por|door|przez|autor|author|автор|di)\s*:?\s+)(\S.{1,60})$",
    re.IGNORECASE,
)
# the "at" of "By Ann Example at 5 May", when the date is cut out
BEFORE_DATE = re.compile(r"\s+(?:at|on|am|um|vom|le|el|il|op|em|dnia)$")
# "Source: Pixabay", "Photo by Ann", "(Image credit: Ann)", "Bild: dpa"
IMAGE_CREDIT = re.compile(
    r"\W?(?:(?:image|photo|picture|bild|foto|titelbild|photograph)?\s?(?:source|credit|courtesy|"
    r"quelle|bildquelle|fotoquelle|crédit|crédits|fuente|fonte|bron|źródło)|image|photo|"
    r"photograph|foto|bild|zdjęcie|fot|фото|写真)s?"
    r"(?:\s*[:：]\s*|\.\s|\s+(?:by|courtesy of|von|par|de|di|door)\s+)(\S.{1,100}?)\)?$",
    re.IGNORECASE,
)
# "Rel" of "» Related posts"
_LETTERS = re.compile(r"\w.{0,2}")
# "Related posts", "Read also"
_AFTERWORDS = (
    rf"{AFTER_DISCUSSION}|{REPLY_FORMS}|filed under|tags?\s*:|share (?:this|on)|"
    r"about the author|(?:read|see|lesen sie|lire|leer|leggi|lees|czytaj) "
    r"(?:also|more|auch|mehr|aussi|más|también|anche|ook|także)|mehr zu|auch interessant|"
    r"\d+ (?:comments?|kommentare?|commentaires?|reacties|komentarzy)$"
)
_AFTERWORD = re.compile(rf"\W*(?:{_AFTERWORDS})", re.IGNORECASE)
_AFTERWORD_LETTERS = openings(_AFTERWORDS, 3)


def is_afterword(text: str) -> bool:
    """Tell "Related posts" and the like; the first letters rule most rows out."""
    letters = _LETTERS.search(text)
    if letters is None or "0" <= letters[0][0] <= "9" or "©" in text:
        return _AFTERWORD.match(text) is not None
    folded = letters[0].casefold()
    is_possible = not _AFTERWORD_LETTERS.isdisjoint((folded, folded[:2]))
    return is_possible and _AFTERWORD.match(text) is not None
