"""Who may do what: the roles as groups of permissions, brought up to date by every migration.

A superuser is Django's own: may do everything, erasing and the log as a table included.
Accounts get a role by joining the group of its name and being marked as staff. The groups
are this module's: what is added to one by hand is taken out again, so that a role means the
same everywhere. For another mixture of permissions, make a group of another name.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps as present_apps
from django.apps.registry import Apps
from django.db.models import Q

MODERATOR = (
    "archive.accept_reading",
    "archive.view_acceptance",
    "archive.view_dump",
    "archive.view_excerpt",
    "archive.view_importrun",
    "archive.view_ledgerentry",
    "articles.moderate_article",
    "articles.view_article",
    "articles.view_moderationaction",
    "articles.view_site",
    "articles.view_tag",
    "comments.moderate_comment",
    "comments.moderate_commenter",
    "comments.redact_passage",
    "comments.settle_report",
    "comments.view_comment",
    "comments.view_commenter",
    "comments.view_report",
)
EDITOR = (
    *MODERATOR,
    "archive.publish_importrun",
    "archive.roll_back_importrun",
    "articles.add_site",
    "articles.add_tag",
    "articles.change_article",
    "articles.change_site",
    "articles.change_tag",
    "comments.change_comment",
    "comments.merge_commenter",
    "comments.read_redacted",
    "comments.restructure_comment",
)
ROLES = {"moderator": MODERATOR, "editor": EDITOR}


def make_roles(using: str = "default", apps: Apps = present_apps, **kwargs: Any) -> None:
    """Give each role's group its permissions, those of the table above and no others.

    As a receiver of `post_migrate` it follows the one that makes the permissions.
    """
    try:
        groups, permissions = (apps.get_model("auth", name) for name in ("Group", "Permission"))
    except LookupError:
        # Only a part of the migrations was run, and accounts are not among it.
        return
    for role, names in ROLES.items():
        group, _ = groups.objects.using(using).get_or_create(name=role)
        found = permissions.objects.using(using).filter(_are_named(names))
        group.permissions.set(found)


def _are_named(names: tuple[str, ...]) -> Q:
    """Permissions by the names that Django's `has_perm` takes; those not made yet are none."""
    wanted = Q()
    for name in names:
        app_label, codename = name.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return wanted
