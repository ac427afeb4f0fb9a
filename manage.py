#!/usr/bin/env python3
"""Django's command line for this project."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        if settings.configured:
            raise
        # A setting was refused, in a sentence that names its variable; no traceback adds to it.
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        # Commands that have something to finish or to say catch it themselves.
        print("Interrupted.", file=sys.stderr)
        sys.exit(130)
    except OperationalError as error:
        # A server that is down, a database that is not there, a file that may not be written.
        if "--traceback" in sys.argv:
            raise
        sys.exit(
            f"The database cannot be used: {str(error).strip()}\n"
            "DATABASE_URL names another one (without it, a file in ARCHIVE_DATA_DIR is used); "
            "--traceback shows where it failed."
        )


if __name__ == "__main__":
    main()
