"""A visit may have been before the day on which it is written down."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("tasks", "0050_what_was_asked_about_days")]
    operations = [
        migrations.AddField(
            "inspection",
            "visited_on",
            models.DateField(blank=True, null=True, verbose_name="visited on"),
        ),
        migrations.AddConstraint(
            "inspection",
            models.CheckConstraint(
                name="inspection_written_down_after_the_visit",
                condition=Q(visited_on__isnull=True) | Q(visited_on__lte=F("inspected_on")),
            ),
        ),
    ]
