"""From a PlanReading to rows, once or again. What people reported is never touched."""

from django.db import transaction
from django.utils.translation import gettext as _

from tasks.importer.changes import Changes
from tasks.importer.matching import make_room, matched
from tasks.importer.people import load_leaders, load_responsibility, load_units
from tasks.importer.reading import PlanTextError
from tasks.plan.models import Milestone, Plan, SpecialProject, Task


@transaction.atomic
def load(reading, *, dry_run=False):
    """Make the rows of ``reading``'s plan say what it says; return the Changes, in words.

    Idempotent. With ``dry_run`` everything is rolled back. Raises PlanTextError, leaving the
    database as it was, when the rows cannot hold what was read, or when a task or milestone
    with progress would have to go.
    """
    changes = Changes(reading)
    units, leaders = load_units(reading, changes), load_leaders(reading, changes)
    plan = load_plan(reading, changes)
    projects = load_projects(reading, plan, changes)
    rows = load_tasks(reading, plan, projects, changes)
    for task in reading.tasks:
        load_responsibility(task, rows[task], units, leaders, changes)
        load_milestones(task, rows[task], changes)
    for project in plan.projects.exclude(number__in=projects):
        changes.remove(project)
    if dry_run:
        transaction.set_rollback(True)
    return changes


def load_plan(reading, changes):
    row = Plan.objects.filter(slug=reading.slug).first()
    values = {
        "slug": reading.slug,
        "title": reading.title,
        "issuer": reading.issuer,
        "issued_on": reading.issued_on,
        "source_text": reading.source_text,
    }
    if row is None:
        values["short_title"] = reading.short_title
        values["is_active"] = not Plan.objects.filter(is_active=True).exists()
    return changes.put(row, Plan, values)


def load_projects(reading, plan, changes):
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


def load_tasks(reading, plan, projects, changes):
    """``{TaskReading: Task}``; tasks that the text no longer has are gone."""
    found, gone = matched(plan.tasks.all(), reading.tasks, "title", "number")
    for row in gone:
        refuse_if_touched([row, *row.milestones.all()], row)
        changes.remove(row)
    make_room(
        plan.tasks, [row for task, row in found.items() if row.number != task.number], "number"
    )
    return {
        task: changes.put(
            found.get(task),
            Task,
            {
                "plan": plan,
                "project": projects[task.project],
                "number": task.number,
                "title": task.title,
                "description": task.description,
                "schedule": task.schedule,
                "key_focus": task.key_focus,
                "source_start": task.start,
                "source_end": task.end,
            },
        )
        for task in reading.tasks
    }


def load_milestones(task, row, changes):
    found, gone = matched(row.milestones.official(), task.milestones, "text", "order")
    refuse_if_touched(gone, row, changes.reading.line_at(task.start))
    for milestone in gone:
        changes.remove(milestone)
    moving = [old for new, old in found.items() if old.order != new.order]
    make_room(row.milestones, moving, "order")
    for new in task.milestones:
        old = found.get(new)
        changes.put(old, Milestone, {"task": row, **milestone_values(new, old)})


def milestone_values(new, old):
    values = {
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


def date_follows(old, new):
    """True when the document's date changed and nobody has granted or set another one since."""
    granted = old.extensions.filter(decision="granted")
    set_by_hand = old.events.filter(action="set-date")
    moved = granted.exists() or set_by_hand.exists()
    return old.original_due_on != new.due_on and not moved


def confirmation_holds(old, new):
    """A confirmed date needs no second look unless the document now writes another one."""
    return bool(new.date_note) and old.raw_date == new.raw_date


def refuse_if_touched(rows, task, line=None):
    """Raise PlanTextError when one of ``rows`` of a task carries what people did."""
    for row in rows:
        if is_touched(row):
            message = (
                _("Task %(task)s has progress and cannot be removed.")
                if row == task
                else _("“%(row)s” of task %(task)s has progress and cannot be removed.")
            )
            raise PlanTextError(message % {"row": row, "task": task}, line)


def is_touched(row):
    if row.events.exists():
        return True
    return isinstance(row, Milestone) and has_progress(row)


def has_progress(milestone):
    return (
        milestone.stage != Milestone.Stage.OPEN
        or milestone.reports.exists()
        or milestone.extensions.exists()
    )
