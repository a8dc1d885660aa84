"""Events that were written before they named their paper get it, as far as it can be told."""

from importlib import import_module

from django.db import migrations

triggers = import_module("tasks.migrations.0003_events_never_change")

SLIP = ("issue-slip", "receive-slip", "answer-slip", "lift-slip", "refer")
INSTRUCTION = ("instruct", "reply", "send-back-reply")
INSPECTION = ("inspect", "rectify", "close-inspection", "send-back-rectification")
ROUND = ("assess", "review-assessment")


def name_papers(apps, schema_editor):
    events = apps.get_model("tasks", "Event").objects
    finders = [
        ("slip", SLIP, slips_of),
        ("instruction", INSTRUCTION, instructions_of),
        ("inspection", INSPECTION, inspections_of),
        ("round", ROUND, rounds_of),
    ]
    triggers.drop(apps, schema_editor)
    for column, actions, papers_of in finders:
        for event in events.filter(action__in=actions).select_related("task"):
            if paper := next(iter(papers_of(apps, event)), None):
                events.filter(pk=event.pk).update(**{column: paper})
    if schema_editor.connection.vendor == "postgresql":  # a trigger waits for what is deferred
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    triggers.create(apps, schema_editor)


def slips_of(apps, event):
    """The slip that the words name, else the latest one issued by that day."""
    rows = apps.get_model("tasks", "Slip").objects.filter(milestone=event.milestone_id)
    rows = list(rows.filter(issued_on__lte=event.on).order_by("-issued_on", "-id"))
    return [row for row in rows if f"督办〔{row.year}〕{row.number}号" == event.note] or rows


def instructions_of(apps, event):
    rows = apps.get_model("tasks", "Instruction").objects.filter(task=event.task_id)
    rows = rows.filter(given_on__lte=event.on).order_by("-given_on", "-id")
    said = [row for row in rows if event.note in (row.text, *row.replies.values_list("text", flat=True))]
    return said or rows


def inspections_of(apps, event):
    rows = apps.get_model("tasks", "Inspection").objects.filter(milestone=event.milestone_id)
    rows = list(rows.filter(inspected_on__lte=event.on).order_by("-inspected_on", "-id"))
    return [row for row in rows if event.note in (row.findings, row.rectification)] or rows


def rounds_of(apps, event):
    rows = apps.get_model("tasks", "AssessmentRound").objects.filter(plan=event.task.plan_id)
    rows = list(rows.filter(opened_on__lte=event.on).order_by("-opened_on", "-id"))
    return [row for row in rows if event.note.startswith(f"{row.title}：")] or rows


class Migration(migrations.Migration):
    dependencies = [("tasks", "0018_events_name_their_paper")]
    operations = [migrations.RunPython(name_papers, migrations.RunPython.noop)]
