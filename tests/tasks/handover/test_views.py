"""Tasks and people that change hands, and good practice, as pages."""

from datetime import date

import pytest

from tests.factories import (
    TODAY,
    make_assignment,
    make_milestone,
    make_practice,
    make_relief,
    make_report,
    make_task,
    make_unit,
    make_user,
)
from tests.pages import address
from units.models import Deputy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def part(plan):
    return make_assignment(make_task(plan=plan, number=11))


@pytest.fixture
def liaison(part):
    return make_user(role="liaison", unit=part.unit)


@pytest.fixture
def unit(client, liaison):
    client.force_login(liaison)
    return client


def moved(part, unit):
    """What a supervisor sends who saw ``part`` as it is now."""
    last = part.task.events.first()
    return {"seen": last.pk if last else 0, "unit": unit, "reason": "职能调整"}


class TestRelief:
    def test_asked_on_the_task_decided_from_the_desk(self, unit, client_as, plan, part):
        target = address("ask-relief", plan, part.pk)
        assert target in unit.get(address("task", plan, 11)).text
        assert unit.get(target).status_code == 200
        assert "已办理并记录" in unit.post(target, {"reason": "不属职责"}, follow=True).text
        again = unit.post(target, {"reason": "再问一次"})
        assert (again.status_code, "再问一次" in again.text) == (409, True)
        supervisor = client_as("supervisor")
        move = address("move-part", plan, part.pk)
        assert move in supervisor.get(address("desk", plan)).text
        assert "不属职责" in supervisor.get(move).text
        new = make_unit(name="区新单位")
        answer = supervisor.post(move, moved(part, new.pk), follow=True)
        assert "区新单位" in answer.text

    def test_without_another_unit_it_is_refused(self, client_as, plan, part):
        asked = make_relief(part)
        move = address("move-part", plan, part.pk)
        client_as("supervisor").post(move, moved(part, ""))
        asked.refresh_from_db()
        assert asked.state == "refused"

    def test_a_unit_with_a_part_already_is_answered_in_words(self, client_as, plan, part):
        there = make_assignment(part.task).unit
        move = address("move-part", plan, part.pk)
        answer = client_as("supervisor").post(move, moved(part, there.pk))
        assert "已是该任务的责任单位" in answer.text
        assert "职能调整" in answer.text

    def test_who_moves_what_was_moved_meanwhile_sees_it_and_can_send_again(
        self, as_supervisor, plan, part
    ):
        move, words = address("move-part", plan, part.pk), moved(part, make_unit().pk)
        as_supervisor.post(move, moved(part, make_unit(name="区先到局").pk))
        answer = as_supervisor.post(move, words)
        part.refresh_from_db()
        assert (answer.status_code, part.unit.name) == (409, "区先到局")
        assert answer.context["form"]["reason"].value() == "职能调整"
        assert part.task.events.get().pk == answer.context["last_event"]


def test_a_supervisor_names_the_host_on_the_task(client_as, plan, part):
    other = make_assignment(part.task, make_unit(name="区卫计局"))
    supervisor, page = client_as("supervisor"), address("task", plan, 11)
    target = address("name-host", plan, other.pk)
    assert target in supervisor.get(page).text
    answer = supervisor.post(target, {"reason": "批示"}, follow=True)
    assert '区卫计局</a> <span class="tag">主办</span>' in " ".join(answer.text.split())
    assert target not in answer.text


class TestHandOver:
    def test_a_deputy_is_named_for_some_days(self, unit, liaison):
        deputy = make_user(role="liaison", unit=make_unit())
        days = {"from_on": "2015-06-18", "until_on": "2015-06-30"}
        answer = unit.post("/accounts/hand-over/", {"deputy": deputy.pk} | days, follow=True)
        assert "代管人已指定" in answer.text
        made = Deputy.objects.get()
        assert (made.person, made.deputy, made.from_on) == (liaison, deputy, TODAY)

    @pytest.mark.parametrize("fields", [{"role": "viewer"}, {"is_active": False}])
    def test_only_active_staff_can_be_a_deputy(self, unit, fields):
        deputy = make_user(**{"role": "liaison", "unit": make_unit()} | fields)
        days = {"from_on": "2015-06-18", "until_on": "2015-06-30"}
        unit.post("/accounts/hand-over/", {"deputy": deputy.pk} | days)
        assert not Deputy.objects.exists()

    def test_days_in_the_wrong_order_are_answered_in_words(self, unit):
        deputy = make_user(role="liaison", unit=make_unit())
        days = {"from_on": "2015-06-25", "until_on": "2015-06-24"}
        answer = unit.post("/accounts/hand-over/", {"deputy": deputy.pk} | days)
        assert "结束日期早于起始日期" in answer.text
        assert not Deputy.objects.exists()

    def test_who_leaves_hands_over_in_one_step(self, unit, liaison, plan):
        successor = make_user(role="head", unit=liaison.unit)
        words = {"leave": "1", "to": successor.pk}
        assert "已全部移交" in unit.post("/accounts/hand-over/", words, follow=True).text
        liaison.refresh_from_db()
        assert liaison.role == "viewer"
        assert unit.get("/accounts/hand-over/").status_code == 403

    def test_without_a_successor_nothing_happens(self, unit, liaison):
        answer = unit.post("/accounts/hand-over/", {"leave": "1"})
        assert "错误：" in answer.text
        liaison.refresh_from_db()
        assert liaison.role == "liaison"


class TestPractices:
    def test_offered_published_and_read_by_all(self, unit, liaison, client_as, plan, part):
        report = make_report(make_milestone(task=part.task), unit=part.unit, done="培训412人。")
        target = address("propose-practice", plan, report.pk)
        assert target in unit.get(address("task", plan, 11)).text
        assert "培训412人。" in unit.get(target).text
        assert "等待督查员发布" in unit.post(target, {"title": "一窗受理"}, follow=True).text
        assert "此前已推荐" in unit.post(target, {"title": "再来"}, follow=True).text
        listed = address("practice-list", plan)
        assert "一窗受理" not in unit.get(listed).text
        supervisor = client_as("supervisor")
        publish = address("publish-practice", plan, report.good_practice.pk)
        assert publish in supervisor.get(listed).text
        assert "已发布" in supervisor.post(publish, follow=True).text
        assert "此前已发布" in supervisor.post(publish, follow=True).text
        assert "一窗受理" in unit.get(listed).text
        assert "一窗受理" not in unit.get(address("practice-list", plan, as_of="2015-06-17")).text

    def test_the_list_asks_as_often_for_many(self, unit, plan, part, django_assert_num_queries):
        for _time in range(3):
            report = make_report(make_milestone(task=part.task), unit=part.unit)
            make_practice(report, published_on=date(2015, 6, 11))
            with django_assert_num_queries(9):
                unit.get(address("practice-list", plan))
