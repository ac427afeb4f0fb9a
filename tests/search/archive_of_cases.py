"""A small archive and the shared table of queries: the same hits on every database.

Comments are named by a word of their own; a query's hits are the names it finds.
"""

from __future__ import annotations

from archive.dumps.records import Block, BlockKind
from archive.importing.loader import load_capture
from archive.models import ImportRun
from articles.languages import Language
from articles.models import Site
from tests.importing.pages import a_capture, a_comment, a_page, at

CASES = [
    # Words, case, accents and letters that fold
    ("schön", {"accent", "plain"}),
    ("SCHON", {"accent", "plain"}),
    ("strasse", {"sharp", "double"}),
    ("Straße", {"sharp", "double"}),
    ("ёлка", {"yo", "ye"}),
    ("елка", {"yo", "ye"}),
    ("йод", {"iodine"}),
    ("иод", set()),
    ("łódź", {"lodz"}),
    ("lodz", {"lodz"}),
    ("ΣΊΣΥΦΟΣ", {"sisyphus"}),
    ("σίσυφος", {"sisyphus"}),
    ("ﬁsh", {"ligature"}),
    ("fish", {"ligature"}),
    ("ｗｉｄｅ", {"wide", "apart"}),
    ("soft", set()),
    ("softhyphen", {"shy"}),
    ("شكرا", {"arabic"}),
    ("हिन्दी", {"hindi"}),
    ("हिन", set()),
    # Scripts without spaces, by substring
    ("東京", {"tokyo"}),
    ("京タワ", {"tokyo"}),
    ("塔", set()),
    ("タ", {"tokyo"}),
    ("ー", {"tokyo"}),
    ("京東", set()),
    ("がか", {"gaka"}),
    ("かか", set()),
    ("서울", {"seoul"}),
    ("กรุง", {"bangkok"}),
    # All words, in any order
    ("river bridge", {"both", "apart"}),
    ("bridge river", {"both", "apart"}),
    ("river absent", set()),
    # Phrases
    ('"river bridge"', {"both"}),
    ('"bridge river"', {"apart"}),
    ("“river bridge”", {"both"}),
    ("don't", {"apostrophe"}),
    ("dont", set()),
    ("river-bridge", {"both"}),
    ("3,000", {"number"}),
    ("http://example.test/path", {"address"}),
    ("example.test", {"address"}),
    # Excluded
    ("river -bridge", {"river"}),
    ('river -"river bridge"', {"river", "apart"}),
    ("-lee author:zoe", {"zoe", "zoelee"}),
    ("-river -bridge river", set()),
    # OR
    ("schon OR strasse", {"accent", "plain", "sharp", "double"}),
    ("river bridge OR bank", {"both", "apart", "river"}),
    ("schon | lodz", {"accent", "plain", "lodz"}),
    ("absent OR lodz", {"lodz"}),
    # Beginnings
    ("riv*", {"both", "apart", "river"}),
    ("strass*", {"sharp", "double"}),
    ('"river bri*"', set()),
    ('"river bri"*', {"both"}),
    ("ri* -bri*", {"river"}),
    # Fields
    ("author:zoe", {"zoe", "zoelee"}),
    ("author:ZOË", {"zoe", "zoelee"}),
    ('author:"zoe lee"', {"zoelee"}),
    ('author:"lee zoe"', set()),
    ("author:zo*", {"zoe", "zoelee"}),
    ("author:zoe -author:lee", {"zoe"}),
    ("author:lee OR lodz", {"zoelee", "lodz"}),
    ("zoe", set()),
    ("in:comments is:unknown-author", {"nobody"}),
    ("title:quay in:comments", {"quay"}),
    ('title:"long quay" in:comments', {"quay"}),
    ("title:quay absent", set()),
    ("quay", {"ARTICLE quay"}),
    ("in:articles", {"ARTICLE quay", "ARTICLE cases"}),
    ("in:articles planks", {"ARTICLE quay"}),
    ("site:harbour in:comments", {"quay"}),
    ('site:"harbour courier" in:comments', {"quay"}),
    ("site:nowhere", set()),
    ("tag:Docks", {"quay", "ARTICLE quay"}),
    ('tag:"old docks"', {"quay", "ARTICLE quay"}),
    ("tag:OLD-DOCKS", {"quay", "ARTICLE quay"}),
    ("tag:dock", set()),
    # Times, on the clock of the page
    ("year:2016", {"newyear"}),
    ("before:2016 author:clock", {"eve"}),
    ("after:2016 author:clock", {"newyear"}),
    ("after:2015-12-31 before:2016-01-01", {"eve"}),
    ("after:2015-12 before:2016-01", {"eve"}),
    ("after:2016-01-02", set()),
    ("before:1000", set()),
    ("year:2015 undated", set()),
    ("undated", {"undated"}),
    # Stems, on sites that have a language, for words alone
    ("häuser", {"houses", "house"}),
    ("HAUS", {"houses", "house", "elsewhere"}),
    ("hausern", {"houses", "house"}),
    ('"häuser"', {"houses"}),
    ("häuse*", {"houses"}),
    ('"häuser kai"', set()),
    ('"häuser am kai"', {"houses"}),
    ('"haus am kai"', set()),
    ("haus kai", {"houses"}),
    ("kai -haus", set()),
    ("kai -häusern", set()),
    ('kai -"haus"', {"houses"}),
    ("häuser OR lodz", {"houses", "house", "lodz"}),
    ("author:häuser", set()),
    ("title:werften in:comments", set()),
    ("werften", {"ARTICLE cases"}),
    ("bridges", set()),
    # Syntax of the databases is only text
    ("river AND bridge", {"both", "apart"}),
    ("river NEAR bridge", set()),
    ("words:river", set()),
    ("^river", {"both", "apart", "river"}),
    ("=comment", {"facts"}),
    ("'river' & !bridge:*", {"both", "apart"}),
    ("river:*", {"both", "apart", "river"}),
    ("(river) (bridge)", {"both", "apart"}),
    ("river; DROP TABLE", set()),
    ("100%", {"percent"}),
    ("river\\", {"both", "apart", "river"}),
    ('river "', {"both", "apart", "river"}),
]

TEXTS = {
    "accent": "Wie schön.",
    "plain": "wie schon",
    "sharp": "Die Straße.",
    "double": "DIE STRASSE",
    "yo": "Ёлка.",
    "ye": "елка",
    "iodine": "йод",
    "lodz": "W Łodzi? Łódź!",
    "sisyphus": "Σίσυφος",
    "ligature": "a ﬁsh",
    "wide": "ｗｉｄｅ",
    "shy": "soft\u00adhyphen",
    "arabic": "شُكْرًا",
    "hindi": "हिन्दी भाषा",
    "tokyo": "昨日は東京タワーへ行った。",
    "gaka": "がか",
    "seoul": "서울에서 왔어요",
    "bangkok": "ฉันอยู่กรุงเทพ",
    "both": "The river bridge.",
    "apart": "A bridge, river wide.",
    "river": "By the river bank.",
    "apostrophe": "I don’t know.",
    "number": "It cost 3,000.",
    "address": "See http://example.test/path now.",
    "facts": "A comment, of sorts.",
    "percent": "I agree 100%.",
    "elsewhere": "Haus.",
}
GERMAN_TEXTS = {"houses": "Die Häuser am Kai.", "house": "Ein Haus."}


def build_archive() -> None:
    """Three articles: of a site with tags, of a site with a language, and of none."""
    run = ImportRun.objects.create()
    comments = [
        *(a_comment(text, author=f"Q {name}") for name, text in TEXTS.items()),
        a_comment("By one.", author="Zoë"),
        a_comment("By two.", author="Zoé Lee"),
        a_comment("By none.", author=None),
        a_comment("This is undated.", author="Q", posted=None),
        a_comment("Last.", author="Clock eve", posted=at("2015-12-31T23:30")),
        a_comment("First.", author="Clock newyear", posted=at("2016-01-01T00:30")),
    ]
    page = a_page(*comments, title="Odds", site_name=None, tags=(), body=())
    load_capture(a_capture(page), run=run)
    body = (Block(kind=BlockKind.PARAGRAPH, text="New planks.", first_line=1, last_line=1),)
    tags = ("Docks", "Old docks")
    quay = a_page(a_comment("Agreed."), title="The long quay", tags=tags, body=body)
    load_capture(a_capture(quay), run=run)
    Site.objects.create(name="Hafenblatt", language=Language.GERMAN)
    comments = [a_comment(text, author="Q") for text in GERMAN_TEXTS.values()]
    werft = a_page(*comments, title="Die Werft", site_name="Hafenblatt", tags=(), body=())
    load_capture(a_capture(werft), run=run)
