"""The words around an article, in the languages of `words.py`, as patterns for `article.py`."""

from __future__ import annotations

import re

from archive.dumps.words import AFTER_DISCUSSION, COMMENTS, REPLY_FORMS

# "Skip to content", "Home", "Menu"
NOT_A_TITLE = re.compile(
    r"(?:skip to|jump to|zum inhalt|aller au contenu|ir al contenido|vai al contenuto|przejdź do|"
    r"you are here|sie sind hier|home$|menu$|menü$|search|suche$|log ?in|sign (?:in|up)|register|"
    r"advertisement|anzeige$|werbung$|share\b|follow\b|subscribe|tags?\s*:|by\s|von\s|par\s|"
    r"posted\b|published\b|filed under)",
    re.IGNORECASE,
)
# "12 Responses"
COUNT_WORD = re.compile(rf"\b(?:{COMMENTS})\b", re.IGNORECASE)
# "Tweet", "Share", "Email this"
SHARING = re.compile(
    r"(?:tweet|share|e-?mail|print|facebook|twitter|teilen|drucken|partager|imprimer|envoyer|"
    r"compartir|imprimir|condividi|stampa|delen|afdrukken|drukuj|udostępnij|печать|pinterest|whatsapp|like$)",
    re.IGNORECASE,
)
# "By Ann Example", "von Ann"
BYLINE = re.compile(
    r"(?:(?:posted|written|published|submitted|veröffentlicht|geschrieben|publié|écrit|publicado|"
    r"escrito|pubblicato|scritto|geplaatst|opublikowane)?\s*(?:by|von|par|por|door|przez|autor|author|автор|di)"
    r"\s*:?\s+)(\S.{1,60})$",
    re.IGNORECASE,
)
# "Subscribe to our newsletter", "All comments", "Forum rules"
FURNITURE = re.compile(
    r"\b(?:subscri\w+|newsletter|log ?in|sign (?:in|up|out)|register|comments?|cookies?|privacy|"
    r"advertis\w+|sponsor\w*|search|menu|navigation|contact|archives?|categories|rss|feeds?|e-?mail|"
    r"facebook|twitter|follow|share|sharing|click|read more|view|views|replies|reply|posts?|posted|"
    r"members?|join(?:ed)?|forums?|download|app|watch|loading|javascript|browser|copyright|"
    r"anmelden|registrieren|abonnieren|kommentare?|suche|datenschutz|werbung|anzeige|teilen|"
    r"connexion|inscription|s'abonner|abonn\w+|commentaires?|recherche|publicité|partager|"
    r"suscr\w+|comentarios?|buscar|publicidad|compartir|accedi|iscriviti|commenti|cerca|"
    r"zaloguj|komentarze|szukaj|reklama|войти|комментари\w+|поиск|inloggen|reacties|zoeken)\b",
    re.IGNORECASE,
)
_TAG_LABELS = (
    "tags?|tagged(?: (?:with|as|in|under))?|labels?|keywords?|schlag(?:wörter|worte|wort)|"
    "stichw(?:örter|orte|ort)|verschlagwortet mit|mots[- ]clés?|étiquettes?|etiquetas?|"
    "palabras clave|palavras-chave|marcadores|parole chiave|etichette|trefwoorden|tagi|"
    "słowa kluczowe|метки|теги|ключевые слова|タグ|标签|標籤|etiketler|etiketter|nyckelord|štítky|emneord"
)
_CATEGORY_LABELS = (
    "filed (?:under|in)|posted in|published in|categor(?:y|ies)|kategorien?|veröffentlicht (?:in|unter)|"
    "abgelegt unter|einsortiert unter|rubrik|catégories?|classé dans|publié dans|categorías?|"
    "publicado e[nm]|categorias?|categorie|pubblicato in|categorieën|geplaatst in|kategorie|"
    "opublikowano w|рубрик[аи]|категори[ия]|カテゴリー?|分类|分類"
)
# "Tags: ", "Filed under ", and the "Tags " of "Category NewsTags one, two"
TAG_LABEL = re.compile(
    rf"(?:^\W*|(?<=[\s|·•.;,(])|(?<=[a-zäöüß0-9])(?=[A-ZÄÖÜ]))"
    rf"(?:(?P<tag>(?i:{_TAG_LABELS}))|(?P<category>(?i:{_CATEGORY_LABELS})))"
    rf"(?:\s*[:：»]+\s*|\s[–-]\s|\s+(?=\S)|\s*$)"
)
# "Source: Pixabay", "Photo by Ann", "(Image credit: Ann)", "Bild: dpa"
IMAGE_CREDIT = re.compile(
    r"\W?(?:(?:image|photo|picture|bild|foto|titelbild|photo(?:graph)?)?\s?(?:source|credit|courtesy|quelle|"
    r"bildquelle|fotoquelle|crédit|crédits|fuente|fonte|bron|źródło)|image|photo(?:graph)?|foto|bild|zdjęcie|fot|"
    r"фото|写真)s?(?:\s*[:：]\s*|\.\s|\s+(?:by|courtesy of|von|par|de|di|door)\s+)(\S.{1,100}?)\)?$",
    re.IGNORECASE,
)
# "Related posts", "Read also"
AFTERWORD = re.compile(
    rf"\W*(?:{AFTER_DISCUSSION}|{REPLY_FORMS}|filed under|tags?\s*:|share (?:this|on)|about the author|"
    r"(?:read|see|lesen sie|lire|leer|leggi|lees|czytaj) (?:also|more|auch|mehr|aussi|más|también|anche|ook|także)|"
    r"mehr zu|auch interessant|übersicht|\d+ (?:comments?|kommentare?|commentaires?|reacties|komentarzy)$)",
    re.IGNORECASE,
)
