"""The plan as schema 1 JSON: the document's content, without what happened since."""

from tasks.plan.models import Assignment, Task

SCHEMA = 1


def plan_data(plan):
    """``plan`` as plain dicts and lists, in the document's order; dates as ISO strings."""
    tasks = Task.objects.for_export(plan)
    return {
        "schema": SCHEMA,
        "plan": {
            "slug": plan.slug,
            "title": plan.title,
            "issuer": plan.issuer,
            "issued_on": plan.issued_on.isoformat(),
        },
        "projects": list(plan.projects.order_by("number").values("number", "title")),
        "tasks": [task_data(task) for task in tasks],
    }


def task_data(task):
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
            milestone_data(one) for one in task.milestones.all() if one.added_on is None
        ],
    }


def names(task, role):
    """The units as this place of the document writes them."""
    return [
        assignment.written_as or assignment.unit.name
        for assignment in task.assignments.all()
        if assignment.role == role
    ]


def milestone_data(milestone):
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
