"""What may be done in a plan on a day: docs/plans.md.

A plan is prepared, in use, closing or archived, by three days that supervisors set.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tasks.plan.models import Event, Plan, Task
from tasks.plan.models.ending import ended_tasks

Action, Phase = Event.Action, Plan.Phase

CHANGE_SETTINGS = "change-settings"
EVALUATE = "evaluate"
# Before a plan is in use, its document is put right, and what was done before is entered.
SETTING_UP = frozenset(
    {
        Action.CONFIRM_DATE,
        Action.SET_DATE,
        Action.NAME_UNIT,
        Action.SPLIT,
        Action.ADD_MILESTONE,
        Action.CORRECT,
        Action.MOVE_TASK,
        Action.REORGANISE,
        Action.NAME_HOST,
        CHANGE_SETTINGS,
        Action.ENTER_PAST,
        Action.UNDO_PAST,
        Action.SET_RHYTHM,
        Action.CARRY_IN,
    }
)
# A plan that closes takes nothing new; what is left is finished.
OPEN_ROUND = "open-round"
NEW_WORK = frozenset(
    {Action.SPLIT, Action.ADD_MILESTONE, Action.INSTRUCT, Action.APPROVE_EXTRA, OPEN_ROUND}
)
# What nobody approved any more can still be refused or withdrawn then.
END_PROPOSAL = "end-proposal"


class OutOfPhase(Exception):
    """The plan does not take this now; its text is the sentence for the person."""


# A task that has ended takes none of these: only that it goes on.
NEW_IN_TASK = frozenset(
    {
        Action.ACKNOWLEDGE,
        Action.ADD_MILESTONE,
        Action.ASK_RELIEF,
        Action.ASSESS,
        Action.INSTRUCT,
        Action.PLAN_WORK,
        Action.REOPEN,
        Action.RESUME,
        Action.UNDO_PAST,
    }
)


def refuse_of_ended(task: Task, action: str, on: date) -> None:
    """Raise OutOfPhase where ``task`` had ended by ``on`` and does not take ``action`` any more."""
    if action in NEW_IN_TASK and ended_tasks(on).filter(task=task).exists():
        raise OutOfPhase(_("This task has ended: nothing more is done in it unless it goes on."))


def refuse_out_of_phase(plan: Plan, action: str, on: date) -> None:
    """Raise OutOfPhase where ``plan`` does not take ``action``, an Event.Action or one of those above,
    on ``on``.
    """
    if words := why_not(plan, action, on):
        raise OutOfPhase(words)


def why_not(plan: Plan, action: str, on: date) -> str:
    """Why ``plan`` does not take ``action`` on the day ``on``; empty where it does."""
    phase = plan.phase(on)
    if action == Action.CARRY_OUT:
        is_over = phase in (Phase.CLOSING, Phase.ARCHIVED)
        return "" if is_over else _("A plan carries over what is left when it closes.")
    if phase == Phase.ARCHIVED:
        return _("This plan is archived: it is only read. A supervisor can reopen it.")
    if phase == Phase.PREPARING and action not in SETTING_UP:
        return not_yet(plan)
    if phase == Phase.CLOSING and action in NEW_WORK:
        return _("This plan is being closed: it takes nothing new.")
    return ""


def not_yet(plan: Plan) -> str:
    """That ``plan`` is not in use yet, and from when on it will be."""
    if plan.in_use_from is None:
        return _("This plan is still being prepared; nobody has to do anything yet.")
    day = date_format(plan.in_use_from, _("j F Y"))
    return _("This plan is in use from %(day)s on; nobody has to do anything yet.") % {"day": day}
