"""Issued papers keep their words."""

from django.db import migrations, models


def sheet(words):
    return models.JSONField(default=dict, editable=False, verbose_name=words)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0038_office_of_papers")]
    operations = [
        migrations.AddField("slip", "sheet", sheet("words of the paper")),
        migrations.AddField("slip", "referral_sheet", sheet("words of the referral")),
    ]
