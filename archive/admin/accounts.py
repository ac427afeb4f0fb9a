"""Accounts and groups: Django's own pages, whose lists bear any query string."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from archive.admin.lists import PatientChangeList

admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(UserAdmin):
    def get_changelist(self, request: HttpRequest, **kwargs) -> type[ChangeList]:
        return PatientChangeList


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    def get_changelist(self, request: HttpRequest, **kwargs) -> type[ChangeList]:
        return PatientChangeList
