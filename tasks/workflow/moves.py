"""The workflow of a milestone: who may do what from which stage. Rules: docs/rules.md.

``MOVES`` is the whole of it: pages draw their buttons and addresses from it, the tests walk it,
and nothing but ``make_move`` changes a stage.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tasks.ground.official import in_chinese
from tasks.plan.acting import touch
from tasks.plan.actors import Actor, Part
from tasks.plan.models import Event, Extension, Milestone
from tasks.plan.recording import Conflict, record
from units.models import User

Action, Holder, Stage = Event.Action, Event.Holder, Milestone.Stage
Decision = Extension.Decision

LEAD = frozenset({Part.LEAD})
PARTICIPATING = frozenset({Part.PARTICIPATING})
CO_LEAD = frozenset({Part.CO_LEAD})
HEAD = frozenset({Part.HEAD})
SUPERVISOR = frozenset({Part.SUPERVISOR})

OPEN, SIGNING, SUBMITTED = (Stage.OPEN,), (Stage.SIGNING,), (Stage.SUBMITTED,)
DONE, STOPPED = (Stage.DONE,), (Stage.STOPPED,)

# States of the extension request, as a move needs them.
NO_REQUEST, TO_SIGN, TO_DECIDE = ("",), (Decision.SIGNING,), (Decision.PENDING,)
REQUESTED = TO_SIGN + TO_DECIDE
ANY = NO_REQUEST + REQUESTED


@dataclass(frozen=True)
class Move:
    """``who`` may make it, from which stages, and while the extension request is how.

    It leads to ``target`` and makes it the turn of ``holder``; empty means that these stay.
    It is decided about what was seen, so on an older version it is refused, and makes a new one;
    what ``only_adds`` is welcome on any version and leaves it.
    """

    who: frozenset[Part]
    source: tuple[str, ...]
    target: str = ""
    extension: tuple[str, ...] = ANY
    holder: str = ""
    only_adds: bool = False


MOVES: Mapping[str, Move] = {
    Action.REPORT: Move(LEAD | PARTICIPATING, OPEN, only_adds=True),
    Action.NO_CHANGE: Move(LEAD, OPEN, only_adds=True),
    Action.CONFIRM: Move(PARTICIPATING | CO_LEAD, OPEN, only_adds=True),
    Action.REQUEST_COMPLETION: Move(LEAD, OPEN, Stage.SIGNING, holder=Holder.HEAD),
    Action.SIGN: Move(HEAD, SIGNING, Stage.SUBMITTED, holder=Holder.SUPERVISOR),
    Action.SEND_BACK: Move(HEAD, SIGNING, Stage.OPEN, holder=Holder.UNIT),
    Action.WITHDRAW: Move(LEAD, SIGNING + SUBMITTED, Stage.OPEN, holder=Holder.UNIT),
    Action.APPROVE: Move(SUPERVISOR, SUBMITTED, Stage.DONE),
    Action.RETURN: Move(SUPERVISOR, SUBMITTED, Stage.OPEN, holder=Holder.UNIT),
    Action.REOPEN: Move(SUPERVISOR, DONE, Stage.OPEN, holder=Holder.UNIT),
    Action.STOP: Move(SUPERVISOR, OPEN, Stage.STOPPED),
    Action.RESUME: Move(SUPERVISOR, STOPPED, Stage.OPEN, holder=Holder.UNIT),
    Action.REQUEST_EXTENSION: Move(LEAD, OPEN, extension=NO_REQUEST, holder=Holder.HEAD),
    Action.SIGN_EXTENSION: Move(HEAD, OPEN, extension=TO_SIGN, holder=Holder.SUPERVISOR),
    Action.SEND_BACK_EXTENSION: Move(HEAD, OPEN, extension=TO_SIGN, holder=Holder.UNIT),
    Action.WITHDRAW_EXTENSION: Move(LEAD, OPEN, extension=REQUESTED, holder=Holder.UNIT),
    Action.GRANT: Move(SUPERVISOR, OPEN, extension=TO_DECIDE, holder=Holder.UNIT),
    Action.REFUSE: Move(SUPERVISOR, OPEN, extension=TO_DECIDE, holder=Holder.UNIT),
    Action.SET_DATE: Move(SUPERVISOR, OPEN, extension=NO_REQUEST),
    Action.NAME_UNIT: Move(SUPERVISOR, OPEN),
    Action.SPLIT: Move(SUPERVISOR, OPEN, Stage.STOPPED, extension=NO_REQUEST),
    Action.RATE: Move(SUPERVISOR, OPEN + SIGNING + SUBMITTED, only_adds=True),
}
# Made for many milestones at once, on pages of their own (tasks.past, tasks.endings): no button leads
# there.
IN_BATCHES: Mapping[str, Move] = {
    Action.ENTER_PAST: Move(SUPERVISOR, OPEN, extension=NO_REQUEST),
    Action.UNDO_PAST: Move(SUPERVISOR, OPEN + DONE, extension=NO_REQUEST),
    Action.END_WITH_TASK: Move(SUPERVISOR, OPEN + SIGNING + SUBMITTED, Stage.STOPPED),
    Action.GO_ON_WITH_TASK: Move(SUPERVISOR, STOPPED, Stage.OPEN, holder=Holder.UNIT),
}
ALL_MOVES = {**MOVES, **IN_BATCHES}
# A head signs only what his own unit requested: action -> the annotation that names that unit.
SIGNED_UNIT: Mapping[str, str] = {
    Action.SIGN: "request_unit",
    Action.SEND_BACK: "request_unit",
    Action.SIGN_EXTENSION: "extension_unit",
    Action.SEND_BACK_EXTENSION: "extension_unit",
}
# Only the unit that asked takes its request back: action -> the annotation that names it.
ASKING_UNIT: Mapping[str, str] = {
    Action.WITHDRAW: "request_unit",
    Action.WITHDRAW_EXTENSION: "extension_unit",
}
# Both ends of a decision stand on one page: its name -> what says yes there, to a completion and to
# an extension; and what says no instead.
DECISIONS: Mapping[str, tuple[str, str]] = {
    "sign": (Action.SIGN, Action.SIGN_EXTENSION),
    "review": (Action.APPROVE, Action.GRANT),
}
REFUSALS: Mapping[str, str] = {
    Action.SIGN: Action.SEND_BACK,
    Action.SIGN_EXTENSION: Action.SEND_BACK_EXTENSION,
    Action.APPROVE: Action.RETURN,
    Action.GRANT: Action.REFUSE,
}
PAGES: Mapping[str, Promise] = {"sign": _("Sign"), "review": _("Review")}
# What a milestone waits for; the other actions are exceptions.
AWAITED = frozenset(
    {Action.REPORT, Action.SIGN, Action.APPROVE, Action.SIGN_EXTENSION, Action.GRANT}
)


def available(milestone: Milestone, actor: Actor) -> list[str]:
    """The actions that ``actor`` may take on ``milestone`` now, in the table's order.

    The milestone carries ``with_requests``; no query where its task's assignments are prefetched.
    """
    return [
        action
        for action, move in MOVES.items()
        if fits(move, milestone) and is_allowed(action, milestone, actor)
    ]


def offered(milestone: Milestone, actor: Actor) -> list[str]:
    """Those ``available`` that have a button: what says no stands on the page of what says yes."""
    return [one for one in available(milestone, actor) if one not in REFUSALS.values()]


def decision_page(action: str) -> str:
    """The name of the page on which ``action`` is decided, one of DECISIONS; empty for others."""
    return next((page for page, yes in DECISIONS.items() if action in yes), "")


def label_of(action: str) -> Promise | str:
    """The word of the button and of the page that it opens."""
    return PAGES.get(decision_page(action)) or Action(action).label


def waiting_on(page: str, milestone: Milestone) -> str:
    """What says yes on ``page`` to what ``milestone`` (``with_requests``) waits for; to a completion
    where it waits for nothing there.
    """
    return next((yes for yes in DECISIONS[page] if fits(MOVES[yes], milestone)), DECISIONS[page][0])


def fits(move: Move, milestone: Milestone) -> bool:
    """True when stage and extension request (``with_requests``) allow the move, for anybody."""
    extension = milestone.extension  # type: ignore[attr-defined]  # annotated by with_requests
    return milestone.stage in move.source and (extension or "") in move.extension


def is_allowed(action: str, milestone: Milestone, actor: Actor) -> bool:
    """True when ``actor`` is one of those who may take ``action``, whatever the stage.

    The milestone carries ``with_requests``.
    """
    signed = action in SIGNED_UNIT and getattr(milestone, SIGNED_UNIT[action])
    if signed and not actor.heads(signed):
        return False
    asking = action in ASKING_UNIT and getattr(milestone, ASKING_UNIT[action])
    if asking and asking not in {unit.pk for unit in actor.own}:
        return False
    return bool(ALL_MOVES[action].who & actor.parts(milestone))


def make_move(
    milestone: Milestone,
    action: str,
    *,
    by: User,
    on: date,
    seen: int | None = None,
    note: str = "",
    target: str = "",
    holder: str = "",
    paper: Model | None = None,
    **changes: Any,
) -> Event:
    """Take ``action``, one of ALL_MOVES, on ``milestone`` and record it.

    ``seen`` is the version of the milestone that the person saw, ``note`` what he says. ``target``
    and ``holder`` replace those of the table where a signature is not needed; ``paper`` is what the
    event names; ``changes`` are further fields of the milestone. To be called first in the
    transaction of all that follows from it: the row stays locked until its end, while ``milestone``
    itself keeps what it was read with.

    Raises PermissionDenied, or Conflict when the stage, the extension request or the version
    is no longer what it was; the database is then as it was.
    """
    move, present = ALL_MOVES[action], locked(milestone)
    actor = Actor.of(by, on)
    if not is_allowed(action, present, actor):
        raise PermissionDenied
    if target := target or move.target:
        changes["stage"] = target
    if not (move.only_adds or seen == present.version) or not fits(move, present):
        raise Conflict(present.events.with_people().filter(version__gt=seen or 0))
    version = present.version + (not move.only_adds)
    Milestone.objects.filter(pk=present.pk).update(version=version, **changes)
    touch(present.pk)
    unit, holder = actor.unit_for(present), holder or move.holder
    if target and target != Stage.OPEN:
        drop_extension(
            present, by, on, f"{unit or by}{in_chinese(label_of)(action)}，延期申请失效。"
        )
    present.slips.lift_ended(on, target)
    words: dict[str, Any] = {"note": note, "holder": holder, "paper": paper}
    return record(action, present, by=by, on=on, unit=unit, version=version, **words)


def locked(milestone: Milestone) -> Milestone:
    """The milestone as it is now; others wait for this transaction before they change it.

    The lock comes first and the reading after it: what a subquery saw while it waited for the
    lock would be out of date.
    """
    Milestone.objects.select_for_update().only("pk").get(pk=milestone.pk)
    milestones = Milestone.objects.with_requests().select_related("task__plan")
    return milestones.prefetch_related("task__assignments__unit").get(pk=milestone.pk)


def drop_extension(milestone: Milestone, by: User, on: date, note: str) -> None:
    """What is claimed done, or stopped, needs no later date any more: the request of whichever unit
    lapses, and ``note`` says why.
    """
    asked = milestone.extensions.undecided().select_related("unit").first()
    if asked is None:
        return
    lapsed = {"decision": Decision.WITHDRAWN, "decided_on": on, "decision_note": note}
    milestone.extensions.filter(pk=asked.pk).update(**lapsed)
    record(Action.WITHDRAW_EXTENSION, milestone, by=by, on=on, unit=asked.unit, note=note)
