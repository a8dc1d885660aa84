"""Who asks for a later date may prove why."""

from itertools import combinations

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

PROVES = ("report", "request", "extension", "reply", "receipt", "inspection")


def one_thing(names):
    condition = Q()
    for one, other in combinations(names, 2):
        condition &= Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True})
    return models.CheckConstraint(name="evidence_proves_one_thing", condition=condition)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0054_implementation_versions")]
    operations = [
        migrations.RemoveConstraint("evidence", "evidence_proves_one_thing"),
        migrations.AddField(
            "evidence",
            "extension",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="tasks.extension",
                verbose_name="extension",
            ),
        ),
        migrations.AddConstraint("evidence", one_thing(PROVES)),
    ]
