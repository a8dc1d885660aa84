"""What an inspection said of its unit stands in that unit's line; the re-check of a month is one.

Lines get the ids of their inspections, so that files chosen for a form that was not sent yet stay
with it. Back again each line is an inspection of its own.
"""

from collections import Counter, defaultdict
from importlib import import_module

from django.core.management.color import no_style
from django.db import migrations, models
from django.db.models import F, Q

triggers = import_module("tasks.migrations.0003_events_never_change")
MOVED = ("unit_id", "passed", "rectify_by", "rectification", "rectified_on", "rectified_by_id", "closed_on")


def give_lines(apps, schema_editor):
    Inspection, Visit, Evidence, Event = models_of(apps)
    rows = Inspection.objects.order_by("pk").values("pk", *MOVED)
    Visit.objects.bulk_create(Visit(inspection_id=row["pk"], **row) for row in rows)
    proofs = Evidence.objects.exclude(inspection=None)
    proofs.update(visit_id=F("inspection_id"), inspection=None)
    triggers.drop(apps, schema_editor)
    for first, *others in rechecks(Inspection):
        names = [name for one in (first, *others) for name in one.sheet.get("addressees", ())]
        first.sheet = first.sheet and first.sheet | {"addressees": names}
        first.save(update_fields=["sheet"])
        Visit.objects.filter(inspection__in=others).update(inspection=first)
        Event.objects.filter(inspection__in=others).update(inspection=first)
        Inspection.objects.filter(pk__in=[one.pk for one in others]).delete()
    settle(schema_editor)
    triggers.create(apps, schema_editor)
    for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [Visit]):
        schema_editor.execute(statement)


def rechecks(Inspection):
    """The rows of each re-check of several units, written in one act, in their order."""
    rows = defaultdict(list)
    for one in Inspection.objects.filter(kind="recheck").order_by("pk"):
        rows[one.milestone_id, one.month].append(one)
    return [same for same in rows.values() if len(same) > 1]


def take_lines_back(apps, schema_editor):
    Inspection, Visit, Evidence, _Event = models_of(apps)
    lines = Counter(Visit.objects.values_list("inspection", flat=True))
    seen = set()
    units = dict(apps.get_model("units", "Unit").objects.values_list("pk", "name"))
    for visit in Visit.objects.select_related("inspection").order_by("pk"):
        one = visit.inspection
        if lines[one.pk] > 1 and one.sheet:
            one.sheet |= {"addressees": [units[visit.unit_id]]}
        if one.pk in seen:
            one.pk = None  # saved as another one
        seen.add(visit.inspection_id)
        for name in MOVED:
            setattr(one, name, getattr(visit, name))
        if visit.findings:
            one.findings = f"{one.findings}\n{visit.findings}"
        one.save()
        Evidence.objects.filter(inspection=one, unit=None).update(unit=visit.unit_id)
        Evidence.objects.filter(visit=visit, unit=None).update(unit=visit.unit_id)
        Evidence.objects.filter(visit=visit).update(visit=None, inspection=one)
        unsent = Evidence.objects.filter(inspection=None, action="rectify", answers=visit.pk)
        unsent.update(answers=one.pk)
    Evidence.objects.filter(unit=None).delete()  # chosen by supervisors and not sent
    Visit.objects.all().delete()
    settle(schema_editor)


def models_of(apps):
    return [apps.get_model("tasks", name) for name in ("Inspection", "Visit", "Evidence", "Event")]


def settle(schema_editor):
    """PostgreSQL changes no table while something about its rows is still to be checked."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


UNIT = models.ForeignKey(
    "units.unit", models.PROTECT, null=True, related_name="inspections", verbose_name="unit"
)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0061_inspected_units")]
    operations = [
        # May be empty, so that they can come back before there is anything in them.
        migrations.AlterField("inspection", "unit", UNIT),
        migrations.AlterField("inspection", "passed", models.BooleanField("passed", null=True)),
        migrations.RunPython(give_lines, take_lines_back),
        migrations.RemoveConstraint("inspection", "inspection_one_recheck_a_month"),
        migrations.RemoveConstraint("inspection", "inspection_rectified_after_it"),
        migrations.RemoveConstraint("inspection", "inspection_rectified_with_words"),
        *(migrations.RemoveField("inspection", name.removesuffix("_id")) for name in MOVED),
        migrations.AddConstraint(
            "inspection",
            models.UniqueConstraint(
                name="inspection_one_recheck_a_month",
                fields=["milestone", "month"],
                condition=Q(kind="recheck"),
            ),
        ),
    ]
