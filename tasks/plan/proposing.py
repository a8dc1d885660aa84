"""Corrections that hold only once a second person has agreed: docs/changes.md.

What an administrator sends is kept as it was sent; ``tasks.consent`` decides about it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tasks.ground.official import in_chinese
from tasks.plan.acting import act, announce, touch_plan
from tasks.plan.correcting import Change
from tasks.plan.models import Event, Milestone, Plan, ProposedCorrection, Task
from tasks.plan.phases import refuse_out_of_phase
from tasks.plan.recording import deny_unless
from units.models import User

Fact = Plan | Task | Milestone
# Fields of the form that the row keeps in columns of their own; what begins with _ says which button.
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "reason", "seen"})


def plan_of(about: Fact) -> Plan:
    """The plan whose setting says whether a correction of ``about`` waits."""
    if isinstance(about, Plan):
        return about
    return about.plan if isinstance(about, Task) else about.task.plan


def waiting_about(about: Fact) -> ProposedCorrection | None:
    """The correction of just this thing that waits for consent, if one does."""
    return ProposedCorrection.objects.about(about).waiting().with_names().first()


def sentence_of(proposal: ProposedCorrection) -> str:
    """That it waits: who sent it when and why."""
    words = _(
        "A correction of this waits for consent; another one can be sent once it is decided or "
        "withdrawn. %(day)s %(person)s: %(reason)s"
    )
    told = {"day": proposal.proposed_on, "person": proposal.proposed_by, "reason": proposal.reason}
    return words % told


def as_told(about: Fact, changes: Iterable[tuple[Fact, Iterable[Change]]]) -> list[dict[str, str]]:
    """The lines of a correction of ``about`` as they are kept; those of one of its milestones name it."""
    return [
        {"about": "" if one is about else str(one), **line._asdict()}
        for one, lines in changes
        for line in lines
    ]


@act
def propose(
    about: Fact,
    sent: Mapping[str, list[str]],
    lines: list[dict[str, str]],
    *,
    by: User,
    on: date,
    reason: str,
    seen: int,
) -> ProposedCorrection:
    """Keep what a form ``sent`` about ``about``, of which ``lines`` would come; nothing else changes.

    ``seen`` is the id of the latest correction that the person saw. Whoever calls has locked what it
    is about, and found nothing that waits. Raises PermissionDenied; OutOfPhase, as a correction of a
    task does.
    """
    deny_unless(by, "correct the plan")
    plan = plan_of(about)
    kept = {name: sent[name] for name in sent if name not in NOT_KEPT and name[0] != "_"}
    milestone = about if isinstance(about, Milestone) else None
    task = milestone.task if milestone else about if isinstance(about, Task) else None
    if task:
        refuse_out_of_phase(plan, Event.Action.CORRECT, on)
    where: dict[str, Any] = {"plan": plan, "task": task, "milestone": milestone}
    proposal = ProposedCorrection.objects.create(
        **where,
        proposed_by=by,
        proposed_on=on,
        reason=reason,
        seen=seen,
        sent=kept,
        lines=lines,
    )
    touch_plan(plan.pk)
    announce(proposal)
    return proposal


@in_chinese
def in_both_names(proposal: ProposedCorrection, by: User) -> str:
    """The reason of a correction with who made it and who agreed, in the official language."""
    words = _("Corrected by %(first)s, agreed to by %(second)s: %(reason)s")
    return words % {"first": proposal.proposed_by, "second": by, "reason": proposal.reason}
