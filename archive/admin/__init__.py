"""The admin: a door to the moderation functions, and a window on where content came from."""

from archive.admin import articles, commenters, comments, provenance, sites

__all__ = ["articles", "commenters", "comments", "provenance", "sites"]
