"""Pages that are kept show names of units, leaders and people: who edits them raises all editions."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save

from leaders.models import Leader
from tasks.plan.acting import act, touch_plan
from tasks.plan.models import Plan
from units.models import Unit, UnitAlias, User
from units.people.signals import people_written

# A sign-in or a remembered choice shows on nobody else's page.
UNSEEN = {"last_login", "password", "language", "reminder_days"}


def connect() -> None:
    """Listen to what the administration, handovers and imports edit."""
    for model in (Unit, UnitAlias, Leader, User):
        post_save.connect(raise_editions, sender=model)
        post_delete.connect(raise_editions, sender=model)
    m2m_changed.connect(raise_editions, sender=Unit.members.through)
    people_written.connect(raise_editions)


def raise_editions(
    update_fields: Any = None, raw: bool = False, action: str = "post_", **_told: Any
) -> None:
    """Whatever pages of any plan showed is out of date.

    Of members it is told twice, before (``action`` pre_…) and after.
    """
    if (
        action.startswith("post_")
        and not raw
        and not (update_fields and set(update_fields) <= UNSEEN)
    ):
        act(touch_plan)(*Plan.objects.values_list("pk", flat=True))
