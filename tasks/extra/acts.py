"""Setting tasks up outside the plan 计划外立项: one supervisor proposes, another one decides. docs/changes.md."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError

from leaders.models import Leader
from tasks.extra.models import ExtraProposal, Piece
from tasks.extra.rules import Wanted, problems_of, schedule_of, told
from tasks.plan.acting import act, announce, touch, touch_plan
from tasks.plan.models import Assignment, Event, Milestone, Plan, Task, TaskLeader
from tasks.plan.outside import heading, next_number
from tasks.plan.phases import END_PROPOSAL, refuse_out_of_phase
from tasks.plan.recording import Conflict, deny_unless, record
from units.models import Unit, User

State, Kind = ExtraProposal.State, Milestone.Kind


@act
def propose(
    plan: Plan,
    *,
    by: User,
    on: date,
    source: str,
    source_words: str,
    title: str,
    description: str,
    leaders: Sequence[Leader],
    host: Unit,
    co_leads: Sequence[Unit],
    participating: Sequence[Unit],
    milestones: Sequence[Piece],
    reason: str,
) -> ExtraProposal:
    """Propose a task outside ``plan``, from where and why; ``host`` leads it, with ``co_leads``.

    Raises PermissionDenied; OutOfPhase where the plan takes nothing new; ValidationError for what
    cannot be a task (``problems_of``).
    """
    deny_unless(by, "change the plan")
    refuse_out_of_phase(plan, Event.Action.APPROVE_EXTRA, on)
    lock(plan)
    wanted = Wanted(title, leaders, [host, *co_leads, *participating], milestones)
    if problems := problems_of(wanted, plan, on):
        raise ValidationError(problems)
    stored = [
        {"text": piece.text, "due_on": piece.due_on and piece.due_on.isoformat()}
        for piece in milestones
    ]
    said = {"source": source, "source_words": source_words, "reason": reason}
    what = {"title": title, "description": description, "host": host, "milestones": stored}
    who = {"proposed_by": by, "proposed_on": on}
    proposal = ExtraProposal.objects.create(plan=plan, **said, **what, **who)
    proposal.leaders.set(leaders)
    proposal.co_leads.set(co_leads)
    proposal.participating.set(participating)
    touch_plan(plan.pk)
    announce(proposal)
    return proposal


@act
def approve(proposal: ExtraProposal, *, by: User, on: date, note: str = "") -> Task:
    """What was proposed becomes a task from the day ``on``: the units and leaders have it from then on.

    Raises PermissionDenied, to who proposed it too; Conflict where it was decided; OutOfPhase;
    ValidationError where it cannot be a task any more.
    """
    fresh = undecided(proposal, by)
    if by.pk == fresh.proposed_by_id:
        raise PermissionDenied
    refuse_out_of_phase(fresh.plan, Event.Action.APPROVE_EXTRA, on)
    leaders = list(fresh.leaders.order_by("position", "pk"))
    units = [unit for unit, _role, _order in fresh.parts()]
    wanted = Wanted(fresh.title, leaders, units, fresh.pieces)
    if problems := problems_of(wanted, fresh.plan, on, fresh):
        raise ValidationError(list(problems.values()))
    task = set_up(fresh, leaders, on)
    decide(fresh, State.APPROVED, by=by, on=on, note=note, task=task)
    record(Event.Action.APPROVE_EXTRA, task, by=by, on=on, note=told(fresh, note))
    return task


@act
def refuse(proposal: ExtraProposal, *, by: User, on: date, note: str) -> ExtraProposal:
    """It is not set up; who proposed it is told why.

    Raises PermissionDenied, to who proposed it too; Conflict where it was decided; OutOfPhase.
    """
    fresh = undecided(proposal, by)
    if by.pk == fresh.proposed_by_id:
        raise PermissionDenied
    return decide(fresh, State.REFUSED, by=by, on=on, note=note)


@act
def withdraw(proposal: ExtraProposal, *, by: User, on: date, note: str) -> ExtraProposal:
    """Who proposed it takes it back.

    Raises PermissionDenied to everybody else; Conflict where it was decided; OutOfPhase.
    """
    fresh = undecided(proposal, by)
    if by.pk != fresh.proposed_by_id:
        raise PermissionDenied
    return decide(fresh, State.WITHDRAWN, by=by, on=on, note=note)


def lock(plan: Plan) -> None:
    """Titles and numbers are given one after the other."""
    Plan.objects.select_for_update(no_key=True).only("pk").get(pk=plan.pk)


def undecided(proposal: ExtraProposal, by: User) -> ExtraProposal:
    """``proposal`` as it is now, locked; of two who decide at once the second finds it decided."""
    deny_unless(by, "change the plan")
    lock(proposal.plan)
    mine = ExtraProposal.objects.select_for_update(of=("self",)).filter(pk=proposal.pk)
    fresh = mine.select_related("plan", "host", "proposed_by", "decided_by__unit").get()
    if not fresh.is_waiting:
        raise Conflict([fresh])  # type: ignore[list-item]  # it is read like an Event
    return fresh


def decide(
    proposal: ExtraProposal, state: str, *, by: User, on: date, note: str, task: Task | None = None
) -> ExtraProposal:
    """Store what became of ``proposal``."""
    refuse_out_of_phase(proposal.plan, END_PROPOSAL, on)
    proposal.state, proposal.task, proposal.note = state, task, note
    proposal.decided_by, proposal.decided_on = by, on
    proposal.save(update_fields=["state", "task", "note", "decided_by", "decided_on", "at"])
    touch_plan(proposal.plan_id)
    announce(proposal)
    return proposal


def set_up(proposal: ExtraProposal, leaders: Sequence[Leader], on: date) -> Task:
    """The task, with its parts, leaders and milestones, all from the day ``on``."""
    task = Task.objects.create(
        plan=proposal.plan,
        project=heading(proposal.plan),
        number=next_number(proposal.plan, is_extra=True),
        title=proposal.title,
        description=proposal.description,
        schedule=schedule_of(proposal.pieces),
        added_on=on,
    )
    for unit, role, order in proposal.parts():
        part = Assignment.objects.create(task=task, unit=unit, role=role, order=order)
        part.tenures.update(since=on)
    for order, leader in enumerate(leaders, 1):
        TaskLeader.objects.create(task=task, leader=leader, order=order, since=on)
    for order, piece in enumerate(proposal.pieces, 1):
        days = {"original_due_on": piece.due_on, "due_on": piece.due_on, "added_on": on}
        kind = Kind.DEADLINE if piece.due_on else Kind.ONGOING
        new = Milestone.objects.create(task=task, order=order, text=piece.text, kind=kind, **days)
        touch(new.pk)
    return task
