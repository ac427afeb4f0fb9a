"""Guards of the log against INSERT OR REPLACE, and against words that only say they are erased."""

from django.db import migrations

from articles.append_only import guards, guards_drop


def put_guards_up_anew(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in [*guards_drop(vendor), *guards(vendor)]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0006_count_differs"),
    ]

    operations = [
        migrations.RunPython(put_guards_up_anew, migrations.RunPython.noop),
    ]
