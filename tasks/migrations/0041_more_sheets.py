"""Instructions, inspections and decisions on extensions keep their words too."""

from django.db import migrations, models


def sheet():
    return models.JSONField(default=dict, editable=False, verbose_name="words of the paper")


class Migration(migrations.Migration):
    dependencies = [("tasks", "0040_first_sheets")]
    operations = [
        migrations.AddField("instruction", "sheet", sheet()),
        migrations.AddField("inspection", "sheet", sheet()),
        migrations.AddField("extension", "sheet", sheet()),
    ]
