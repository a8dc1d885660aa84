"""The pages of units and leaders."""

from collections import defaultdict
from itertools import product

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import TemplateView
from django_tables2 import SingleTableMixin

from leaders.models import Leader
from tasks.browse.rows import tasks_of_ids
from tasks.browse.tables import PAGE, TaskTable
from tasks.burden.rules import of_unit
from tasks.figures.duty_calendar import calendar_of
from tasks.figures.duty_calendar_drawn import calendar_drawn
from tasks.figures.owners import leader_rows, tell_received, unit_rows
from tasks.figures.scope import led_by_leader, led_by_unit
from tasks.figures.several import leader_elsewhere, units_elsewhere
from tasks.figures.tables import LeaderTable, ParticipantTable, UnitTable, leaders_beside
from tasks.figures.year_page import YearPage
from tasks.following.pages import star
from tasks.forecast.models import FEWEST, Forecast
from tasks.frame.kept import KeptPage
from tasks.frame.pages import PlanPage
from tasks.frame.plans import plans_of
from tasks.frame.table_files import TableBook, TableText
from tasks.ground.tally import Tally
from tasks.plan.models import Assignment, Milestone, TaskLeader, Tenure
from tasks.plan.outside import apart
from tasks.reorganising.rules import history_of
from tasks.rhythm.punctuality import reports_of
from tasks.setup.ways import kept_concerns, shown_concerns
from units.models import Unit, User
from units.rights import may_give
from units.roles import may

OWED = ("task__number", "order", "text", "light", "due")
OWED_ROWS = 20
PART = ("unit", "role", "task__added_on", "task")
LEAD = Assignment.Role.LEAD.value


class UnitList(KeptPage, PlanPage, SingleTableMixin, TemplateView):
    nav = "unit-list"
    table_class = UnitTable
    table_pagination = False
    template_name = "figures/unit_list.html"

    def get_context_data(self, **kwargs):
        milestones = Milestone.objects.of(self.plan, self.as_of)
        self.table_data, others = unit_rows(self.plan, self.as_of, milestones)
        table = ParticipantTable(others, orderable=False, request=self.request)
        return super().get_context_data(**kwargs) | {
            "others": table if others else None,
            "number": len(self.table_data) + len(others),
        }


class UnitBook(TableBook, UnitList):
    """The list of units as an Excel workbook."""

    listed_at, others = "unit-list", {"others": ParticipantTable.Meta.caption}


class UnitText(TableText, UnitList):
    """The list of units as values with commas between them."""

    listed_at, others = "unit-list", {"others": ParticipantTable.Meta.caption}


class OwnerPage(YearPage, KeptPage, PlanPage, TemplateView):
    """The page of a unit or a leader: its tasks and what of it presses, the first of each; of all
    plans where that is asked for.
    """

    kind = ""  # of owner

    def get(self, request, *args, **kwargs):
        """With the person's own star, which is not kept."""
        answer = super().get(request, *args, **kwargs)
        answer.context_data["star"] = star(request, self.kind, self.kwargs["pk"])
        return answer

    @property
    def tells_of_all(self):
        return self.plan.is_one_of_many and self.request.GET.get("plans") == "all"

    def told_of(self):
        return plans_of(self.request) if self.tells_of_all else super().told_of()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"tells_of_all": self.tells_of_all}

    def told(self, scope):
        """The year of ``scope``, and what forecasts say of what of it is open. Seven queries."""
        said = Forecast.objects.of_week(self.as_of).of_plan(self.plan, self.as_of)
        milestones = scope.on(self.plan, self.as_of).filter(task__added_on=None)
        return super().told(scope) | {"foreseen": said.foreseen(milestones), "fewest": FEWEST}

    @property
    def is_today(self):
        return not self.request.day_asked

    def others(self):
        """The other plans, where they are asked for."""
        return [plan for plan in self.told_of() if plan != self.plan]

    def owed(self, milestones):
        """The most urgent of ``milestones``, as values."""
        return milestones.urgent().values(*OWED)[:OWED_ROWS]


def pressing(tally):
    """How many are overdue or due soon, those outside the plan too."""
    return tally.whole.red + tally.whole.amber


def has_tasks(half):
    """True where the unit has tasks in this role, in the plan or outside it."""
    return bool(half["number"] or half["outside"])


class UnitPage(OwnerPage):
    nav, kind = "unit-list", "unit"
    template_name = "figures/unit.html"

    def get(self, request, *args, **kwargs):
        """With what other plans or people change, so that it is not kept: how often it was asked this
        month, and what is amiss with its people.
        """
        answer = super().get(request, *args, **kwargs)
        answer.context_data["asked"] = of_unit(self.kwargs["pk"], self.plan, self.as_of)
        if self.is_today and may(request.user, "set the plan up"):
            amiss = kept_concerns(self.plan, self.as_of, self.kwargs["pk"])
            answer.context_data["health"] = shown_concerns(amiss, self.plan, request.user)
        return answer

    def get_context_data(self, pk, **kwargs):
        unit = get_object_or_404(
            Unit.objects.on(self.as_of).select_related("parent", "merged_into"), pk=pk
        )
        groups, members = list(unit.groups.all()), list(unit.members.all())
        milestones = Milestone.objects.of(self.plan, self.as_of)
        halves = [*self.halves([unit, *groups], milestones)]
        own = [half for half in halves if half["unit"] == unit]
        tell_received(self.plan, self.as_of, unit, groups, members)
        leads = own[0]["number"] or own[0]["tally"].total or own[0]["outside"]
        shown = self.told(led_by_unit(unit)) if leads else {}
        return super().get_context_data(**kwargs) | {
            **shown,
            "unit": unit,
            "row": {"query": {"unit": unit.pk, "role": LEAD}},
            **self.names(unit),
            "members": members,
            "groups": groups,
            "tasks_of_group": sum(half["number"] for half in own),
            "staff": unit.staff.active(),
            "halves": own,
            "leads": leads,
            "through": [half for half in halves if half["unit"] != unit and has_tasks(half)],
            "owed": self.owed(milestones.of_unit(unit, LEAD)),
            "pressing": pressing(own[0]["tally"]),
            "reports": reports_of(self.plan, unit, self.as_of),
            "elsewhere": units_elsewhere(self.others(), [unit, *groups], self.as_of),
        }

    def names(self, unit):
        """What it is and was called, and what became of it."""
        called = list(unit.aliases.all())
        return {
            "aliases": [one for one in called if one.until is None],
            "former": [one for one in called if one.until and one.until <= self.as_of],
            "latest_name": unit.name_now if unit.name_now != unit.name else "",
            "is_dissolved": unit.dissolved_on and unit.dissolved_on <= self.as_of,
            "changes": history_of(unit, self.as_of),
        }

    def halves(self, units, milestones):
        """The tasks of each of ``units`` in each role and their Tally: the two halves of the page,
        then those of the groups; apart what is outside the plan.
        """
        parts = Tenure.objects.on(self.as_of).filter(task__plan=self.plan, unit__in=units)
        tasks = defaultdict(list)
        for *key, added_on, task in parts.order_by("task__number").values_list(*PART):
            tasks[*key, added_on is not None].append(task)
        tallies = milestones.filter(tenure__unit__in=units).tally_by_unit()
        first = {pk for ids in tasks.values() for pk in ids[:PAGE]}
        shown = tasks_of_ids(self.plan, self.as_of, first)
        for unit, role in product(units, Assignment.Role.values):
            own, extra = (tasks[unit.pk, role, is_extra] for is_extra in (False, True))
            tally = tallies.get((unit.pk, role), Tally())
            yield {
                "unit": unit,
                "role": role,
                "number": len(own),
                "rest": len(own[PAGE:]),
                "table": self.table(shown, own[:PAGE]),
                "tally": tally,
                "outside": apart(len(extra), tally, unit=unit.pk, role=role),
                "table_outside": self.table(shown, extra[:PAGE]),
            }

    def table(self, shown, ids):
        """Those of the rows ``shown`` that are of the tasks ``ids``."""
        rows = [row for row in shown if row["pk"] in ids]
        return TaskTable(rows, orderable=False, request=self.request)


class LeaderList(KeptPage, PlanPage, SingleTableMixin, TemplateView):
    nav = "leader-list"
    table_class = LeaderTable
    table_pagination = False
    template_name = "figures/leader_list.html"

    def get_table_data(self):
        return leader_rows(self.plan, Milestone.objects.of(self.plan, self.as_of))


class LeaderBook(TableBook, LeaderList):
    """The list of leaders as an Excel workbook."""

    listed_at = "leader-list"


class LeaderText(TableText, LeaderList):
    """The list of leaders as values with commas between them."""

    listed_at = "leader-list"


class LeaderPage(OwnerPage):
    nav, kind = "leader-list", "leader"
    template_name = "figures/leader.html"

    def get_context_data(self, pk, **kwargs):
        leader = get_object_or_404(Leader, pk=pk)
        tasks, outside = self.tasks(leader)
        scope = led_by_leader(leader)
        told = self.told(scope)
        tally = told["year"].tally
        return super().get_context_data(**kwargs) | {
            **told,
            "leader": leader,
            "invite": self.invite(leader),
            "absences": leader.absences.shown_on(self.as_of),
            "row": {"query": {"leader": leader.pk}},
            "number": len(tasks),
            "rest": len(tasks[PAGE:]),
            "table": self.table(tasks, leader),
            "outside": apart(len(outside), tally, leader=leader.pk),
            "table_outside": self.table(outside, leader) if outside else None,
            "tally": tally,
            "calendar_rows": self.calendar(leader, scope, told["year"]),
            "owed": self.owed(scope.on(self.plan, self.as_of)),
            "pressing": pressing(tally),
            "elsewhere": leader_elsewhere(self.others(), leader, self.as_of),
        }

    def tasks(self, leader):
        """The ids of the tasks that he leads, and of those outside the plan."""
        led = TaskLeader.ever.on(self.as_of).filter(leader=leader, task__plan=self.plan)
        tasks, outside = [], []
        for task, added_on in led.order_by("task__number").values_list("task", "task__added_on"):
            (outside if added_on else tasks).append(task)
        return tasks, outside

    def calendar(self, leader, scope, year):
        """His duties by week, drawn."""
        found = calendar_of(self.plan, leader, scope, year.curve.rows, self.as_of)
        return calendar_drawn(self.request, found, scope.query)

    def invite(self, leader):
        """Where somebody who may invites a leader without an account; else empty."""
        if not self.is_today or leader.user_id or not may_give(self.request.user, User.Role.LEADER):
            return ""
        asked = {"role": User.Role.LEADER, "name": leader.name, "next": self.request.path}
        return f"{reverse('invite')}?{urlencode(asked)}"

    def table(self, tasks, leader):
        """The first of ``tasks``, ids in the document's order, with who leads beside ``leader``."""
        rows = tasks_of_ids(self.plan, self.as_of, tasks[:PAGE])
        for row in rows:
            row["leaders"] = [name for name in row["leaders"] if name != leader.name]
        return TaskTable(
            rows, orderable=False, extra_columns=[leaders_beside()], request=self.request
        )
