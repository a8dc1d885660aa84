"""Which slips are due, and with what words: docs/supervision.md. Every date is given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
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
    slip: "OpenSlip | None"
    on: date

    @property
    def colour(self) -> str:
        return self.level.name.lower()

    @property
    def units(self) -> list[Unit]:
        return answering_units(self.milestone)

    @property
    def grounds(self) -> str:
        return grounds(self.milestone, self.slip, self.on)

    @property
    def requirement(self) -> str:
        return requirement(self.milestone, self.level)

    @property
    def reply_by(self) -> date:
        return workdays.after(self.on, REPLY_DAYS[self.level])


class OpenSlip(NamedTuple):
    """What the next slip of a milestone depends on and repeats of the open one."""

    level: Slip.Level
    issued_on: date
    reference: str
    reply_by: date
    is_owed: bool  # some unit has not replied

    @classmethod
    def of(cls, slip: Slip) -> "OpenSlip":
        """One of the ``open_slips``."""
        return cls(*(getattr(slip, field) for field in cls._fields))


class Call(NamedTuple):
    """The level of the slip that a milestone, an id, calls for, and its open slip."""

    level: Slip.Level
    milestone: int
    slip: OpenSlip | None


def proposals(plan: Plan, on: date) -> list[Proposal]:
    """The Proposals of the day, the gravest and longest overdue first; four queries."""
    return proposals_of(plan, on, called_for(plan, on))


def called_for(plan: Plan, on: date) -> list[Call]:
    """The Calls of the day, the gravest and longest overdue first; two queries, no words. A plan
    that is not in use calls for none.
    """
    if not plan.is_live(on):
        return []
    by_urgency = in_question(plan, on).order_by("-light", "due", "task__number", "order")
    calls = calls_among(by_urgency, open_slips(on).filter(plan=plan), on)
    return sorted(calls, key=lambda call: -call.level)


def call_for(milestone: Milestone, on: date) -> Call | None:
    """The Call of this one on the day ``on``, if it calls for a slip; two queries."""
    alone = in_question(milestone.task.plan, on).filter(pk=milestone.pk)
    return next(iter(calls_among(alone, open_slips(on).filter(milestone=milestone), on)), None)


def own_call(milestone: Milestone, level: Slip.Level, on: date) -> Call | None:
    """The Call of a supervisor who has grounds of his own on the day ``on``: of whatever the units
    work on, and graver than the slip that is open.
    """
    if not Milestone.objects.of(milestone.task.plan, on).in_work().filter(pk=milestone.pk).exists():
        return None
    slips = [OpenSlip.of(slip) for slip in open_slips(on).filter(milestone=milestone)]
    if any(slip.level >= level for slip in slips):
        return None
    return Call(level, milestone.pk, slips[0] if slips else None)


def calls_among(milestones: MilestoneQuerySet, slips: QuerySet[Slip], on: date) -> list[Call]:
    """The Calls of ``milestones`` that are ``in_question``; ``slips`` are the open ones."""
    rows = list(milestones.values_list("pk", "light", "due", "last_report_on"))
    said = {slip.milestone_id: OpenSlip.of(slip) for slip in (slips if rows else ())}
    levels = ((level_for(light, due, told, said.get(pk), on), pk) for pk, light, due, told in rows)
    return [Call(level, pk, said.get(pk)) for level, pk in levels if level]


def proposals_of(plan: Plan, on: date, calls: list[Call]) -> list[Proposal]:
    """The Proposals of these ``calls``, in their order; two queries."""
    ids = [call.milestone for call in calls]
    milestones = Milestone.objects.of(plan, on).with_units().in_bulk(ids)
    return [Proposal(milestones[pk], level, slip, on) for level, pk, slip in calls]


def in_question(plan: Plan, on: date) -> MilestoneQuerySet:
    """What the units work on and is overdue or due soon."""
    milestones = Milestone.objects.of(plan, on).in_work()
    return milestones.filter(light__in=(Light.RED, Light.AMBER))


def open_slips(on: date) -> QuerySet[Slip]:
    """The slips that were open on the day ``on``, one a milestone at most; ``is_owed`` while some
    unit has not replied.
    """
    owed = Receipt.objects.unanswered_on(on).filter(slip=OuterRef("pk"))
    return Slip.objects.open_on(on).annotate(is_owed=Exists(owed))


def level_for(
    light: Light, due: date, last_report_on: date | None, slip: OpenSlip | None, on: date
) -> Slip.Level | None:
    """The level of the slip that something ``in_question`` calls for on the day ``on``, or None.

    Blue: due soon, nothing reported for 7 days. Yellow: overdue. Red: overdue for 30 days, or a
    yellow slip not answered in time. What the open ``slip`` says already is not said again.
    """
    level: Slip.Level | None = Level.YELLOW
    if light == Light.AMBER:
        silent = last_report_on is None or last_report_on <= on - SILENT
        level = Level.BLUE if silent else None
    elif days_overdue(due, on) >= LONG_OVERDUE.days or is_unanswered(slip, on):
        level = Level.RED
    return level if level and (slip is None or level > slip.level) else None


def is_unanswered(slip: OpenSlip | None, on: date) -> bool:
    """True for a yellow one that some unit has not answered in time."""
    if slip is None or slip.level != Level.YELLOW or slip.reply_by >= on:
        return False
    return slip.is_owed


def grounds(milestone: Milestone, slip: OpenSlip | None, on: date) -> str:
    """The grounds in Chinese sentences, whatever the supervisor reads: wording, date, days on the
    day ``on``, last report, the open ``slip``.
    """
    due: date = milestone.due  # type: ignore[assignment]  # red and amber are told by it
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
    return f"距到期还有{-overdue}天" if overdue else "时限已到"


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
    got = Unit.objects.filter(
        slip_receipts__slip__plan=plan, slip_receipts__slip__issued_on__lte=as_of
    )
    levels = {
        level.name.lower(): Count("slip_receipts", Q(slip_receipts__slip__level=level))
        for level in Level
    }
    lifted = Q(slip_receipts__slip__lifted_on__lte=as_of)
    counted = got.annotate(**levels, still_open=Count("slip_receipts", ~lifted))
    order = ("-red", "-yellow", "-blue", "position", "id")
    return counted.order_by(*order)


def by_slip(receipts: Iterable[Receipt]) -> list[tuple[Slip, list[Unit]]]:
    """(slip, units) pairs of ``receipts``, the gravest and then the most pressing first."""
    pairs: dict[int, tuple[Slip, list[Unit]]] = {}
    for receipt in receipts:
        pairs.setdefault(receipt.slip_id, (receipt.slip, []))[1].append(receipt.unit)
    return sorted(pairs.values(), key=lambda pair: (-pair[0].level, pair[0].reply_by))


def references(slips: Iterable[Slip]) -> Iterator[str]:
    """The numbers of ``slips`` as papers list them, in their order: 督办〔2015〕6号至18号."""
    places = enumerate(slips)
    for _run, run in groupby(places, lambda pair: (pair[1].year, pair[1].number - pair[0])):
        first, *rest = (slip for _place, slip in run)
        yield f"{first.reference}至{rest[-1].number}号" if rest else first.reference
