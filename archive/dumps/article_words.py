"""The words around an article, in the languages of `words.py`, as patterns for `article.py`."""

from __future__ import annotations

import re

from archive.dumps.words import AFTER_DISCUSSION, REPLY_FORMS

# "Skip to content", "Home", "Menu"
NOT_A_TITLE = re.compile(
    r"(?:skip to|jump to|zum inhalt|aller au contenu|ir al contenido|vai al contenuto|przejdź do|"
    r"you are here|sie sind hier|home$|menu$|menü$|search|suche$|log ?in|sign (?:in|up)|register|"
    r"advertisement|anzeige$|werbung$|share\b|follow\b|subscribe|tags?\s*:|by\s|von\s|par\s|"
    r"posted\b|published\b|filed under)",
    re.IGNORECASE,
)
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
# "Tags: ", "Filed under:", "Schlagwörter", "Mots-clés :"
TAG_LABEL = re.compile(
    r"\W*(tags?|tagged(?: (?:with|as|in|under))?|labels?|keywords?|topics?|filed (?:under|in)|"
    r"posted in|categor(?:y|ies)|schlag(?:wörter|worte|wort)|stichw(?:örter|orte|ort)|verschlagwortet mit|"
    r"kategorien?|themen|abgelegt unter|mots[- ]clés?|étiquettes?|catégories?|thèmes?|classé dans|"
    r"etiquetas?|categorías?|temas|palabras clave|categorias?|marcadores|parole chiave|etichette|"
    r"categorie|argomenti|trefwoorden|categorieën|onderwerpen|tagi|słowa kluczowe|kategorie|tematy|"
    r"метки|теги|рубрик[аи]|категори[ия]|ключевые слова|タグ|カテゴリー?|标签|標籤|分类|分類|etiketler|"
    r"etiketter|nyckelord|štítky|emneord)(?:\s*[:：»–-]+\s*|\s+(?=\S)|\s*$)",
    re.IGNORECASE,
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
