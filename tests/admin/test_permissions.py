"""The matrix of permissions: every address and act of the admin, and who may use it.

An address that is not in the matrix fails the test, so that a new page says whom it is for.
"""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.test import RequestFactory
from django.urls import reverse

from archive.models import Acceptance
from articles.models import Article
from comments.models import Comment, Report
from tests.crawling import visit

ANONYMOUS, STAFF, MODERATOR, EDITOR, SUPERUSER, NOBODY = range(6)
"""Each may do what those before it may; nobody at all may change what is a record."""

ROLES = {
    "anonymous": ANONYMOUS, "staff": STAFF, "moderator": MODERATOR, "editor": EDITOR,
    "superuser": SUPERUSER,
}  # fmt: skip
SITE = {
    "index": STAFF, "app_list": STAFF, "password_change": STAFF, "password_change_done": STAFF,
    "jsi18n": STAFF, "login": ANONYMOUS, "logout": STAFF, "autocomplete": MODERATOR,
    "view_on_site": STAFF,
}  # fmt: skip
# By model: who may look, who may add, who may erase.
PAGES = {
    "articles_article": (MODERATOR, NOBODY, SUPERUSER),
    "articles_moderationaction": (MODERATOR, NOBODY, NOBODY),
    "articles_site": (MODERATOR, EDITOR, SUPERUSER),
    "articles_tag": (MODERATOR, EDITOR, SUPERUSER),
    "comments_comment": (MODERATOR, NOBODY, SUPERUSER),
    "comments_commenter": (MODERATOR, NOBODY, NOBODY),
    "comments_erasedperson": (SUPERUSER, NOBODY, NOBODY),
    "comments_redaction": (EDITOR, NOBODY, NOBODY),
    "comments_report": (MODERATOR, NOBODY, NOBODY),
    "archive_acceptance": (MODERATOR, NOBODY, NOBODY),
    "archive_dump": (MODERATOR, NOBODY, NOBODY),
    "archive_excerpt": (MODERATOR, NOBODY, NOBODY),
    "archive_importrun": (MODERATOR, NOBODY, NOBODY),
    "archive_ledgerentry": (MODERATOR, NOBODY, NOBODY),
    "auth_group": (SUPERUSER, SUPERUSER, SUPERUSER),
    "auth_user": (SUPERUSER, SUPERUSER, SUPERUSER),
}
ACTS = {
    "articles_article_hide": MODERATOR,
    "articles_article_withdraw": MODERATOR,
    "articles_article_restore": MODERATOR,
    "articles_article_redact": MODERATOR,
    "comments_comment_hide": MODERATOR,
    "comments_comment_remove": MODERATOR,
    "comments_comment_remove-branch": MODERATOR,
    "comments_comment_restore": MODERATOR,
    "comments_comment_restore-branch": MODERATOR,
    "comments_comment_redact": MODERATOR,
    "comments_comment_move": EDITOR,
    "comments_comment_split": EDITOR,
    "comments_comment_merge": EDITOR,
    "comments_commenter_merge": EDITOR,
    "comments_commenter_part": EDITOR,
    "comments_commenter_hide": MODERATOR,
    "comments_commenter_remove": MODERATOR,
    "comments_commenter_restore": MODERATOR,
    "comments_erasedperson_erase": SUPERUSER,
    "comments_redaction_restore": EDITOR,
    "comments_report_settle": MODERATOR,
    "archive_queue": MODERATOR,
    "archive_queue_one": MODERATOR,
    "archive_importrun_publish": EDITOR,
    "archive_importrun_roll-back": EDITOR,
    "articles_moderationaction_undo": MODERATOR,
    "articles_moderationaction_undo_batch": MODERATOR,
    "articles_moderationaction_table": SUPERUSER,
    "auth_user_password_change": SUPERUSER,
}
MATRIX = {
    **SITE,
    **ACTS,
    **{
        f"{model}_{page}": who
        for model, (look, add, erase) in PAGES.items()
        for page, who in [
            ("changelist", look), ("change", look), ("history", look), ("add", add),
            ("delete", erase),
        ]
    },
}  # fmt: skip
# Actions on a selection, by model: who is offered them.
ACTIONS = {
    "articles_article": {"hide_selected", "withdraw_selected", "restore_selected"},
    "comments_comment": {"hide_selected", "remove_selected", "restore_selected"},
    "comments_commenter": {"hide_selected", "remove_selected", "restore_selected"},
}
SENT = {
    "post": "yes", "confirmed": "yes", "reason": "x", "expected": "1", "result": "removed",
    "name": "Changed", "slug": "changed", "title": "Changed", "author_name": "Changed",
    "passage": "First line", "action": "hide_selected", "select_across": "1", "_save": "Save",
    "confirm": "yes",
}  # fmt: skip


def routes() -> dict[str, str]:
    """Names and patterns of the admin's addresses, but for those that only lead elsewhere."""
    found, pending = {}, [("", admin.site.urls[0])]
    while pending:
        prefix, patterns = pending.pop()
        for each in patterns:
            route = prefix + str(each.pattern)
            if hasattr(each, "url_patterns"):
                pending.append((route, each.url_patterns))
            elif each.name:
                found[each.name] = route
    return found


@pytest.fixture
def rows(archive, admin_user):
    """An object for every model, a report that is open and a comment that waits in a queue."""
    Acceptance.objects.all().delete()
    Report.objects.update(settled_at=None, result=None)
    Comment.objects.filter(pk=archive.comments[0].pk).update(author_name="")
    return {
        "articles_article": archive.article, "articles_moderationaction": archive.act,
        "articles_site": archive.site, "articles_tag": archive.tag,
        "comments_comment": archive.comments[0], "comments_commenter": archive.commenter,
        "comments_erasedperson": archive.erased,
        "comments_redaction": archive.redaction, "comments_report": archive.report,
        "archive_acceptance": Acceptance.objects.create(
            doubt="time", article=archive.article, comment=archive.comments[1]
        ),
        "archive_dump": archive.dump, "archive_excerpt": archive.excerpt,
        "archive_importrun": archive.run, "archive_ledgerentry": archive.entry,
        "auth_group": Group.objects.get(name="editor"), "auth_user": admin_user,
    }  # fmt: skip


def address(name: str, route: str, rows: dict[str, Model]) -> str:
    if name in ("archive_queue", "archive_queue_one"):
        return reverse(
            f"admin:{name}", args=["author", rows["comments_comment"].pk][: route.count("<")]
        )
    if name == "app_list":
        return reverse("admin:app_list", args=["comments"])
    if name == "view_on_site":
        return "/admin/r/1/1/"
    if name == "autocomplete":
        query = "?app_label=comments&model_name=comment&field_name=article"
        return reverse("admin:autocomplete") + query
    model = next((model for model in rows if name.startswith(f"{model}_")), None)
    args = [rows[model].batch if "uuid" in route else rows[model].pk] if "<" in route else []
    return reverse(f"admin:{name}", args=args)


@pytest.fixture
def addresses(rows):
    """All of them but the one that ends the session of the test."""
    return {
        name: address(name, route, rows) for name, route in routes().items() if name != "logout"
    }


def become(client, role: str) -> User | None:
    if role == "anonymous":
        client.logout()
        return None
    user = User.objects.create_user(f"the {role}", is_staff=True, is_superuser=role == "superuser")
    if role in ("moderator", "editor"):
        user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def is_refused(response) -> bool:
    return response.status_code in (403, 405) or (
        response.status_code == 302 and response.url.startswith("/admin/login/")
    )


def snapshot() -> dict[str, list]:
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model is not Session
    }


def test_every_address_is_in_the_matrix():
    assert set(routes()) == set(MATRIX)


@pytest.mark.parametrize("role", ROLES)
def test_address_opens_for_those_in_the_matrix(client, addresses, role):
    become(client, role)
    wrong = []
    for name, target in addresses.items():
        response = client.get(target)
        if is_refused(response) != (ROLES[role] < MATRIX[name]):
            wrong.append((name, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_done_for_those_not_in_the_matrix(client, addresses, rows, role):
    become(client, role)
    before = snapshot()
    not_refused = []
    for name, target in addresses.items():
        if ROLES[role] < MATRIX[name]:
            sent = {**SENT, "_selected_action": [rows["comments_comment"].pk]}
            if not is_refused(client.post(target, sent)):
                not_refused.append(name)
    assert not_refused == []
    assert snapshot() == before


@pytest.mark.parametrize(
    "model", ["articles_article", "articles_site", "articles_tag", "comments_comment"]
)
def test_only_editors_change_what_was_read(client, rows, model):
    target = reverse(f"admin:{model}_change", args=[rows[model].pk])
    become(client, "moderator")
    before = snapshot()
    assert client.post(target, SENT).status_code == 403
    assert snapshot() == before
    become(client, "editor")
    assert client.post(target, SENT).status_code in (200, 302)
    assert b'name="_save"' in client.get(target).content


@pytest.mark.parametrize("role", [role for role in ROLES if role != "anonymous"])
def test_actions_on_a_selection_are_offered_to_moderators(client, role, db):
    user = become(client, role)
    request = RequestFactory().get("/")
    request.user = user
    for model, model_admin in admin.site._registry.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        expected = ACTIONS.get(name, set()) if ROLES[role] >= MODERATOR else set()
        if model._meta.app_label == "auth":
            expected = {"delete_selected"} if role == "superuser" else set()
        assert set(model_admin.get_actions(request)) == expected, name


@pytest.mark.parametrize("name", ACTIONS)
def test_actions_sent_by_others_do_nothing(client, rows, name):
    become(client, "staff")
    before = snapshot()
    for action in ACTIONS[name]:
        sent = {**SENT, "action": action, "_selected_action": [rows[name].pk]}
        assert is_refused(client.post(reverse(f"admin:{name}_changelist"), sent))
    assert snapshot() == before


def test_reading_the_admin_changes_nothing(client, addresses):
    become(client, "superuser")
    before = snapshot()
    query = "&".join(f"{name}={value}" for name, value in SENT.items())
    for target in addresses.values():
        client.get(target)
        client.get(f"{target}{'&' if '?' in target else '?'}{query}&_selected_action=1")
    assert snapshot() == before


def test_reading_the_site_changes_nothing(client, archive):
    before = snapshot()
    count = sum(1 for _address, _response in visit(client))
    assert count > 50
    assert snapshot() == before


def test_roles_are_told_apart_in_the_matrix():
    """The matrix says something about each role: every one may do more than the one before."""
    assert {ANONYMOUS, STAFF, MODERATOR, EDITOR, SUPERUSER, NOBODY} == set(MATRIX.values())
    assert not [
        name for name in MATRIX if re.search(r"delete|erase", name) and MATRIX[name] < SUPERUSER
    ]


def test_page_of_an_article_that_waits_is_for_the_admin_alone(client, archive):
    Article.objects.update(state="held")
    assert client.get(archive.article.get_absolute_url()).status_code == 404
    become(client, "moderator")
    target = reverse("admin:articles_article_change", args=[archive.article.pk])
    assert client.get(target).status_code == 200
