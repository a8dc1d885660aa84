"""The database itself refuses to change a correction, as it does with events."""

from django.db import migrations

CREATE = {
    "sqlite": """
        CREATE TRIGGER correction_never_changes BEFORE UPDATE ON tasks_correction
        BEGIN SELECT RAISE(ABORT, 'corrections never change'); END
    """,
    "postgresql": """
        CREATE FUNCTION correction_never_changes() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION 'corrections never change' USING ERRCODE = 'integrity_constraint_violation';
        END $$ LANGUAGE plpgsql;
        CREATE TRIGGER correction_never_changes BEFORE UPDATE ON tasks_correction
        FOR EACH ROW EXECUTE FUNCTION correction_never_changes()
    """,
}
DROP = {
    "sqlite": "DROP TRIGGER correction_never_changes",
    "postgresql": """
        DROP TRIGGER correction_never_changes ON tasks_correction;
        DROP FUNCTION correction_never_changes()
    """,
}


def create(apps, schema_editor):
    schema_editor.execute(CREATE[schema_editor.connection.vendor])


def drop(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("tasks", "0028_corrections")]
    operations = [migrations.RunPython(create, drop)]
