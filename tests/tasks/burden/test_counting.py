"""Who is counted as asked, by which act, and who is asked beyond the limit."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from tasks.burden.rules import crowded, of_unit
from tasks.handover.acts import move_part
from tasks.inspections.acts import inspect, recheck
from tasks.inspections.rules import Found
from tasks.instructions.acts import chase, instruct
from tasks.models import Ask, Event, Plan, Slip, Urge
from tasks.rounds.acts import open_round
from tasks.setup.acts import remind_unit
from tasks.slips.acts import issue_blue, issue_by_hand
from tasks.urging.acts import urge
from tests.factories import (
    TODAY,
    make_assignment,
    make_done,
    make_milestone,
    make_round,
    make_task,
    make_unit,
    make_user,
)
from tests.supervising import (
    issue,
    make_ask,
    make_inspection,
    make_instruction,
    make_slip,
    make_urge,
    make_visit,
    overdue,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
BY_HAND = {"grounds": "来信反映。", "requirement": "请核实。", "reply_by": TODAY}
DAY = timedelta(days=1)


def told():
    """(unit, kind, reason) of each Ask, the first before."""
    rows = Ask.objects.order_by("pk").values_list("unit__name", "kind", "reason")
    return list(rows)


def limit(plan, number, *units):
    """``plan`` lets a unit be asked so often, and ``units`` were asked so often by another plan."""
    Plan.objects.filter(pk=plan.pk).update(asks_a_month=number)
    plan.refresh_from_db()
    for unit in units:
        for _time in range(number):
            make_ask(unit)
    return plan


def send_urge(milestones, by, units, **words):
    words = {"text": "请抓紧。", "reason": "", "recipients": ["liaison"]} | words
    now = timezone.now()
    return urge(milestones, by=by, on=TODAY, at=now, units=[one.pk for one in units], **words)


class TestActs:
    def test_a_slip(self, task, unit, supervisor):
        slip = issue(overdue(task, 5), Slip.Level.YELLOW, supervisor)
        assert told() == [("区水务局", "slip", "")]
        ask = Ask.objects.get()
        assert (ask.event.slip, ask.plan, ask.on) == (slip, task.plan, TODAY)

    def test_of_a_group_each_member_for_itself(self, group, milestone, supervisor):
        members = [(name, "slip", "") for name in ("新安街道", "西乡街道")]
        named = make_milestone(task=milestone.task, due_on=TODAY - 5 * DAY)
        named.task.assignments.exclude(unit=group).delete()
        group.part.role = "lead"
        group.part.save()
        issue(named, Slip.Level.YELLOW, supervisor)
        assert told() == members

    def test_one_urging_about_many_milestones_is_one(self, task, unit, supervisor):
        other = make_assignment(make_task(plan=task.plan)).task
        rows = [overdue(task, 1), overdue(task, 2), overdue(other, 3)]
        shown = list(type(rows[0]).objects.of(task.plan, TODAY).for_table().order_by("pk"))
        units = [unit, other.units.get()]
        send_urge(shown, supervisor, units)
        assert sorted(told()) == sorted((one.name, "urge", "") for one in units)
        assert Ask.objects.get(unit=unit).event.milestone == rows[0]

    def test_an_inspection_where_somebody_was(self, milestone, group, supervisor):
        first, _second = group.members.all()
        said = {"kind": "site", "unit": group, "findings": "台账不全。"}
        inspect(milestone, by=supervisor, on=TODAY, found={first: Found()}, **said)
        assert told() == [(first.name, "inspection", "")]

    def test_a_recheck(self, task, unit, supervisor, plan):
        done = make_done(date(2015, 5, 20), task=task, due_on=date(2015, 5, 31))
        recheck(done, by=supervisor, on=TODAY, passed=True, findings="属实。")
        assert told() == [("区水务局", "recheck", "")]

    def test_an_instruction_and_its_chase(self, task, unit):
        leader = make_user(role="leader")
        words = {"text": "请抓紧。", "units": [unit], "reply_by": TODAY}
        given = instruct(task, by=leader, on=TODAY - DAY, **words)
        chase(given, by=leader, on=TODAY + DAY)
        assert told() == [("区水务局", "instruction", ""), ("区水务局", "urge", "")]

    def test_a_round_asks_each_lead_unit_once(self, task, unit, group, supervisor, plan):
        make_assignment(make_task(plan=plan), unit)
        make_assignment(make_task())
        days = {"from_on": TODAY, "until_on": TODAY, "deadline_on": TODAY}
        open_round(plan, by=supervisor, on=TODAY, title="自评", questions="如何？", **days)
        assert told() == [("区水务局", "round", "")]

    @pytest.mark.parametrize("has_task", [True, False])
    def test_a_reminder_of_the_people(self, has_task, task, unit, liaison, supervisor, plan):
        type(liaison).objects.filter(pk=liaison.pk).update(last_login=None)
        overdue(task, 1)
        if not has_task:
            part = task.assignments.get()
            part.acknowledgements.create(unit=unit, acknowledged_by=liaison, acknowledged_on=TODAY)
        remind_unit(plan, unit, by=supervisor, on=TODAY)
        assert told() == [("区水务局", "urge", "")]
        assert (Ask.objects.get().event is not None) == has_task

    def test_who_hands_the_paper_on_was_asked_all_the_same(self, task, unit, supervisor):
        issue(overdue(task, 5), Slip.Level.YELLOW, supervisor)
        part = task.assignments.get()
        move_part(part, by=supervisor, on=TODAY, unit=make_unit(), reason="职能调整。")
        assert told() == [("区水务局", "slip", "")]


class TestCounting:
    def test_the_month_up_to_the_day_by_the_plan_and_by_all(self, plan, unit):
        for on in (date(2015, 5, 31), date(2015, 6, 1), TODAY, TODAY + DAY):
            make_ask(unit, plan=plan, on=on)
        make_ask(unit)
        make_ask()
        assert of_unit(unit.pk, plan, TODAY) == {"plan": 2, "all": 3}
        assert of_unit(unit.pk, plan, TODAY - DAY) == {"plan": 1, "all": 1}
        assert of_unit(unit.pk, plan, date(2015, 5, 31)) == {"plan": 1, "all": 1}

    def test_without_a_limit_nobody_has_been_asked_enough(self, plan, unit):
        make_ask(unit)
        assert crowded(plan, [unit], TODAY) == []

    @pytest.mark.parametrize(("number", "is_crowded"), [(1, True), (2, True), (3, False)])
    def test_the_limit_is_reached_by_all_plans_together(self, number, is_crowded, plan, unit):
        make_ask(unit, plan=plan)
        make_ask(unit)
        make_ask(unit, on=date(2015, 5, 31))
        assert crowded(limit(plan, number), [unit], TODAY) == [unit] * is_crowded

    def test_of_a_group_the_members_are_looked_at(self, plan, group):
        first, _second = group.members.all()
        assert crowded(limit(plan, 1, first), [group], TODAY) == [first]


class TestLimit:
    """Each way of asking is refused beyond the limit without a reason, and writes it down."""

    WORDS = ["区水务局本月已被要求2次，限2次。", "请说明为什么再次提出要求。"]

    def refused(self, ask):
        with pytest.raises(ValidationError) as refusal:
            ask()
        assert refusal.value.message_dict == {"why_more": self.WORDS}
        assert Ask.objects.exclude(reason="").count() == 0

    def passes(self, ask):
        ask(why_more="上级交办。")
        assert told()[-1][2] == "上级交办。"

    def test_a_slip(self, task, unit, supervisor):
        milestone = overdue(task, 5)
        limit(milestone.task.plan, 2, unit)
        self.refused(lambda: issue(milestone, Slip.Level.YELLOW, supervisor))
        assert not Slip.objects.exists()
        self.passes(lambda **why: issue(milestone, Slip.Level.YELLOW, supervisor, **why))

    def test_a_slip_by_hand(self, milestone, unit, supervisor):
        limit(milestone.task.plan, 2, unit)
        who = {"by": supervisor, "on": TODAY} | BY_HAND
        self.refused(lambda: issue_by_hand(milestone, Slip.Level.RED, **who))
        self.passes(lambda **why: issue_by_hand(milestone, Slip.Level.RED, **who, **why))

    def test_an_inspection(self, milestone, unit, supervisor):
        limit(milestone.task.plan, 2, unit)
        said = {"by": supervisor, "on": TODAY, "kind": "site", "unit": unit, "findings": "不全。"}
        self.refused(lambda: inspect(milestone, **said))
        self.passes(lambda **why: inspect(milestone, **said, **why))

    def test_an_urging(self, milestone, unit, supervisor, plan):
        limit(plan, 2, unit)
        rows = list(
            type(milestone).objects.of(plan, TODAY).select_related("task__plan").for_table()
        )
        self.refused(lambda: send_urge(rows, supervisor, [unit]))
        assert not Urge.objects.exists()
        self.passes(lambda **why: send_urge(rows, supervisor, [unit], **why))

    def test_one_below_the_limit_passes_and_no_reason_is_kept(self, task, unit, supervisor):
        limit(task.plan, 2, unit)
        Ask.objects.first().delete()
        issue(overdue(task, 5), Slip.Level.YELLOW, supervisor, why_more="多余的话。")
        assert told()[-1] == ("区水务局", "slip", "")

    def test_leaders_and_what_goes_out_by_itself_are_not_limited(self, task, unit, supervisor):
        limit(task.plan, 2, unit)
        leader = make_user(role="leader")
        instruct(task, by=leader, on=TODAY, text="请抓紧。", units=[unit], reply_by=None)
        task.plan.auto_blue = supervisor
        task.plan.save()
        make_milestone(task=task, due_on=TODAY + DAY)
        assert issue_blue(task.plan, TODAY) == (1, 0)
        assert told()[2:] == [("区水务局", "instruction", ""), ("区水务局", "slip", "")]


class TestBefore:
    """What was asked before it was counted."""

    def count(self):
        module = import_module("tasks.migrations.0092_what_was_asked_so_far")
        module.count(apps, None)
        rows = set(Ask.objects.values_list("unit__name", "kind", "on"))
        module.forget(apps, None)
        assert not Ask.objects.exists()
        return rows

    def test_papers_urgings_and_rounds_tell(self, task, unit, group, milestone, supervisor, plan):
        make_slip(milestone, unit)
        make_instruction(task, unit)
        make_inspection(milestone, unit)
        make_visit(milestone, unit, kind="recheck", month=date(2015, 6, 1))
        for about in (milestone, make_milestone(task=task)):
            make_urge(about, group, urged_by=supervisor)
        make_round(plan=plan)
        monday = date(2015, 6, 15)
        assert self.count() == {
            ("区水务局", "slip", TODAY),
            ("区水务局", "instruction", date(2015, 6, 10)),
            ("区水务局", "inspection", TODAY),
            ("区水务局", "recheck", TODAY),
            ("新安街道", "urge", monday),
            ("西乡街道", "urge", monday),
            ("区水务局", "round", date(2015, 6, 1)),
        }

    def test_each_keeps_the_event_with_which_it_came(self, task, unit, supervisor):
        issue(overdue(task, 5), Slip.Level.YELLOW, supervisor)
        counted = Ask.objects.values_list("unit", "kind", "on", "event", "plan").get()
        Ask.objects.all().delete()
        import_module("tasks.migrations.0092_what_was_asked_so_far").count(apps, None)
        assert Ask.objects.values_list("unit", "kind", "on", "event", "plan").get() == counted
        assert Event.objects.get(pk=counted[3]).action == "issue-slip"
