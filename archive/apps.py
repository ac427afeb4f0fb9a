from django.apps import AppConfig
from django.core.checks import Tags, register

from archive.checks import CHECKS


class ArchiveConfig(AppConfig):
    name = "archive"

    def ready(self) -> None:
        for check in CHECKS:
            register(check, Tags.security)
