"""Each unit of an inspection has a line of its own; supervisors prove what they found there."""

from itertools import combinations

from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, Q

PROVES = ("report", "request", "extension", "reply", "receipt", "visit", "inspection")


def one_thing(names):
    condition = Q()
    for one, other in combinations(names, 2):
        condition &= Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True})
    return models.CheckConstraint(name="evidence_proves_one_thing", condition=condition)


def key(to, name, related_name="+", on_delete=PROTECT, **fields):
    """A column that may be empty; ``null=False`` for one that may not."""
    fields = {"null": True, "blank": fields.get("null", True)} | fields
    return models.ForeignKey(to, on_delete, related_name=related_name, verbose_name=name, **fields)


def day(name):
    return models.DateField(name, null=True, blank=True)


VISIT = [
    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
    ("inspection", key("tasks.inspection", "inspection", "visits", models.CASCADE, null=False)),
    ("unit", key("units.unit", "unit", "visits", null=False)),
    ("group", key("units.unit", "addressed as", editable=False)),
    ("findings", models.TextField("own findings", blank=True)),
    ("passed", models.BooleanField("passed")),
    ("rectify_by", day("rectify by")),
    ("rectification", models.TextField("rectification", blank=True)),
    ("rectified_on", day("rectified on")),
    ("rectified_by", key(settings.AUTH_USER_MODEL, "rectified by")),
    ("opinion", models.TextField("opinion", blank=True)),
    ("looked_on", day("looked at on")),
    ("closed_on", day("closed on")),
]
RULES = [
    models.UniqueConstraint(name="visit_once_per_unit", fields=["inspection", "unit"]),
    models.CheckConstraint(
        name="visit_that_asks_for_something_did_not_pass",
        condition=Q(rectify_by__isnull=True) | Q(passed=False),
    ),
    models.CheckConstraint(
        name="visit_rectified_with_words",
        condition=Q(rectified_on__isnull=True, rectification="")
        | (Q(rectified_on__isnull=False) & ~Q(rectification="")),
    ),
    models.CheckConstraint(
        name="visit_looked_at_with_words",
        condition=Q(looked_on__isnull=True, opinion="")
        | (Q(looked_on__isnull=False) & ~Q(opinion="")),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0060_test_mails_and_dropped_ones"),
        ("units", "0007_sort_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            "Visit",
            VISIT,
            {
                "verbose_name": "inspection record",
                "verbose_name_plural": "inspection records",
                "ordering": ["inspection", "unit__position", "id"],
                "constraints": RULES,
            },
        ),
        migrations.RemoveConstraint("evidence", "evidence_proves_one_thing"),
        migrations.AlterField(
            "evidence", "inspection", key("tasks.inspection", "inspection", "evidence")
        ),
        migrations.AddField("evidence", "visit", key("tasks.visit", "rectification", "evidence")),
        migrations.AlterField("evidence", "unit", key("units.unit", "unit")),
        migrations.AddConstraint("evidence", one_thing(PROVES)),
    ]
