"""Who hears of which act at once, and how it is called: docs/mails.md.

``NOTICES`` is the whole of it; an act that does not stand there is told to nobody.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leaders.models import LeaderAbsence
from tasks.extra.models import ExtraProposal
from tasks.handover.models import ReliefRequest
from tasks.instructions.models import Reply
from tasks.plan.actors import UNIT_STAFF, signers, staff_of
from tasks.plan.models import Assignment, Event, ProposedCorrection, TaskLeader, Tenure
from tasks.reorganising.models import UnitChange
from tasks.rounds.models import AssessmentRound, SelfAssessment
from units.models import ActingHead, Deputy, Unit, User
from units.roles import MAY

Action, Holder = Event.Action, Event.Holder
People = QuerySet[User]


class Notice(NamedTuple):
    """What happened, in words; ``to`` finds who hears of it, ``is_urgent`` who reads a mail at once."""

    words: Promise
    to: Callable[[Event], People]
    is_urgent: bool = False


def supervisors(_event: Event | None = None) -> People:
    """All of them."""
    return User.objects.filter(is_active=True, role=User.Role.SUPERVISOR)


def people_of(units: Iterable[Unit | int], on: date) -> People:
    """The staff of ``units``, of groups their members', and who stands in for one of them."""
    staff = staff_of(units)  # type: ignore[arg-type]  # ids will do
    deputies = Deputy.objects.on(on).filter(person__in=staff).values("deputy")
    reached = Q(pk__in=staff.values("pk")) | Q(pk__in=deputies)
    return User.objects.filter(reached, is_active=True, role__in=UNIT_STAFF)


def whose_turn(event: Event) -> People:
    """Who has to answer a request: the heads of the unit that asks, or the supervisors."""
    if event.holder == Holder.HEAD and event.unit:
        return signers(event.unit, event.on)
    return supervisors()


def asked_completion(event: Event) -> People:
    """The unit whose request for completion was decided, the latest of the milestone."""
    assert event.milestone
    request = event.milestone.requests.order_by("-id").first()
    return people_of([request.unit_id] if request else [], event.on)


def asked_extension(event: Event) -> People:
    """The unit whose request for an extension was decided, the latest of the milestone."""
    assert event.milestone
    extension = event.milestone.extensions.order_by("-id").first()
    asked = extension and extension.unit_id
    return people_of([asked] if asked else [], event.on)


def lapsed_for(event: Event) -> People:
    """The unit whose request for an extension lapsed by what others did; nobody where it took its
    request back itself.
    """
    others = [event.unit_id] if event.unit_id and event.unit_id != event.person.unit_id else []
    return people_of(others, event.on)


def leads(event: Event) -> set[int]:
    """The ids of the task's lead units."""
    lead = event.task.assignments.filter(role=Assignment.Role.LEAD)
    return set(lead.values_list("unit", flat=True))


def answering(event: Event) -> People:
    """The unit that was named for the milestone, else the lead units."""
    assert event.milestone
    named = event.milestone.answering_unit_id
    return people_of([named] if named else leads(event), event.on)


def lead_units(event: Event) -> People:
    """The lead units of the task."""
    return people_of(leads(event), event.on)


def whole_task(event: Event) -> People:
    """All units of the task, and the leaders who lead it."""
    units = event.task.assignments.values_list("unit", flat=True)
    staff = people_of(units, event.on).values("pk")
    leaders = TaskLeader.objects.filter(task=event.task_id).values("leader")
    return User.objects.filter(Q(pk__in=staff) | Q(leader__in=leaders, is_active=True))


def replaced(event: Event) -> People:
    """The units of the task, its leaders, and whom one of them replaces from that day on."""
    before = TaskLeader.ever.filter(task=event.task_id, until=event.on).values("leader")
    former = User.objects.filter(leader__in=before, is_active=True)
    return User.objects.filter(Q(pk__in=whole_task(event)) | Q(pk__in=former))


def named_and_leads(event: Event) -> People:
    """The lead units, and who was named for the milestone or for one added with it that day."""
    same = Q(pk=event.milestone_id) | Q(added_on=event.on)
    named = event.task.milestones.filter(same).exclude(answering_unit=None)
    return people_of(leads(event) | set(named.values_list("answering_unit", flat=True)), event.on)


def addressed(event: Event) -> People:
    """The units to which the slip went."""
    assert event.slip
    return people_of(event.slip.receipts.values_list("unit", flat=True), event.on)


def replied(event: Event) -> People:
    """The units whose reply was sent back with these words."""
    sent_back = Reply.objects.filter(
        instruction=event.instruction_id, state=Reply.State.SENT_BACK, sent_back_note=event.note
    )
    return people_of(sent_back.values_list("unit", flat=True), event.on)


def who_instructed(event: Event) -> People:
    """The leader whose instruction a unit answered, or who took it over."""
    assert event.instruction
    taken_over = event.instruction.taken_over_by_id
    return User.objects.filter(pk=taken_over or event.instruction.given_by_id, is_active=True)


def assessed(event: Event) -> People:
    """The lead unit whose self-assessment got this score."""
    answers = SelfAssessment.objects.filter(round=event.round_id, assignment__task=event.task_id)
    reviewed = answers.exclude(score=None).select_related("assignment__unit")
    units = [one.assignment.unit_id for one in reviewed if one.verdict == event.note]
    return people_of(units, event.on)


def corrected(event: Event) -> People:
    """The units of the task, and those that a correction of its parts took away."""
    names = event.corrections.values("before")
    gone = Unit.objects.filter(name__in=names).values_list("pk", flat=True)
    units = event.task.assignments.values_list("unit", flat=True)
    return people_of({*units, *gone}, event.on)


def inspected(event: Event) -> People:
    """The unit whose rectification was looked at with this outcome."""
    assert event.inspection
    visits = event.inspection.visits.select_related("unit")
    return people_of([row.unit_id for row in visits if row.verdict == event.note], event.on)


def both_sides(event: Event) -> People:
    """The unit that has a part in the task from this act on, and the one that had it before."""
    fresh = Tenure.objects.filter(event=event)
    before = Q(assignment__in=fresh.values("assignment"), until=event.on)
    both = Tenure.objects.filter(Q(event=event) | before)
    return people_of(both.values_list("unit", flat=True), event.on)


def asked_relief(event: Event) -> People:
    """The unit whose request to be relieved was refused, the latest of the task."""
    refused = ReliefRequest.objects.filter(
        assignment__task=event.task_id, state=ReliefRequest.State.REFUSED
    )
    latest = refused.order_by("-decided_on", "-id").values_list("unit", flat=True)[:1]
    return people_of(latest, event.on)


NOTICES: Mapping[str, Notice] = {
    Action.REQUEST_COMPLETION: Notice(_("Completion requested"), whose_turn),
    Action.REQUEST_EXTENSION: Notice(_("Extension requested"), whose_turn),
    Action.SIGN: Notice(_("Completion request to review"), supervisors),
    Action.SIGN_EXTENSION: Notice(_("Extension request to review"), supervisors),
    Action.SEND_BACK: Notice(_("Completion request sent back by the head"), asked_completion, True),
    Action.SEND_BACK_EXTENSION: Notice(
        _("Extension request sent back by the head"), asked_extension, True
    ),
    Action.RETURN: Notice(_("Completion request returned"), asked_completion, True),
    Action.APPROVE: Notice(_("Completion approved"), asked_completion),
    Action.GRANT: Notice(_("Extension granted"), asked_extension),
    Action.REFUSE: Notice(_("Extension refused"), asked_extension),
    Action.WITHDRAW_EXTENSION: Notice(_("Extension request lapsed"), lapsed_for),
    Action.WARN: Notice(_("A unit cannot finish in time"), supervisors, True),
    Action.REOPEN: Notice(_("Reopened"), answering),
    Action.STOP: Notice(pgettext_lazy("notice", "Stopped"), answering),
    Action.RESUME: Notice(_("Resumed"), answering),
    Action.SET_DATE: Notice(_("Due date set"), answering),
    Action.NAME_UNIT: Notice(_("Answering unit named"), named_and_leads),
    Action.SPLIT: Notice(_("Split among units"), named_and_leads),
    Action.ADD_MILESTONE: Notice(_("Milestone added"), answering),
    Action.LIFT_SLIP: Notice(_("Slip withdrawn"), addressed),
    Action.REPLY: Notice(_("A unit replied to your instruction"), who_instructed),
    Action.SEND_BACK_REPLY: Notice(_("Reply to the instruction sent back"), replied, True),
    Action.RECTIFY: Notice(_("Rectification to look at"), supervisors),
    Action.CLOSE_INSPECTION: Notice(_("Inspection closed"), inspected),
    Action.SEND_BACK_RECTIFICATION: Notice(_("Rectification sent back"), inspected, True),
    Action.ASK_RELIEF: Notice(_("A unit asks to be relieved"), supervisors),
    Action.MOVE_TASK: Notice(_("Moved to another unit"), both_sides),
    Action.NAME_HOST: Notice(_("Host unit named"), lead_units),
    Action.REFUSE_RELIEF: Notice(_("Not moved to another unit"), asked_relief),
    Action.REVIEW_ASSESSMENT: Notice(_("Self-assessment scored"), assessed),
    Action.CORRECT: Notice(_("Official facts corrected"), corrected),
    Action.WITHDRAW_TASK: Notice(_("Task withdrawn"), whole_task),
    Action.MERGE_TASK: Notice(_("Merged into another task"), whole_task),
    Action.DROP_TASK: Notice(_("No longer pursued"), whole_task),
    Action.REPLACE_LEADER: Notice(_("Lead leader replaced"), replaced),
    Action.RESTORE_TASK: Notice(_("The task goes on"), whole_task),
    Action.APPROVE_EXTRA: Notice(_("New task outside the plan"), whole_task),
}


def told_of_event(event: Event) -> People:
    """Who hears of ``event``: never the person who acted."""
    return NOTICES[event.action].to(event).exclude(pk=event.person_id)


def told_of_round(opened: AssessmentRound) -> People:
    """The lead units of the plan: each has to answer."""
    units = Assignment.objects.of_plan(opened.plan).leads().values_list("unit", flat=True)
    return people_of(units, opened.opened_on).exclude(pk=opened.opened_by_id)


def told_of_acting_head(named: ActingHead) -> People:
    """He himself, the heads of his unit, and the supervisors."""
    people = Q(pk=named.person_id) | Q(role=User.Role.SUPERVISOR)
    heads = Q(unit=named.unit_id, role=User.Role.HEAD)
    told = User.objects.filter(people | heads, is_active=True)
    return told.exclude(pk=named.named_by_id)


def told_of_absence(named: LeaderAbsence) -> People:
    """Both leaders, and the supervisors."""
    people = Q(leader__in=[named.leader_id, named.stand_in_id]) | Q(role=User.Role.SUPERVISOR)
    return User.objects.filter(people, is_active=True).exclude(pk=named.named_by_id)


def told_of_proposal(proposal: ExtraProposal) -> People:
    """While it waits all other supervisors; once decided who proposed it, but for what he took back."""
    if proposal.is_waiting:
        return supervisors().exclude(pk=proposal.proposed_by_id)
    if proposal.state == ExtraProposal.State.WITHDRAWN:
        return User.objects.none()
    return User.objects.filter(pk=proposal.proposed_by_id, is_active=True)


def told_of_deputy(named: Deputy) -> People:
    """He himself, the heads of the unit for which he acts, and the supervisors."""
    people = Q(pk=named.deputy_id) | Q(role=User.Role.SUPERVISOR)
    heads = Q(unit=named.person.unit_id, role=User.Role.HEAD)
    return User.objects.filter(people | heads, is_active=True).exclude(pk=named.person_id)


def told_of_correction(proposal: ProposedCorrection) -> People:
    """Who may decide about it while it waits, also where it is withdrawn; once others decided, who
    proposed it.
    """
    people = User.objects.filter(is_active=True)
    if proposal.is_waiting or proposal.state == ProposedCorrection.State.WITHDRAWN:
        deciders = people.filter(role__in=MAY["consent to corrections"])
        return deciders.exclude(pk=proposal.proposed_by_id)
    return people.filter(pk=proposal.proposed_by_id)


def told_of_change(change: UnitChange) -> People:
    """The staff of the units, whoever was moved, and of people who leave the supervisors too."""
    units = [unit for unit in (change.unit_id, change.other_id) if unit]
    people = Q(unit__in=units, role__in=UNIT_STAFF) | Q(pk=change.whom_id)
    if change.action == UnitChange.Action.LEAVE:
        people |= Q(role=User.Role.SUPERVISOR)
    return User.objects.filter(people, is_active=True).exclude(pk=change.person_id)
