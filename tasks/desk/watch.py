"""What waits for the supervisors: the desk shows it, and the digest tells it. Every date is given."""

from tasks.consent.rules import waiting_of
from tasks.desk.duties import dates_to_check
from tasks.desk.reading import Reading
from tasks.evaluation.models import Appeal
from tasks.extra.models import ExtraProposal
from tasks.handover.models import ReliefRequest
from tasks.inspections.models import Visit
from tasks.instructions.models import Instruction
from tasks.plan.models import Milestone
from tasks.rhythm.rules import ReportState, with_reports
from tasks.setup.health import concerns
from tasks.slips import rules as slips
from tasks.slips.models import Receipt
from tasks.workflow.review import reviews, unsigned


def watch(plan, on, read=None, health=concerns):
    """``{topic: rows}`` in the order in which they press; some are queries, so that a page counts.

    Of ``read``, where the facts of the plan were read already; ``health`` says what is amiss. While a plan is prepared there are
    only its dates to confirm, and corrections that wait for consent.
    """
    if plan.phase(on) == plan.Phase.PREPARING:
        return {"corrections": waiting_of(plan), "dates": dates_to_check(plan, on)}
    if not plan.is_live(on):
        return {}
    return {
        "reviews": reviews(plan, on),
        "unsigned": unsigned(plan, on),
        "reliefs": ReliefRequest.objects.of_plan(plan).pending(),
        "appeals": Appeal.objects.to_answer(plan),
        "corrections": waiting_of(plan),
        "extras": ExtraProposal.objects.of_plan(plan).waiting(),
        "rectified": Visit.objects.of_plan(plan).to_close(),
        "unanswered": slips.by_slip(Receipt.objects.of_plan(plan).late(on)),
        "unreplied": Instruction.objects.of_plan(plan).late(on),
        "unrectified": Visit.objects.of_plan(plan).late(on),
        "unassessed": unassessed(read or Reading(plan, on)),
        "unreported": reports_late(plan, on),
        "health": health(plan, on),
        "dates": dates_to_check(plan, on),
    }


def reports_late(plan, on):
    """The milestones whose report is late, the longest late first, with who answers for them."""
    milestones = with_reports(Milestone.objects.of(plan, on), plan, on).with_units()
    late = milestones.filter(report_state=ReportState.LATE)
    return late.order_by("report_by", "task__number", "order")


def unassessed(read):
    """(round, number of answers that are owed) of each self-assessment round that is over."""
    owed = {}
    if not any(one.deadline_on < read.on for one in read.rounds):
        return []
    for one, _part in read.unanswered(read.parts):
        if one.deadline_on < read.on:
            owed[one] = owed.get(one, 0) + 1
    return list(owed.items())
