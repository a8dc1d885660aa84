"""The questions about milestones. Every date is given; nothing reads the clock."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncMonth

from tasks.ground.lights import CLOSED, Light, light_case
from tasks.ground.tally import Tally, pivot
from tasks.plan.models.closing import CompletionRequest, Reopening
from tasks.plan.models.history import Event
from tasks.plan.models.reporting import Extension, ProgressReport
from tasks.plan.models.responsibility import prefetched_owners
from tasks.plan.models.stages import Stage
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
    def of(self, plan: "Plan", as_of: date) -> "MilestoneQuerySet":
        """The plan's milestones as they stood at the end of ``as_of``.

        Annotates ``due`` (approved date), ``light`` and ``original_light`` (by the approved
        and by the document's date), ``is_dated`` (counts in rates), ``last_report_on`` and
        ``is_stale``.
        """
        return (
            self.filter(Q(added_on=None) | Q(added_on__lte=as_of), task__plan=plan)
            .with_due(as_of)
            .with_answering(as_of)
            .with_ending(as_of)
            .with_light(as_of, plan.amber_days)
            .with_last_report(as_of)
            .with_stale(plan, as_of)
        )

    def with_due(self, as_of: date) -> "MilestoneQuerySet":
        """Annotate ``due``: extensions that were granted after ``as_of`` do not count yet."""
        granted_later = Extension.objects.filter(
            milestone=OuterRef("pk"), decision="granted", decided_on__gt=as_of
        ).order_by("decided_on", "id")
        before = Subquery(granted_later.values("old_due_on")[:1])
        return self.annotate(due=Coalesce(before, F("due_on"), output_field=DateField()))

    def with_answering(self, as_of: date) -> "MilestoneQuerySet":
        """Annotate ``answering``, the unit that a supervisor had named by then, or null."""
        named = When(answering_on__lte=as_of, then=F("answering_unit"))
        return self.annotate(answering=Case(named, default=None))

    def with_part(self) -> "MilestoneQuerySet":
        """Annotate ``part``, the role of each of the task's units in the milestone.

        A unit that was named leads it alone, and the others take part. Needs ``answering``; one
        row becomes one per unit, unless a filter before has chosen the unit.
        """
        unit, role = "task__assignments__unit", "task__assignments__role"
        return self.annotate(
            part=Case(
                When(answering=None, then=F(role)),
                When(answering=F(unit), then=Value("lead")),
                When(**{f"{unit}__isnull": False}, then=Value("participating")),
                output_field=CharField(),
            )
        )

    def in_work(self) -> "MilestoneQuerySet":
        """In the units' hands: not with the supervisors for review, done or stopped."""
        return self.filter(stage__in=IN_WORK)

    def with_dates_to_check(self) -> "MilestoneQuerySet":
        """Those whose dates need a supervisor's reading, or a date at all."""
        return self.exclude(date_note="").filter(date_confirmed_on=None)

    def official(self) -> "MilestoneQuerySet":
        """Those of the document, without the ones that supervisors added."""
        return self.filter(added_on=None)

    def with_ending(self, as_of: date) -> "MilestoneQuerySet":
        """Annotate ``ended_as``, the stage, and ``ended_on``, the day it was done or stopped.

        A completion or stop that was undone after ``as_of`` still holds on that day.
        """
        undone_later = Reopening.objects.filter(
            milestone=OuterRef("pk"), ended_on__lte=as_of, reopened_on__gt=as_of
        ).order_by("reopened_on", "id")
        return self.annotate(
            ended_as=Coalesce(Subquery(undone_later.values("ended_as")[:1]), F("stage")),
            ended_on=Coalesce(
                Subquery(undone_later.values("ended_on")[:1]), F("completed_on"), F("stopped_on")
            ),
        )

    def with_holder(self, plan: "Plan", as_of: date) -> "MilestoneQuerySet":
        """Annotate ``holder``, whose turn it is, and ``held_since``, since which day.

        Days with the supervisors are not the unit's: docs/rules.md, "Whose turn it is".
        """
        turns = (
            Event.objects.filter(milestone=OuterRef("pk"), on__lte=as_of)
            .exclude(holder="")
            .order_by("-on", "-id")
        )
        return self.annotate(
            holder=Coalesce(Subquery(turns.values("holder")[:1]), Value("unit")),
            held_since=Coalesce(
                Subquery(turns.values("on")[:1]), Value(plan.issued_on), output_field=DateField()
            ),
        )

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

    def with_light(self, as_of: date, amber_days: int) -> "MilestoneQuerySet":
        """Annotate the two lights, ``is_dated`` and ``done_on``; needs ``due`` and ``ended_on``."""
        return self.annotate(
            light=light_case(as_of, "due", amber_days),
            original_light=light_case(as_of, "original_due_on", amber_days),
            is_dated=true_when(~Q(kind="ongoing") & Q(due__isnull=False) & ~Q(light=Light.STOPPED)),
            done_on=Case(When(light__in=CLOSED, then=F("ended_on")), output_field=DateField()),
        )

    def with_last_report(self, as_of: date) -> "MilestoneQuerySet":
        """Annotate ``last_report_on``, the day of the latest report up to ``as_of``."""
        reports = ProgressReport.objects.filter(
            milestone=OuterRef("pk"), reported_on__lte=as_of
        ).order_by("-reported_on")
        return self.annotate(last_report_on=Subquery(reports.values("reported_on")[:1]))

    def with_stale(self, plan: "Plan", as_of: date) -> "MilestoneQuerySet":
        """Annotate ``is_stale``: ongoing, and silent for more than ``plan.report_every_days``.

        Without any report the silence began when the plan was issued.
        """
        heard = Coalesce("last_report_on", Value(plan.issued_on), output_field=DateField())
        limit = as_of - timedelta(days=plan.report_every_days)
        silent = Q(light=Light.ONGOING, heard_on__lt=limit)
        return self.alias(heard_on=heard).annotate(is_stale=true_when(silent))

    def of_unit(self, unit: Unit, role: str | None = None) -> "MilestoneQuerySet":
        """Milestones of the tasks assigned to ``unit``, or those in which its part is ``role``."""
        mine = self.filter(task__assignments__unit=unit).with_part()
        return mine.filter(part=role) if role else mine

    def led_by(self, leader: "Leader") -> "MilestoneQuerySet":
        """Milestones of the tasks of which ``leader`` is a lead leader."""
        return self.filter(task__lead_leaders__leader=leader)

    def urgent(self) -> "MilestoneQuerySet":
        """Overdue and due soon, the longest overdue first."""
        return self.filter(light__in=(Light.RED, Light.AMBER)).order_by(
            "-light", "due", "task__number", "order"
        )

    def deciding_first(self) -> "MilestoneQuerySet":
        """The milestone whose light its task shows comes first: docs/rules.md, section 1.

        Dated ones decide; where there are none, an open one before those that ended.
        """
        is_open = true_when(Q(light__in=(Light.UNSCHEDULED, Light.ONGOING)))
        return self.alias(is_open=is_open).order_by("-is_dated", "-is_open", "-light")

    def for_table(self) -> "MilestoneQuerySet":
        """With all that a table shows, in the document's order."""
        return (
            self.select_related("task__project")
            .prefetch_related(*prefetched_owners("task__"))
            .order_by("task__number", "order")
        )

    def tally(self) -> Tally:
        """One Tally of all these milestones."""
        return sum(self.tally_by("task__plan").values(), Tally())

    def tally_by(self, *keys: str) -> dict[Any, Tally]:
        """``{key: Tally}`` in one query; several keys give tuples.

        A milestone counts once for each unit or leader of its task.
        """
        rows = self.values(*keys, "light", "is_dated").annotate(number=Count("pk")).order_by()
        return pivot(rows, *keys)

    def tally_by_unit(self) -> dict[tuple[int, str], Tally]:
        """``{(unit id, role): Tally}``, lead and participating apart."""
        return self.with_part().tally_by("task__assignments__unit", "part")

    def tally_by_role(self) -> dict[str, Tally]:
        """``{role: Tally}`` of one unit's milestones; comes after ``of_unit``."""
        return self.tally_by("part")

    def tally_by_leader(self) -> dict[int | None, Tally]:
        """``{leader id: Tally}``; None for the milestones of tasks that nobody leads."""
        return self.tally_by("task__lead_leaders__leader")

    def tally_by_month(self) -> dict[date, Tally]:
        """``{first of the month of due: Tally}`` of the dated milestones."""
        return self.filter(is_dated=True).annotate(month=TruncMonth("due")).tally_by("month")
