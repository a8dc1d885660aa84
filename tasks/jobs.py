"""A door: Celery finds the jobs of all rooms here, under the names that the schedule has for them."""

from tasks.machine.jobs import (
    check_plan_data,
    clear_files,
    clear_sessions,
    digest,
    flag_overdue_milestones,
    make_previews,
    morning,
    remind,
    send_due_mails,
)

__all__ = [
    "check_plan_data",
    "clear_files",
    "clear_sessions",
    "digest",
    "flag_overdue_milestones",
    "make_previews",
    "morning",
    "remind",
    "send_due_mails",
]
