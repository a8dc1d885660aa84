"""The database itself refuses to change an event."""

from django.db import migrations

CREATE = {
    "sqlite": """
        CREATE TRIGGER event_never_changes BEFORE UPDATE ON tasks_event
        BEGIN SELECT RAISE(ABORT, 'events never change'); END
    """,
    "postgresql": """
        CREATE FUNCTION event_never_changes() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION 'events never change' USING ERRCODE = 'integrity_constraint_violation';
        END $$ LANGUAGE plpgsql;
        CREATE TRIGGER event_never_changes BEFORE UPDATE ON tasks_event
        FOR EACH ROW EXECUTE FUNCTION event_never_changes()
    """,
}
DROP = {
    "sqlite": "DROP TRIGGER event_never_changes",
    "postgresql": """
        DROP TRIGGER event_never_changes ON tasks_event;
        DROP FUNCTION event_never_changes()
    """,
}


def create(apps, schema_editor):
    schema_editor.execute(CREATE[schema_editor.connection.vendor])


def drop(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("tasks", "0002_workflow")]
    operations = [migrations.RunPython(create, drop)]
