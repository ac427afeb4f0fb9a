"""What the importer last wrote, so that a moderator's change can be told from its own.

A row keeps a short checksum for each group of fields. Where the fields no longer have it,
somebody decided otherwise, and no import writes that group again. A row made by hand has
no checksums, and so belongs to the moderators whole.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from zlib import crc32

WIDTH = 8

COMMENT_GROUPS: dict[str, tuple[str, ...]] = {
    "author": ("author_name", "commenter_id"),
    "time": ("posted_at", "posted_precision"),
    "text": ("subject", "body_text", "kind"),
    "place": ("parent_id",),
}
ARTICLE_GROUPS: dict[str, tuple[str, ...]] = {
    "site": ("site_id",),
    "title": ("title",),
    "author": ("author_name",),
    "published": ("published", "published_precision"),
    "image": ("image_caption", "image_credit"),
    "body": ("body_text",),
    "tags": ("tag_ids",),
}
# Derived or kept as written: they follow the group they belong to.
COMMENT_FOLLOWERS = {
    "author": ("author_text",),
    "time": ("posted_text",),
    "text": ("body_html",),
    "place": ("parent_certainty",),
}
ARTICLE_FOLLOWERS = {
    "title": ("title_text", "slug"),
    "published": ("published_text",),
    "body": ("body_html",),
}


def mark(values: Mapping[str, Any], groups: Mapping[str, Sequence[str]]) -> str:
    """The checksums of all groups, one after the other."""
    return "".join(_checksum([values[name] for name in names]) for names in groups.values())


def own_changes(
    kept: Mapping[str, Any],
    wanted: Mapping[str, Any],
    groups: Mapping[str, Sequence[str]],
    followers: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """What an import has to write to a row: differences in groups that nobody else changed.

    `kept` holds the row's values with its `read_marks`; the result holds new ones.
    """
    marks = kept["read_marks"]
    changes: dict[str, Any] = {}
    parts = []
    for index, (group, names) in enumerate(groups.items()):
        part = marks[index * WIDTH : (index + 1) * WIDTH]
        if part == _checksum([kept[name] for name in names]):
            for name in (*names, *followers.get(group, ())):
                if kept[name] != wanted[name]:
                    changes[name] = wanted[name]
            part = _checksum([wanted[name] for name in names])
        parts.append(part or " " * WIDTH)
    if changes:
        changes["read_marks"] = "".join(parts)
    return changes


def carry_marks(
    kept: Mapping[str, Any],
    new: Mapping[str, Any],
    groups: Mapping[str, Sequence[str]],
    *,
    decided: Collection[str] = (),
) -> str:
    """The marks of a row whose values are rewritten together with its dumps.

    What was the importer's stays the importer's, but for the `decided` groups where they
    changed; what a moderator decided stays decided. No checksum of former values is left.
    """
    marks = kept["read_marks"]
    parts = []
    for index, (group, names) in enumerate(groups.items()):
        before, after = ([values[name] for name in names] for values in (kept, new))
        part = marks[index * WIDTH : (index + 1) * WIDTH] or " " * WIDTH
        is_own = part == _checksum(before)
        if before != after:
            part = _checksum(after) if is_own and group not in decided else " " * WIDTH
        parts.append(part)
    return "".join(parts) if marks else marks


def is_decided(kept: Mapping[str, Any], group: str, groups: Mapping[str, Sequence[str]]) -> bool:
    """Whether somebody other than the importer set this group of fields."""
    index = list(groups).index(group)
    part = kept["read_marks"][index * WIDTH : (index + 1) * WIDTH]
    return part != _checksum([kept[name] for name in groups[group]])


def mark_comment(
    author_name: str,
    commenter_id: int | None,
    posted_at: datetime | None,
    posted_precision: str | None,
    subject: str,
    body_text: str,
    kind: str,
    parent_id: int | None,
) -> str:
    """`mark(values, COMMENT_GROUPS)`, written out: it runs for every comment of an import."""
    author = f"{author_name}\x1f{commenter_id or ''}".encode("utf-8", "surrogatepass")
    time = f"{posted_at or ''}\x1f{posted_precision or ''}".encode()
    text = f"{subject}\x1f{body_text}\x1f{kind}".encode("utf-8", "surrogatepass")
    place = str(parent_id or "").encode()
    return f"{crc32(author):08x}{crc32(time):08x}{crc32(text):08x}{crc32(place):08x}"


def _checksum(values: Sequence[Any]) -> str:
    text = "\x1f".join(["" if value is None else str(value) for value in values])
    return f"{crc32(text.encode('utf-8', 'surrogatepass')):08x}"
