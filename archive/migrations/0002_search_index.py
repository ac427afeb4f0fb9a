from django.db import migrations

from archive.search import fts5, postgres


def create_index(apps, schema_editor):
    backend = postgres if schema_editor.connection.vendor == "postgresql" else fts5
    for statement in backend.CREATE:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    backend = postgres if schema_editor.connection.vendor == "postgresql" else fts5
    for statement in backend.DROP:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """The full-text index over the search entries; each database has its own kind."""

    dependencies = [("archive", "0001_initial")]

    operations = [migrations.RunPython(create_index, drop_index)]
