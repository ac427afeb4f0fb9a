"""Ranks, badges and members' counters in other words."""

from __future__ import annotations

import re
from random import Random

from tests.benchmarks.disturbances.edits import Disturbed, Edit, rewritten
from tests.benchmarks.disturbances.located import Located

_WORDINGS = (
    ("Senior Member", "Erfahrener Benutzer", "Membre confirmé", "Miembro veterano", "Gold User"),
    ("Junior Member", "Neuer Benutzer", "Nouveau membre", "Miembro nuevo", "Newbie"),
    ("New Member", "Neuling", "Nouveau", "Nuevo", "Starter"),
    ("Well-Known Member|Well-known member|Active Member", "Aktives Mitglied", "Membre actif",
     "Miembro activo", "Regular"),
    ("Member|Members|Mitglied|Registered", "Benutzer", "Membre", "Miembro", "Fellow"),
    ("Moderator|Global Moderator", "Moderatorin", "Modératrice", "Moderador", "Warden"),
    ("Administrator|Admin", "Verwalter", "Administrateur", "Administrador", "Keeper"),
    ("Post author|Author|Autor|Beitragsautor", "Verfasser", "Auteur", "Autora", "Original Poster"),
    ("Posts|Beiträge|Messages|Postings", "Wortmeldungen", "Messages postés", "Mensajes", "Entries"),
    ("Joined|Registriert seit|Registriert|Join Date|Dabei seit|Inscrit", "Mitglied seit",
     "Date d’inscription", "Registrado", "Member since"),
    ("Location|Ort|Wohnort|Localisation", "Herkunft", "Lieu", "Ubicación", "From"),
    ("Likes|Reputation|Karma|Thanks", "Danke", "Mercis", "Gracias", "Kudos"),
)  # fmt: skip


def reword_badges(page: Located, rng: Random) -> Disturbed | None:
    """Write known badges and labels between the texts in another language or other words."""
    language = rng.randrange(1, 5)
    edits = []
    for wording in _WORDINGS:
        pattern = re.compile(rf"(?<![\w@])(?:{wording[0]})(?!\w)")
        for head in page.heads():
            for match in pattern.finditer(page.text, *head):
                if not any(e.start < match.end() and match.start() < e.end for e in edits):
                    edits.append(Edit(*match.span(), wording[language]))
    names = " ".join(c["author"] or "" for c in page.comments)
    if not edits or any(page.text[e.start : e.end] in names for e in edits):
        return None
    return rewritten(page.text, edits), page.truth
