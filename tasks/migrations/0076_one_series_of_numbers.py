"""No number twice in a year, whichever plan its paper is of."""

from django.db import migrations, models
from django.db.models import Q

KINDS = ("slip", "instruction", "inspection", "extension")


class Migration(migrations.Migration):
    dependencies = [('tasks', '0075_numbers_across_plans')]
    operations = [
        migrations.AddConstraint(
            kind,
            models.UniqueConstraint(
                name=f"{kind}_number_once_a_year",
                fields=["year", "number"],
                condition=Q(shares_number=False),
            ),
        )
        for kind in KINDS
    ]
