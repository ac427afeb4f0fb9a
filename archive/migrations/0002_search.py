import django.db.models.deletion
from django.db import migrations, models

import archive.fields
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

    dependencies = [
        ('archive', '0001_initial'),
        ('articles', '0001_initial'),
        ('comments', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('place', archive.fields.PlaceField(primary_key=True, serialize=False, verbose_name='place in time')),
                ('words', archive.fields.WordsField(verbose_name='words')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_entries', to='articles.article', verbose_name='article')),
                ('comment', models.OneToOneField(help_text="None where the entry is the article's own.", null=True, on_delete=django.db.models.deletion.CASCADE, related_name='search_entry', to='comments.comment', verbose_name='comment')),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
                'constraints': [models.UniqueConstraint(condition=models.Q(('comment__isnull', True)), fields=('article',), name='search_entry_once_an_article')],
            },
        ),
        migrations.RunPython(create_index, drop_index),
    ]
