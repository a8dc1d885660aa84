"""The form of an instruction, for pages of other rooms."""

from tasks.instructions.forms import InstructionForm
from tasks.plan.models import Assignment
from tasks.plan.reach import with_readers


def forms_of_tasks(plan, ids, on):
    """``{task id: its InstructionForm}`` of the day ``on``, for the tasks ``ids``. One query."""
    parts = {pk: [] for pk in ids}
    all_parts = Assignment.objects.filter(task__in=ids).select_related("unit")
    for part in with_readers(all_parts):
        parts[part.task_id].append(part)
    return {
        pk: InstructionForm(parts=own, about=plan, on=on, auto_id=f"task-{pk}-%s")
        for pk, own in parts.items()
    }
