"""Each kind of paper has one series for all plans; numbers that two plans gave stay on their papers.

What went out cannot be numbered anew: those papers are marked, and the series goes on behind the
highest number, so that no new paper meets one of them.
"""

from django.db import migrations, models

KINDS = ("slip", "instruction", "inspection", "extension")


def mark_shared(apps, schema_editor):
    for kind in KINDS:
        papers = apps.get_model("tasks", kind).objects.filter(number__isnull=False)
        numbers = papers.order_by().values("year", "number").annotate(papers=models.Count("pk"))
        twice = numbers.filter(papers__gt=1).values_list("year", "number")
        for year, number in list(twice):
            papers.filter(year=year, number=number).update(shares_number=True)


def one_series(kind):
    return [
        migrations.AddField(
            kind,
            "shares_number",
            models.BooleanField(default=False, editable=False, verbose_name="shares its number"),
        ),
        migrations.RemoveConstraint(kind, f"{kind}_number_once_a_year"),
    ]


class Migration(migrations.Migration):
    dependencies = [('tasks', '0074_ratings')]
    operations = [
        *(step for kind in KINDS for step in one_series(kind)),
        migrations.RunPython(mark_shared, migrations.RunPython.noop),
    ]
