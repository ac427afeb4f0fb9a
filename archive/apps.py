from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate

from archive.checks import CHECKS
from archive.roles import make_roles


class ArchiveConfig(AppConfig):
    name = "archive"

    def ready(self) -> None:
        for check in CHECKS:
            register(check, Tags.security)
        # Accounts come last among the applications: by then all permissions have been made.
        post_migrate.connect(
            make_roles, sender=apps.get_app_config("auth"), dispatch_uid="archive.roles"
        )
