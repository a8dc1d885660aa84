"""Which slips are due, and with what words: docs/supervision.md. Every date is given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from tasks.ground import workdays
from tasks.ground.days import days_overdue
from tasks.ground.lights import Light
from tasks.ground.official import in_chinese, quoted, short, written
from tasks.plan.actors import answering_units
from tasks.plan.models import Milestone, Plan
from tasks.plan.models.milestone_queryset import MilestoneQuerySet
from tasks.slips.models import Receipt, Slip
from units.models import Unit

Level = Slip.Level
# Slip.RULE, printed under every slip, says these two in words.
SILENT = timedelta(days=7)
LONG_OVERDUE = timedelta(days=30)
# Working days that the units have for their reply.
REPLY_DAYS = {Level.BLUE: 7, Level.YELLOW: 5, Level.RED: 3}


@dataclass(frozen=True)
class Proposal:
    """A slip that a supervisor may issue on the day ``on``; its words are written when asked."""

    milestone: Milestone
    level: Slip.Level
    on: date

    @property
    def colour(self) -> str:
        return self.level.name.lower()

    @property
    def units(self) -> list[Unit]:
        return answering_units(self.milestone)

    @property
    def grounds(self) -> str:
        return grounds(self.milestone, self.on)

    @property
    def requirement(self) -> str:
        return requirement(self.milestone, self.level)

    @property
    def reply_by(self) -> date:
        return workdays.after(self.on, REPLY_DAYS[self.level])


class Candidate(NamedTuple):
    """What of a milestone decides the level of its slip."""

    pk: int
    light: Light
    due: date
    last_report_on: date | None
    open_slips: list[Slip]


class Call(NamedTuple):
    """The level of the slip that a milestone, an id, calls for."""

    level: Slip.Level
    milestone: int


def proposals(plan: Plan, on: date) -> list[Proposal]:
    """The Proposals of the day, the gravest and longest overdue first; five queries."""
    return proposals_of(plan, on, called_for(plan, on))


def called_for(plan: Plan, on: date) -> list[Call]:
    """The Calls of the day, the gravest and longest overdue first; two queries, no words."""
    by_urgency = in_question(plan, on).order_by("-light", "due", "task__number", "order")
    rows = list(by_urgency.values_list("pk", "light", "due", "last_report_on"))
    slips = slips_by_milestone(open_slips(on).filter(plan=plan)) if rows else {}
    candidates = [
        Candidate(pk, light, due, told, slips.get(pk, [])) for pk, light, due, told in rows
    ]
    levels = [(level_for(candidate, on), candidate.pk) for candidate in candidates]
    calls = [Call(level, milestone) for level, milestone in levels if level]
    return sorted(calls, key=lambda call: -call.level)


def proposals_of(plan: Plan, on: date, calls: list[Call]) -> list[Proposal]:
    """The Proposals of these ``calls``, in their order; three queries."""
    ids = [call.milestone for call in calls]
    milestones = Milestone.objects.of(plan, on).with_units().in_bulk(ids)
    slips = slips_by_milestone(open_slips(on).filter(milestone__in=ids))
    for pk, milestone in milestones.items():
        milestone.open_slips = slips.get(pk, [])
    return [Proposal(milestones[milestone], level, on) for level, milestone in calls]


def slips_by_milestone(slips: Iterable[Slip]) -> dict[int, list[Slip]]:
    """``{milestone id: its slips}``, each in the order of ``slips``."""
    by_milestone: dict[int, list[Slip]] = {}
    for slip in slips:
        by_milestone.setdefault(slip.milestone_id, []).append(slip)
    return by_milestone


def in_question(plan: Plan, on: date) -> MilestoneQuerySet:
    """What the units work on and is overdue or due soon."""
    milestones = Milestone.objects.of(plan, on).in_work()
    return milestones.filter(light__in=(Light.RED, Light.AMBER))


def open_slips(on: date) -> QuerySet[Slip]:
    """The slips that were open on the day ``on``; ``is_owed`` while some unit has not replied."""
    owed = Receipt.objects.unanswered_on(on).filter(slip=OuterRef("pk"))
    return Slip.objects.open_on(on).annotate(is_owed=Exists(owed))


def candidates(plan: Plan, on: date) -> MilestoneQuerySet:
    """Those ``in_question``, with the open slip of each."""
    return in_question(plan, on).prefetch_related(
        Prefetch("slips", open_slips(on), to_attr="open_slips")
    )


def open_slip(milestone: Milestone | Candidate) -> Slip | None:
    """The open slip of one of the ``candidates``."""
    slips = milestone.open_slips  # type: ignore[union-attr]  # prefetched by candidates
    return slips[0] if slips else None


def due_of(milestone: Milestone | Candidate) -> date:
    """The date of one of the ``candidates``, which all have one."""
    return milestone.due  # type: ignore[return-value]  # red and amber are told by it


def level_for(milestone: Milestone | Candidate, on: date) -> Slip.Level | None:
    """The level of the slip that one of the ``candidates`` calls for on the day ``on``, or None.

    Blue: due soon, nothing reported for 7 days. Yellow: overdue. Red: overdue for 30 days, or a
    yellow slip not answered in time. What an open slip says already is not said again.
    """
    slip, last_report = open_slip(milestone), milestone.last_report_on
    level: Slip.Level | None = Level.YELLOW
    if milestone.light == Light.AMBER:
        silent = last_report is None or last_report <= on - SILENT
        level = Level.BLUE if silent else None
    elif days_overdue(due_of(milestone), on) >= LONG_OVERDUE.days or is_unanswered(slip, on):
        level = Level.RED
    return level if level and (slip is None or level > slip.level) else None


def is_unanswered(slip: Slip | None, on: date) -> bool:
    """True for a yellow one of the ``open_slips`` that some unit has not answered in time."""
    if slip is None or slip.level != Level.YELLOW or slip.reply_by >= on:
        return False
    return slip.is_owed  # type: ignore[attr-defined]  # annotated by open_slips


def grounds(milestone: Milestone, on: date) -> str:
    """The grounds in Chinese sentences, whatever the supervisor reads: wording, date, days on the
    day ``on``, last report, earlier slip.
    """
    due, slip = due_of(milestone), open_slip(milestone)
    days = standing(days_overdue(due, on))
    sentences = [f"{quoted(milestone.text)}时限为{written(due)}，截至{short(on)}{days}。"]
    if milestone.last_report_on:
        sentences.append(f"最近一次填报时间为{written(milestone.last_report_on)}。")
    else:
        sentences.append("至今未填报进展。")
    if slip:
        sentences.append(f"已于{written(slip.issued_on)}印发{slip.reference}督办单。")
    if slip and is_unanswered(slip, on):
        by = written(slip.reply_by)
        sentences.append(f"该督办单要求于{by}前书面回复，至今未收到回复。")
    return "".join(sentences)


def standing(overdue: int) -> str:
    """What papers say of what is so many days ``overdue``; below 0 it is not yet due."""
    if overdue > 0:
        return f"已逾期{overdue}天"
    return f"距到期还有{-overdue}天" if overdue else "到期"


@in_chinese
def requirement(milestone: Milestone, level: Slip.Level) -> str:
    """The Chinese words that a supervisor may change before the slip is issued."""
    return {
        Level.BLUE: _("Please report the progress, and finish the work by %(due)s."),
        Level.YELLOW: _(
            "Please explain the delay, say by when the work will be done, and speed it up."
        ),
        Level.RED: _(
            "Please have the unit's principal explain the delay in writing, finish the work "
            "without further delay and report daily until it is done."
        ),
    }[level] % {"due": written(milestone.due)}


def slips_by_unit(plan: Plan, as_of: date) -> QuerySet[Unit]:
    """Units with the number of slips they got: ``blue``, ``yellow``, ``red``, ``still_open``.

    The most red ones first, then yellow, then blue.
    """
    mine = Slip.objects.filter(plan=plan, issued_on__lte=as_of, receipts__unit=OuterRef("pk"))
    got = Q(slip_receipts__slip__plan=plan, slip_receipts__slip__issued_on__lte=as_of)
    levels = {
        level.name.lower(): Count("slip_receipts", got & Q(slip_receipts__slip__level=level))
        for level in Level
    }
    lifted = Q(slip_receipts__slip__lifted_on__lte=as_of)
    counted = Unit.objects.filter(Exists(mine)).annotate(
        **levels, still_open=Count("slip_receipts", got & ~lifted)
    )
    order = ("-red", "-yellow", "-blue", "position", "id")
    return counted.order_by(*order)


def by_slip(receipts: Iterable[Receipt]) -> list[tuple[Slip, list[Unit]]]:
    """(slip, units) pairs of ``receipts``, the gravest and then the most pressing first."""
    pairs: dict[int, tuple[Slip, list[Unit]]] = {}
    for receipt in receipts:
        pairs.setdefault(receipt.slip_id, (receipt.slip, []))[1].append(receipt.unit)
    return sorted(pairs.values(), key=lambda pair: (-pair[0].level, pair[0].reply_by))
