"""The questions about milestones. Every date is given; nothing reads the clock."""

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncMonth
from django.db.models.lookups import LessThan

from tasks.ground.days import ALWAYS
from tasks.ground.lights import CLOSED, ENDED, WAITING, Light, light_case, rank_case
from tasks.ground.tally import Tally, pivot
from tasks.plan.models.closing import CompletionRequest
from tasks.plan.models.ending import ended_tasks, ending_on
from tasks.plan.models.reporting import Extension
from tasks.plan.models.responsibility import prefetched_owners
from tasks.plan.models.stages import Stage
from tasks.plan.models.standing import Standing
from units.models import Unit

if TYPE_CHECKING:
    from leaders.models import Leader
    from tasks.plan.models.plan import Plan

IN_WORK = (Stage.OPEN, Stage.SIGNING)


def true_when(condition: Q) -> Case:
    """A condition as a column, for grouping and filtering by it."""
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


# Any, not Milestone: the stubs refuse to filter by what these methods annotate.
class MilestoneQuerySet(QuerySet[Any]):
    day: date

    def _clone(self) -> "MilestoneQuerySet":
        """Whoever asks on asks about the same ``day``, the one of ``of``."""
        clone: MilestoneQuerySet = super()._clone()  # type: ignore[misc]  # not in the stubs
        if hasattr(self, "day"):
            clone.day = self.day
        return clone

    def of(self, plan: "Plan", as_of: date) -> "MilestoneQuerySet":
        """The plan's milestones as they stood at the end of ``as_of``.

        Annotates ``due`` (approved date), ``light`` and ``original_light`` (by the approved
        and by the document's date), ``is_dated`` (counts in rates), ``done_on``, ``stage_then``,
        ``answering`` (id of the unit that was named), ``last_report_on`` and ``is_stale`` (ongoing,
        and silent for more than ``plan.report_every_days``: docs/rules.md, section 1).
        ``standing`` is the Standing of the day, for further questions. On a day before the plan
        was issued nothing is promised or done: docs/decisions/before-issue.md.
        """
        question = (plan.pk, plan.issued_on, plan.amber_days, plan.report_every_days, as_of)
        assert not self.query.where, "of() comes first: it asks of all milestones of the plan"
        asked = remembered(self.model, *question).all()  # type: ignore[arg-type]  # classes are hashable
        asked.day = as_of
        return asked

    def stood(
        self, plan: int, issued_on: date, amber: int, report_every: int, as_of: date
    ) -> "MilestoneQuerySet":
        """``of`` the plan with that id."""
        day = as_of if as_of >= issued_on else ALWAYS
        that_day = Q(standings__since__lte=day, standings__until__gt=day)
        held = Q(task__tenures__since__lte=day, task__tenures__until__gt=day)
        led = Q(task__lead_leaders__since__lte=day, task__lead_leaders__until__gt=day)
        limit = as_of - timedelta(days=report_every)
        heard = Coalesce("standing__last_report_on", "added_on", Value(issued_on))
        silent = Q(LessThan(heard, limit), standing__settled=Light.ONGOING)
        return (
            self.annotate(
                standing=FilteredRelation("standings", condition=that_day),
                tenure=FilteredRelation("task__tenures", condition=held),
                leadership=FilteredRelation("task__lead_leaders", condition=led),
            )
            .filter(task__plan=plan, standing__isnull=False)
            .annotate(
                due=F("standing__due"),
                light=light_case(day, "standing__settled", "standing__due", amber),
                original_light=light_case(
                    day, "standing__settled_original", "original_due_on", amber
                ),
                is_dated=F("standing__is_dated"),
                done_on=Case(When(standing__settled__in=CLOSED, then=F("standing__ended_on"))),
                stage_then=F("standing__stage"),
                answering=F("standing__answering"),
                last_report_on=F("standing__last_report_on"),
                is_stale=true_when(silent),
            )
        )

    def without_standing(self, as_of: date) -> "MilestoneQuerySet":
        """Those that no page would show on the day, for nobody told how they stood."""
        told = Standing.objects.filter(milestone=OuterRef("pk"), since__lte=as_of, until__gt=as_of)
        return self.filter(~Exists(told), Q(added_on=None) | Q(added_on__lte=as_of))

    def with_part(self) -> "MilestoneQuerySet":
        """Annotate ``part``, the role of each of the task's units in the milestone on the day.

        A unit that was named leads it alone, and the others take part. Comes after ``of``; one
        row becomes one per unit, unless a filter before has chosen the unit.
        """
        unit, role = "tenure__unit", "tenure__role"
        return self.annotate(
            part=Case(
                When(answering=None, then=F(role)),
                When(answering=F(unit), then=Value("lead")),
                When(**{f"{unit}__isnull": False}, then=Value("participating")),
                output_field=CharField(),
            )
        )

    def in_work(self) -> "MilestoneQuerySet":
        """In the units' hands on the day of ``of``: not for review, done or stopped."""
        return self.filter(stage_then__in=IN_WORK)

    def with_dates_to_check(self) -> "MilestoneQuerySet":
        """Those whose dates need a supervisor's reading, or a date at all."""
        return self.exclude(date_note="").filter(date_confirmed_on=None)

    def official(self) -> "MilestoneQuerySet":
        """Those of the document, without the ones that supervisors added."""
        return self.filter(added_on=None)

    def with_holder(self, plan: "Plan") -> "MilestoneQuerySet":
        """Annotate ``holder``, whose turn it was, and ``held_since``, since which day.

        Comes after ``of``. Days with the supervisors are not the unit's: docs/rules.md, "Whose turn
        it is".
        """
        return self.annotate(
            holder=F("standing__holder"),
            held_since=Coalesce(
                "standing__held_since",
                "added_on",
                Value(plan.issued_on),
                output_field=DateField(),
            ),
        )

    def with_approval(self) -> "MilestoneQuerySet":
        """Annotate ``approved_on``, when the supervisors approved what is done on the day of ``of``;
        it may lie after that day.
        """
        approving = CompletionRequest.objects.approving(OuterRef("pk"), OuterRef("done_on"))
        return self.annotate(approved_on=Subquery(approving.values("decided_on")[:1]))

    def with_entered(self) -> "MilestoneQuerySet":
        """Annotate ``is_entered``: done on the day of ``of`` by what was entered afterwards."""
        entered = CompletionRequest.objects.entered()
        this_end = entered.filter(milestone=OuterRef("pk"), completed_on=OuterRef("done_on"))
        # The first question asks nothing of most milestones, and needs no index of the second.
        is_one = Q(pk__in=entered.values("milestone"))
        return self.annotate(is_entered=true_when(is_one & Q(Exists(this_end))))

    def for_counting(self) -> "MilestoneQuerySet":
        """Annotate what tells numbers apart: ``is_entered``, and ``is_extra``, of a task outside the
        plan, which no number of the plan counts: docs/counting.md.
        """
        extra = true_when(Q(task__added_on__isnull=False))
        return self.with_entered().annotate(is_extra=extra)

    def of_document(self) -> "MilestoneQuerySet":
        """Those of the document's tasks, without what is outside the plan."""
        return self.filter(task__added_on=None)

    def outside(self) -> "MilestoneQuerySet":
        """Those of tasks outside the plan."""
        return self.filter(task__added_on__isnull=False)

    def with_requests(self) -> "MilestoneQuerySet":
        """Annotate what is undecided now: ``request_unit`` and ``extension``, its decision,
        and ``extension_unit``; null where nothing is requested.
        """
        requests = CompletionRequest.objects.undecided().filter(milestone=OuterRef("pk"))
        extensions = Extension.objects.undecided().filter(milestone=OuterRef("pk"))
        return self.annotate(
            request_unit=Subquery(requests.values("unit")[:1]),
            extension=Subquery(extensions.values("decision")[:1]),
            extension_unit=Subquery(extensions.values("unit")[:1]),
        )

    def of_unit(self, unit: Unit, role: str | None = None) -> "MilestoneQuerySet":
        """Milestones of the tasks assigned to ``unit``, or those in which its part is ``role``."""
        mine = self.filter(tenure__unit=unit).with_part()
        return mine.filter(part=role) if role else mine

    def led_by(self, leader: "Leader") -> "MilestoneQuerySet":
        """Milestones of the tasks of which ``leader`` is a lead leader."""
        return self.filter(leadership__leader=leader)

    def urgent(self) -> "MilestoneQuerySet":
        """Overdue and due soon, the longest overdue first."""
        return self.filter(light__in=(Light.RED, Light.AMBER)).order_by(
            "-light", "due", "task__number", "order"
        )

    def in_order(self) -> "MilestoneQuerySet":
        """In the document's order."""
        return self.order_by("task__number", "order")

    def with_rank(self, light: str = "light") -> "MilestoneQuerySet":
        """Annotate ``rank``: the highest of a task decides its light, see ground.lights.

        ``light`` may also be ``original_light``. A task that has ended shows as stopped, whatever
        of it was done before.
        """
        has_ended = When(task__in=ended_tasks(self.day), then=Value(ENDED))
        return self.annotate(rank=Case(has_ended, default=rank_case(light)))

    def with_ending(self) -> "MilestoneQuerySet":
        """Annotate ``ending``, how the task had ended on the day of ``of``; None where it had not."""
        return self.annotate(ending=ending_on(self.day, "task"))

    def to_keep(self) -> "MilestoneQuerySet":
        """Those whose due date counts and is still to be kept."""
        return self.filter(is_dated=True, light__in=WAITING)

    def for_table(self) -> "MilestoneQuerySet":
        """With all that a table shows, in the document's order; comes after ``of``."""
        return (
            self.select_related("task__project", "standing__answering")
            .prefetch_related(*prefetched_owners(self.day, "task__"))
            .order_by("task__number", "order")
        )

    def with_units(self) -> "MilestoneQuerySet":
        """With the task and who answers for each; comes after ``of``."""
        assignments = prefetched_owners(self.day, "task__")[0]
        return self.select_related("task", "standing__answering").prefetch_related(assignments)

    def tally(self) -> Tally:
        """One Tally of all these milestones."""
        return sum(self.tally_by("task__plan").values(), Tally())

    def tally_by(self, *keys: str) -> dict[Any, Tally]:
        """``{key: Tally}`` in one query; several keys give tuples.

        A milestone counts once for each unit or leader of its task. Those of tasks outside the plan
        are counted apart: ``Tally.extra``.
        """
        grouped = self.for_counting().values(*keys, "light", "is_dated", "is_entered", "is_extra")
        rows = grouped.annotate(number=Count("pk")).order_by()
        return pivot(rows, *keys)

    def tally_by_unit(self) -> dict[tuple[int, str], Tally]:
        """``{(unit id, role): Tally}``, lead and participating apart."""
        return self.with_part().tally_by("tenure__unit", "part")

    def tally_by_role(self) -> dict[str, Tally]:
        """``{role: Tally}`` of one unit's milestones; comes after ``of_unit``."""
        return self.tally_by("part")

    def tally_by_leader(self) -> dict[int | None, Tally]:
        """``{leader id: Tally}``; None for the milestones of tasks that nobody leads."""
        return self.tally_by("leadership__leader")

    def tally_by_month(self) -> dict[date, Tally]:
        """``{first of the month of due: Tally}`` of the dated milestones."""
        return self.filter(is_dated=True).annotate(month=TruncMonth("due")).tally_by("month")


@lru_cache(maxsize=64)
def remembered(model: type[Any], *question: Any) -> MilestoneQuerySet:
    """The unasked query of ``stood``: putting it together takes longer than asking it."""
    return MilestoneQuerySet(model).stood(*question)
