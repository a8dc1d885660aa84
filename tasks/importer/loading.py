"""From a PlanReading to rows, once or again. What people reported is never touched."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tasks.importer.changes import Changes
from tasks.importer.matching import make_room, matched
from tasks.importer.people import load_leaders, load_responsibility, load_units
from tasks.importer.reading import MilestoneReading, PlanReading, PlanTextError, TaskReading
from tasks.plan.acting import act, touch, touch_plan
from tasks.plan.models import Milestone, Plan, SpecialProject, Task


def load(reading: PlanReading, *, dry_run: bool = False) -> Changes:
    """``store`` what the text says; with ``dry_run`` everything is rolled back."""
    with transaction.atomic():
        changes = store(reading)
        if dry_run:
            transaction.set_rollback(True)
    return changes


@act
def store(reading: PlanReading) -> Changes:
    """Make the rows of ``reading``'s plan say what it says; return the Changes, in words.

    Idempotent. What the text says holds for every day. Raises PlanTextError, leaving the
    database as it was, when the rows cannot hold what was read, or when a task or milestone
    with progress would have to go.
    """
    changes = Changes(reading)
    units, leaders = load_units(reading, changes), load_leaders(reading, changes)
    plan = load_plan(reading, changes)
    projects = load_projects(reading, plan, changes)
    tasks = load_tasks(reading, plan, projects, changes)
    for item, task in tasks.items():
        load_responsibility(item, task, units, leaders, changes)
        load_milestones(item, task, changes)
    for project in plan.projects.filter(is_extra=False).exclude(number__in=projects):
        changes.delete(project)
    official = Milestone.objects.filter(task__plan=plan, task__added_on=None)
    touch(*official.values_list("pk", flat=True))
    touch_plan(plan.pk)
    return changes


def load_plan(reading: PlanReading, changes: Changes) -> Plan:
    """The Plan with the address of ``reading``; the first plan of all becomes the active one."""
    plan = Plan.objects.filter(slug=reading.slug).first()
    values: dict[str, Any] = {
        "slug": reading.slug,
        "title": reading.title,
        "issuer": reading.issuer,
        "issued_on": reading.issued_on,
        "source_text": reading.source_text,
    }
    if plan is None:
        values["short_title"] = reading.short_title
        values["is_active"] = not Plan.objects.filter(is_active=True).exists()
    return changes.put(plan, Plan, values)


def load_projects(reading: PlanReading, plan: Plan, changes: Changes) -> dict[int, SpecialProject]:
    """``{number: SpecialProject}``."""
    stored = {project.number: project for project in plan.projects.all()}
    return {
        project.number: changes.put(
            stored.get(project.number),
            SpecialProject,
            {"plan": plan, "number": project.number, "title": project.title},
        )
        for project in reading.projects
    }


def load_tasks(
    reading: PlanReading, plan: Plan, projects: dict[int, SpecialProject], changes: Changes
) -> dict[TaskReading, Task]:
    """The Task of each item, in the text's order; tasks that the text no longer has are gone, those
    outside the plan stay.

    Raises PlanTextError when one of those has progress.
    """
    stored, gone = matched(plan.tasks.of_document(), reading.tasks, "title", "number")
    for task in gone:
        refuse_if_touched([task, *task.milestones.all()], task)
        changes.delete(task)
    moving = [task for item, task in stored.items() if task.number != item.number]
    make_room(plan.tasks, moving, "number")
    return {
        item: changes.put(
            stored.get(item),
            Task,
            {
                "plan": plan,
                "project": projects[item.project],
                "number": item.number,
                "title": item.title,
                "description": item.description,
                "schedule": item.schedule,
                "key_focus": item.key_focus,
                "source_start": item.start,
                "source_end": item.end,
            },
        )
        for item in reading.tasks
    }


def load_milestones(item: TaskReading, task: Task, changes: Changes) -> None:
    """Make the official milestones of ``task`` those of ``item``; added ones stay.

    Raises PlanTextError when one with progress would have to go.
    """
    stored, gone = matched(task.milestones.official(), item.milestones, "text", "order")
    refuse_if_touched(gone, task, changes.reading.line_at(item.start))
    for milestone in gone:
        changes.delete(milestone)
    moving = [old for new, old in stored.items() if old.order != new.order]
    make_room(task.milestones, moving, "order")
    for new in item.milestones:
        old = stored.get(new)
        changes.put(old, Milestone, {"task": task, **milestone_values(new, old)})


def milestone_values(new: MilestoneReading, old: Milestone | None) -> dict[str, Any]:
    """What the text says of a milestone, and its due date where that still follows the text."""
    values: dict[str, Any] = {
        "order": new.order,
        "text": new.text,
        "kind": new.kind,
        "is_key": new.is_key,
        "raw_date": new.raw_date,
        "date_note": new.date_note,
        "original_due_on": new.due_on,
        "source_start": new.start,
        "source_end": new.end,
    }
    if old is None or date_follows(old, new):
        values["due_on"] = new.due_on
    if old and not confirmation_holds(old, new):
        values["date_confirmed_on"] = None
    return values


def date_follows(old: Milestone, new: MilestoneReading) -> bool:
    """True when the document's date changed and nobody has granted or set another one since."""
    return old.original_due_on != new.due_on and not old.date_was_decided


def confirmation_holds(old: Milestone, new: MilestoneReading) -> bool:
    """A confirmed date needs no second look unless the document now writes another one."""
    return bool(new.date_note) and old.raw_date == new.raw_date


def refuse_if_touched(
    rows: Iterable[Task | Milestone], task: Task, line: int | None = None
) -> None:
    """Raise PlanTextError when one of ``rows`` of a task carries what people did."""
    for row in rows:
        if is_touched(row):
            message = (
                _("Task %(task)s has progress and cannot be removed.")
                if row == task
                else _("“%(row)s” of task %(task)s has progress and cannot be removed.")
            )
            raise PlanTextError(message % {"row": row, "task": task}, line)


def is_touched(row: Task | Milestone) -> bool:
    """True when people did something to a task or milestone: history would lose its subject."""
    if row.events.exists() or row.proposed_corrections.exists():
        return True
    return isinstance(row, Milestone) and has_progress(row)


def has_progress(milestone: Milestone) -> bool:
    """True when its units reported on it, closed it or asked for a later date."""
    return (
        milestone.stage != Milestone.Stage.OPEN
        or milestone.reports.exists()
        or milestone.extensions.exists()
    )
