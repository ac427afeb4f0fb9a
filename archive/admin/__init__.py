"""The admin: a door to the moderation functions, and a window on where content came from."""

from archive.admin import (
    accounts,
    articles,
    commenters,
    comments,
    erased,
    log,
    provenance,
    queues,
    redacting,
    reports,
    sites,
)

__all__ = [
    "accounts",
    "articles",
    "commenters",
    "comments",
    "erased",
    "log",
    "provenance",
    "queues",
    "redacting",
    "reports",
    "sites",
]
