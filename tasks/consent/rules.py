"""Which corrections wait for a second person, and who may decide about one: docs/changes.md."""

from tasks.plan.models import Plan, ProposedCorrection, Task
from tasks.plan.models.proposing import ProposedQuerySet
from units.models import User
from units.roles import may

RIGHT = "consent to corrections"


def may_decide(person: User, proposal: ProposedCorrection) -> bool:
    """True for everybody who has the right, but not who proposed it, whatever he is by now."""
    return may(person, RIGHT) and person.pk != proposal.proposed_by_id


def waiting_of(plan: Plan) -> ProposedQuerySet:
    """All of ``plan`` that wait, the oldest first."""
    return ProposedCorrection.objects.filter(plan=plan).waiting().with_names()


def shown_on(about: Plan | Task, reader: User) -> list[ProposedCorrection]:
    """Those that the page of a task (with its milestones), or the document's of the plan itself, shows
    ``reader``: none where he has no right to decide. One query, without the right none.
    """
    if not may(reader, RIGHT):
        return []
    if isinstance(about, Plan):
        return list(waiting_of(about).filter(task=None))
    return list(ProposedCorrection.objects.filter(task=about).waiting().with_names())
