"""Instructions, inspections and decisions on extensions are numbered; those of before stay without."""

from django.db import migrations, models
from django.db.models import Q

KINDS = ("instruction", "inspection", "extension")
COLUMNS = ("plan", "year", "number")


def fields():
    empty = {"null": True, "blank": True, "editable": False}
    return {
        "plan": models.ForeignKey(
            on_delete=models.PROTECT, related_name="+", to="tasks.plan", verbose_name="plan", **empty
        ),
        "year": models.PositiveSmallIntegerField(verbose_name="year", **empty),
        "number": models.PositiveIntegerField(verbose_name="number", **empty),
    }


def constraints(kind):
    whole = [Q(**{f"{name}__isnull": is_empty for name in COLUMNS}) for is_empty in (True, False)]
    return [
        models.UniqueConstraint(name=f"{kind}_number_once_a_year", fields=COLUMNS),
        models.CheckConstraint(name=f"{kind}_number_is_whole", condition=whole[0] | whole[1]),
    ]


class Migration(migrations.Migration):
    dependencies = [("tasks", "0057_plans_in_use")]
    operations = [
        *(
            migrations.AddField(kind, name, field)
            for kind in KINDS
            for name, field in fields().items()
        ),
        *(migrations.AddConstraint(kind, one) for kind in KINDS for one in constraints(kind)),
    ]
