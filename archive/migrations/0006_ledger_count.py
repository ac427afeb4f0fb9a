from django.db import migrations, models
from django.db.models.functions import Coalesce


def count_entries(apps, schema_editor):
    """Note how many entries each ledger has, so that a loss from now on is noticed."""
    dump, entry = (apps.get_model("archive", name) for name in ("Dump", "LedgerEntry"))
    counts = (
        entry.objects.filter(dump=models.OuterRef("pk"))
        .order_by()
        .values("dump")
        .values(count=models.Count("pk"))
    )
    dumps = dump.objects.using(schema_editor.connection.alias)
    dumps.update(ledger_count=Coalesce(models.Subquery(counts), 0))


class Migration(migrations.Migration):
    dependencies = [("archive", "0005_acceptance")]

    operations = [
        migrations.AddField(
            model_name="dump",
            name="ledger_count",
            field=models.PositiveIntegerField(default=0, verbose_name="ledger entries"),
        ),
        migrations.RunPython(count_entries, migrations.RunPython.noop),
    ]
