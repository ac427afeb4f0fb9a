"""The roles and what each may do."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from archive.roles import EDITOR, MODERATOR, ROLES, make_roles

pytestmark = pytest.mark.django_db


def names_of(group: Group) -> set[str]:
    rows = group.permissions.values_list("content_type__app_label", "codename")
    return {".".join(row) for row in rows}


@pytest.mark.parametrize("role", ROLES)
def test_role_has_the_permissions_of_the_table(role):
    """Every name in the table is a permission that exists: a misspelt one would be missing."""
    assert names_of(Group.objects.get(name=role)) == set(ROLES[role])


def test_editor_may_do_all_that_a_moderator_may():
    assert set(MODERATOR) < set(EDITOR)


@pytest.mark.parametrize("names", ROLES.values())
def test_no_role_deletes_or_manages_accounts(names):
    for name in names:
        app_label, codename = name.split(".")
        assert app_label in ("archive", "articles", "comments")
        assert not codename.startswith(("delete_", "erase_"))


def test_migrating_again_sets_the_roles_right():
    group = Group.objects.get(name="moderator")
    group.permissions.set(Permission.objects.filter(codename="delete_article"))
    other = Group.objects.create(name="readers of dumps")
    other.permissions.set(Permission.objects.filter(codename="view_dump"))
    call_command("migrate", verbosity=0)
    assert names_of(group) == set(MODERATOR)
    assert names_of(other) == {"archive.view_dump"}


def test_roles_wait_for_accounts_to_be_migrated():
    class NoAccounts:
        def get_model(self, *names):
            raise LookupError(names)

    Group.objects.all().delete()
    make_roles(apps=NoAccounts())
    assert not Group.objects.exists()
