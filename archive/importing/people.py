"""Names that say that there is no name. Nobody becomes a person called "Anonymous"."""

from __future__ import annotations

from articles.models import NAME_LENGTH

# Lower case; what comment systems print where the writer gave no name or has gone.
UNNAMED = frozenset(
    {
        "[deleted]", "[removed]", "anonimo", "anonym", "anonyme", "anonymer benutzer", "anonymous",
        "anonymous coward", "anonymous user", "anoniem", "anonimowy", "anónimo", "anonymous reader",
        "anônimo", "deleted", "deleted user", "gast", "gelöschter benutzer", "gość", "guest",
        "guest user", "invitado", "invité", "ospite", "unknown", "unregistered", "аноним", "гость",
        "匿名", "名無し", "名無しさん", "游客", "訪客",
    }
)  # fmt: skip


def is_person(name: str | None) -> bool:
    """Whether a name can stand for one person: there, not a stand-in, and short enough."""
    return bool(name) and name.casefold() not in UNNAMED and len(name) <= NAME_LENGTH
