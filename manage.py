#!/usr/bin/env python3
"""Django's command line for this project."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        if settings.configured:
            raise
        # A setting was refused, in a sentence that names its variable; no traceback adds to it.
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
