"""What can be found, in folded words, and the index of each database over their grams.

SQLite keeps the index of its FTS5 by triggers; a migration that makes this table anew, as Django
does there to change a column, has to make them again.
"""

import django.db.models.deletion
from django.db import migrations, models

import tasks.search.models

SQLITE = [
    """
    CREATE VIRTUAL TABLE tasks_searchindex USING fts5(
        grams, content='tasks_searchrow', content_rowid='id', tokenize='ascii', detail='none', columnsize=0
    )
    """,
    """
    CREATE TRIGGER search_row_comes AFTER INSERT ON tasks_searchrow BEGIN
        INSERT INTO tasks_searchindex(rowid, grams) VALUES (new.id, new.grams);
    END
    """,
    """
    CREATE TRIGGER search_row_goes AFTER DELETE ON tasks_searchrow BEGIN
        INSERT INTO tasks_searchindex(tasks_searchindex, rowid, grams) VALUES ('delete', old.id, old.grams);
    END
    """,
    """
    CREATE TRIGGER search_row_changes AFTER UPDATE ON tasks_searchrow BEGIN
        INSERT INTO tasks_searchindex(tasks_searchindex, rowid, grams) VALUES ('delete', old.id, old.grams);
        INSERT INTO tasks_searchindex(rowid, grams) VALUES (new.id, new.grams);
    END
    """,
]
CREATE = {
    "sqlite": SQLITE,
    # Lists of words need no extension, which an ordinary user of the database could not install.
    "postgresql": [
        "CREATE INDEX search_row_grams ON tasks_searchrow USING gin (string_to_array(grams, ' '))"
    ],
}
DROP = {
    "sqlite": [
        "DROP TRIGGER search_row_changes",
        "DROP TRIGGER search_row_goes",
        "DROP TRIGGER search_row_comes",
        "DROP TABLE tasks_searchindex",
    ],
    "postgresql": ["DROP INDEX search_row_grams"],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0100_api_clients'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('task', 'Tasks'), ('milestone', 'Milestones'), ('unit', 'Units'), ('leader', 'Leaders'), ('slip', 'Slips'), ('instruction', 'Instructions'), ('report', 'Progress reports'), ('file', 'Files'), ('text', 'Official text')], max_length=20, verbose_name='kind')),
                ('key', models.PositiveBigIntegerField(verbose_name='of which row')),
                ('place', models.PositiveIntegerField(default=0, verbose_name='place')),
                ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tasks.plan', verbose_name='plan')),
                ('since', models.DateField(null=True, verbose_name='since')),
                ('name', models.TextField(verbose_name='name')),
                ('text', models.TextField(verbose_name='words')),
                ('grams', tasks.search.models.GramsField(verbose_name='grams')),
            ],
            options={
                'verbose_name': 'search row',
                'verbose_name_plural': 'search rows',
                'constraints': [models.UniqueConstraint(fields=('kind', 'key', 'place'), name='search_row_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['unit', 'leader']), ('plan', None)), models.Q(models.Q(('kind__in', ['unit', 'leader']), _negated=True), ('plan__isnull', False)), _connector='OR'), name='search_row_of_a_plan')],
            },
        ),
        migrations.RunPython(create, drop),
    ]
