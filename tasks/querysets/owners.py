"""Who takes part in a task, for the querysets of tasks and milestones."""

from django.apps import apps
from django.db.models import Prefetch


def owners(task=""):
    """Prefetches of a task's units and leaders, one query each."""
    assignments = apps.get_model("tasks", "Assignment").objects.select_related("unit")
    leaders = apps.get_model("tasks", "TaskLeader").objects.select_related("leader")
    return (
        Prefetch(f"{task}assignments", assignments),
        Prefetch(f"{task}lead_leaders", leaders),
    )
