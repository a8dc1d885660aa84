"""The page 减负, the line on a unit's page, and what those who ask are told before."""

from datetime import date, timedelta

import pytest

from tasks.models import Ask, Event, Inspection, Plan, Slip, Urge
from tests.factories import (
    TODAY,
    make_batch,
    make_event,
    make_milestone,
    make_plan,
    make_plan_of,
    make_report,
    make_task,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.supervising import issue, make_ask, make_inspection, make_slip, overdue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
MAY = date(2015, 5, 20)


def table(page):
    """``{unit: [number of each kind, …, in all, reports]}``, and the sums."""
    rows = {
        row.unit.name: [*(number for _kind, number in row.numbers), row.total, row.reports]
        for row in page.context["rows"]
    }
    return rows, page.context["sums"]


class TestPage:
    def test_units_by_kinds_who_was_asked_most_first(self, viewer, plan, unit):
        other = make_unit(name="区司法局")
        for kind in ("urge", "slip", "slip"):
            make_ask(unit, plan=plan, kind=kind)
        make_ask(other, plan=plan, kind="round")
        rows, sums = table(viewer.get(address("burden", plan)))
        assert rows == {"区水务局": [1, 2, 0, 0, 0, 0, 3, 0], "区司法局": [0, 0, 0, 0, 0, 1, 1, 0]}
        assert list(rows) == ["区水务局", "区司法局"]
        assert sums == [1, 2, 0, 0, 0, 1, 4, 0]

    def test_an_empty_month_says_so(self, viewer, plan):
        page = viewer.get(address("burden", plan))
        assert "本月没有向任何单位提出要求。" in page.text
        assert page.context["sums"] == []

    def test_earlier_months_and_no_later_day(self, viewer, plan, unit):
        for on in (MAY, TODAY, TODAY + DAY):
            make_ask(unit, plan=plan, on=on)
        page = viewer.get(address("burden", plan))
        assert page.context["months"] == [(date(2015, 6, 1), 1), (date(2015, 5, 1), 1)]
        assert table(page)[1][-2] == 1
        may = viewer.get(address("burden", plan, month="2015-05"))
        assert (may.context["month"], table(may)[1][-2]) == (date(2015, 5, 1), 1)
        past = viewer.get(address("burden", plan, as_of="2015-05-19"))
        assert (past.context["month"], past.context["rows"]) == (date(2015, 5, 1), [])
        assert past.context["months"] == []

    @pytest.mark.parametrize("month", ["2015-13", "im Mai", "9999999-01"])
    def test_a_month_that_is_none_is_told(self, month, viewer, plan):
        assert viewer.get(address("burden", plan, month=month)).status_code == 400

    def test_of_one_plan_or_of_all(self, viewer, plan, unit):
        make_ask(unit, plan=plan)
        make_ask(unit)
        assert table(viewer.get(address("burden", plan)))[1][-2] == 1
        assert table(viewer.get(address("burden", plan, plans="all")))[1][-2] == 2

    def test_reports_written_in_the_month_stand_beside(self, viewer, plan, unit):
        make_ask(unit, plan=plan, on=MAY)
        mine = make_milestone(task=make_task(plan=plan))
        for on in (date(2015, 5, 31), date(2015, 6, 1), TODAY, TODAY + DAY):
            make_report(mine, unit=unit, reported_on=on)
        make_report(mine, unit=unit, reported_on=TODAY, batch=make_batch(plan=plan))
        make_report(make_milestone(), unit=unit, reported_on=TODAY)
        page = viewer.get(address("burden", plan))
        assert table(page) == ({"区水务局": [0] * 7 + [2]}, [0] * 7 + [2])
        assert table(viewer.get(address("burden", plan, plans="all")))[1][-1] == 3

    def test_only_one_plan_is_all(self, viewer, plan, unit):
        make_ask(unit, plan=plan)
        assert not viewer.get(address("burden", plan, plans="all")).context["tells_of_all"]

    def test_each_number_leads_to_what_it_counts(self, viewer, plan, task, unit, supervisor):
        slip = issue(overdue(task, 5), Slip.Level.YELLOW, supervisor)
        visit = make_inspection(overdue(task, 1), unit)
        event = make_event(visit.milestone, action="inspect", inspection=visit)
        make_ask(unit, plan=plan, kind="inspection", event=event)
        urged = make_event(visit.milestone, action="urge")
        make_ask(unit, plan=plan, event=urged, reason="上级交办。")
        make_ask(unit, plan=plan, kind="round")
        make_ask(unit, plan=plan, event=make_event_of_task(task))
        make_ask(make_unit(), plan=plan)
        page = viewer.get(address("burden", plan, unit=unit.pk))
        assert page.context["asks"].number == 5
        milestone = f"{address('task', plan, task.number)}#m{visit.milestone.order}"
        for there in (
            address("slip", plan, slip.pk),
            address("inspection", plan, visit.pk),
            milestone,
            address("task", plan, task.number),
            address("round-list", plan),
        ):
            assert f'href="{there}"' in page.text
        assert "上级交办。" in page.text
        only = viewer.get(address("burden", plan, unit=unit.pk, kind="slip"))
        assert [one.kind for one in only.context["asks"].rows] == ["slip"]

    @pytest.mark.parametrize("unit", ["x", "987654"])
    def test_a_unit_that_is_none_lists_nothing(self, unit, viewer, plan):
        page = viewer.get(address("burden", plan, unit=unit))
        assert (page.context["unit"], page.context["asks"].number) == (None, 0)

    def test_a_kind_without_any_and_more_than_fit(self, viewer, plan, unit):
        for _time in range(21):
            make_ask(unit, plan=plan)
        assert "以上为最近20次。" in viewer.get(address("burden", plan, unit=unit.pk)).text
        none = viewer.get(address("burden", plan, unit=unit.pk, kind="slip"))
        assert none.context["asks"].number == 0

    @pytest.mark.parametrize(("limit", "is_marked"), [(1, True), (2, False), (None, False)])
    def test_who_was_asked_beyond_the_limit_is_marked(self, limit, is_marked, viewer, plan, unit):
        Plan.objects.update(asks_a_month=limit)
        for _time in "12":
            make_ask(unit, plan=plan)
        page = viewer.get(address("burden", plan)).text
        assert ("count-red" in page) is is_marked
        assert (f"每月超过{limit}次" in page) is (limit is not None)

    @pytest.mark.parametrize("number", [1, 3, 20])
    def test_it_asks_as_often_for_many(self, number, viewer, plan, django_assert_num_queries):
        unit = make_unit()
        milestone = overdue(make_task(plan=plan), 1)
        for _time in range(number):
            event = make_event(
                milestone,
                action="issue-slip",
                slip=make_slip(milestone, lifted_on=TODAY, lifted_because="done"),
            )
            make_ask(unit, plan=plan, kind="slip", event=event)
            make_ask(make_unit(), plan=plan)
        with django_assert_num_queries(9):
            viewer.get(address("burden", plan, unit=unit.pk))


def make_event_of_task(task):
    who = {"person": make_user(), "on": TODAY}
    return Event.objects.create(task=task, action="urge", **who)


class TestUnitPage:
    def test_it_says_how_often_and_leads_there(self, viewer, plan, unit):
        assert "本月被要求" not in viewer.get(address("unit", plan, unit.pk)).text
        make_ask(unit, plan=plan)
        page = viewer.get(address("unit", plan, unit.pk)).text
        assert "本月被要求1次" in page
        assert address("burden", plan, unit=unit.pk) in page

    def test_also_by_other_plans(self, viewer, plan, unit):
        make_ask(unit, plan=plan)
        make_ask(unit)
        page = " ".join(viewer.get(address("unit", plan, unit.pk)).text.split())
        assert "本月被要求1次" in page
        assert "全部方案2次" in page

    def test_on_a_past_day_that_of_its_month(self, viewer, plan, unit):
        make_ask(unit, plan=plan)
        make_ask(unit, plan=plan, on=MAY)
        past = viewer.get(address("unit", plan, unit.pk, as_of="2015-05-20"))
        assert past.context["asked"] == {"plan": 1, "all": 1}
        there = address("burden", plan, unit=unit.pk, as_of="2015-05-20")
        assert there.replace("&", "&amp;") in past.text


class TestBeforeSending:
    """The form says who was asked as often; it is sent with a reason, which is kept."""

    SAID = "区水务局本月已被要求2次，限2次。"

    @pytest.fixture
    def full(self, plan, unit):
        Plan.objects.update(asks_a_month=2)
        for _time in "12":
            make_ask(unit)

    def sends(self, client, page, words, model):
        """Refused without a reason, with the words kept; with one it is done."""
        shown = client.get(page)
        assert self.SAID in shown.text
        refused = client.post(page, words)
        assert refused.status_code == 200
        assert "请说明为什么再次提出要求。" in refused.text
        assert "请核实。" in refused.text
        assert not model.objects.exists()
        prefix = next((name.partition("-")[0] + "-" for name in words if "-" in name), "")
        assert client.post(page, words | {f"{prefix}why_more": "上级交办。"}).status_code == 302
        assert model.objects.count() == 1
        assert Ask.objects.latest("pk").reason == "上级交办。"

    def test_a_slip_by_hand(self, full, plan, milestone, as_supervisor):
        page = address("write-slip", plan, milestone.pk)
        words = {
            "level": 2,
            "grounds": "来信。",
            "requirement": "请核实。",
            "reply_by": "2015-06-25",
        }
        self.sends(as_supervisor, page, words, Slip)

    def test_proposed_slips(self, full, plan, task, as_supervisor):
        milestone = overdue(task, 5)
        words = {
            "m": milestone.pk,
            f"m{milestone.pk}-requirement": "请核实。",
            f"m{milestone.pk}-reply_by": "2015-06-25",
        }
        self.sends(as_supervisor, address("issue-slips", plan, m=milestone.pk), words, Slip)

    def test_an_inspection(self, full, plan, milestone, unit, as_supervisor):
        words = {"kind": "site", "unit": unit.pk, "findings": "请核实。", "shown": unit.pk}
        page = address("inspect", plan, milestone.pk, unit=unit.pk)
        self.sends(as_supervisor, page, words, Inspection)

    def test_an_urging(self, full, plan, milestone, unit, as_supervisor):
        words = {"m": milestone.pk, "units": unit.pk, "text": "请核实。", "recipients": "liaison"}
        self.sends(as_supervisor, address("urge", plan), words, Urge)

    def test_the_second_slip_of_one_click_may_be_the_one_too_many(
        self, full, plan, task, as_supervisor
    ):
        Ask.objects.first().delete()
        rows = [overdue(task, 5), overdue(task, 6)]
        words = {"m": [row.pk for row in rows]}
        for row in rows:
            words |= {f"m{row.pk}-requirement": "请核实。", f"m{row.pk}-reply_by": "2015-06-25"}
        answer = as_supervisor.post(address("issue-slips", plan), words)
        assert self.SAID in answer.text
        assert not Slip.objects.exists()

    def test_within_the_limit_the_form_says_when_a_reason_is_wanted(
        self, plan, milestone, as_supervisor
    ):
        page = address("write-slip", plan, milestone.pk)
        assert "why_more" not in as_supervisor.get(page).context["form"].fields
        Plan.objects.update(asks_a_month=2)
        assert "仅在某单位本月已被要求2次时填写。" in as_supervisor.get(page).text


def test_the_setting_has_its_history(plan, as_supervisor):
    page = address("plan-settings", plan)
    form = as_supervisor.get(page).context["form"]
    words = {name: form[name].value() for name in form.fields}
    words = {name: "" if value is None else value for name, value in words.items()}
    as_supervisor.post(page, words | {"asks_a_month": 8, "reason": "为基层减负。"})
    line = plan.corrections.get()
    assert (line.field, line.before, line.after) == ("每月向一个单位提出要求的次数", "—", "8")


@pytest.mark.parametrize("number", [1, 3])
def test_many_plans_make_no_difference(number, viewer, unit, django_assert_num_queries):
    plans = [make_plan_of(1) for _time in range(number)] + [make_plan()]
    for plan in plans:
        make_ask(unit, plan=plan)
    with django_assert_num_queries(10):
        page = viewer.get(address("burden", plans[0], plans="all", unit=unit.pk))
    assert page.context["asks"].number == number + 1
