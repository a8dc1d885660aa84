"""Plans that were loaded before a plan had phases are in use since they were issued."""

from django.db import migrations
from django.db.models import F


def put_in_use(apps, schema_editor):
    plans = apps.get_model("tasks", "Plan").objects.using(schema_editor.connection.alias)
    plans.filter(in_use_from=None).update(in_use_from=F("issued_on"))


class Migration(migrations.Migration):
    dependencies = [("tasks", "0056_plan_phases")]
    operations = [migrations.RunPython(put_in_use, migrations.RunPython.noop)]
