"""A supervisor writes a slip that no rule calls for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0051_day_of_a_visit")]
    operations = [
        migrations.AddField(
            "slip", "by_hand", models.BooleanField(default=False, verbose_name="written by hand")
        ),
    ]
