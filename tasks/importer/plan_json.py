"""The plan as schema 1 JSON: the document's content, without what happened since."""

from typing import Any

from tasks.plan.models import Assignment, Milestone, Plan, Task

SCHEMA = 1


def plan_data(plan: Plan) -> dict[str, Any]:
    """``plan`` as plain dicts and lists, in the document's order; dates as ISO strings."""
    tasks, headings = Task.objects.for_export(plan), plan.projects.filter(is_extra=False)
    return {
        "schema": SCHEMA,
        "plan": {
            "slug": plan.slug,
            "title": plan.title,
            "issuer": plan.issuer,
            "issued_on": plan.issued_on.isoformat(),
        },
        "projects": list(headings.order_by("number").values("number", "title")),
        "tasks": [task_data(task) for task in tasks],
    }


def task_data(task: Task) -> dict[str, Any]:
    """One item with what the document has of it; added milestones are left out."""
    return {
        "number": task.number,
        "project": task.project.number,
        "title": task.title,
        "description": task.description,
        "schedule": task.schedule,
        "key_focus": task.key_focus,
        "lead_leaders": [lead.leader.name for lead in task.lead_leaders.all()],
        "lead_units": names(task, Assignment.Role.LEAD),
        "participating_units": names(task, Assignment.Role.PARTICIPATING),
        "milestones": [
            milestone_data(milestone)
            for milestone in task.milestones.all()
            if milestone.added_on is None
        ],
    }


def names(task: Task, role: str) -> list[str]:
    """The units as this place of the document writes them."""
    return [
        assignment.written_as or assignment.unit.name
        for assignment in task.assignments.all()
        if assignment.role == role
    ]


def milestone_data(milestone: Milestone) -> dict[str, Any]:
    """One milestone with the document's own date, not the granted one."""
    due = milestone.original_due_on
    return {
        "order": milestone.order,
        "text": milestone.text,
        "raw_date": milestone.raw_date,
        "due_on": due.isoformat() if due else None,
        "kind": milestone.kind,
        "is_key": milestone.is_key,
        "date_note": milestone.date_note,
    }
