"""The day of the last naming stands in its row."""

from django.db import migrations


def put_back(apps, schema_editor):
    for naming in apps.get_model("tasks", "Naming").objects.order_by("on", "id"):
        milestone = naming.milestone
        milestone.answering_on = naming.on
        milestone.save(update_fields=["answering_on"])


class Migration(migrations.Migration):
    dependencies = [("tasks", "0024_first_standings")]
    operations = [
        migrations.RemoveConstraint("milestone", "milestone_answering_since_a_day"),
        migrations.RunPython(migrations.RunPython.noop, put_back),
        migrations.RemoveField("milestone", "answering_on"),
    ]
