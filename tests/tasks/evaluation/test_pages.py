"""The ranking and the sheet: who reads them, what they say, and the one sentence for a bad period."""

from datetime import date
from decimal import Decimal

import pytest

from tasks.evaluation import acts
from tasks.evaluation.models import Appeal, Evaluation, ManualLine, Weights
from tests.factories import (
    make_assignment,
    make_milestone,
    make_practice,
    make_report,
    make_task,
    make_unit,
    make_user,
    told,
)
from tests.pages import address
from tests.tasks.evaluation.conftest import QUARTER, day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FIRST = QUARTER._replace(begins=day(1, 1), ends=day(3, 31))
OVER = {"from": "2015-01-01", "to": "2015-03-31"}


@pytest.fixture
def publish(plan, supervisor):
    def published(seen=0):
        return acts.freeze(plan, FIRST, by=supervisor, on=day(6, 1), seen=seen)

    return published


@pytest.fixture(autouse=True)
def overdue(due):
    """Three milestones of the unit, one of them since 10 March and since 10 June."""
    return [due(on) for on in (day(3, 10), day(6, 10), day(12, 31))]


def test_supervisors_read_the_trial_of_the_quarter(as_supervisor, plan, unit):
    page = as_supervisor.get(address("evaluation", plan))
    [row] = page.context["ranked"]
    assert (row["unit"], row["points"], row["deducted"], row["rank"]) == (
        "区水务局", "94.2", "−5.8", 1,
    )  # fmt: skip
    sheet = address("score-sheet", plan, unit.pk, **{"from": "2015-04-01", "to": "2015-06-30"})
    assert row["address"] == sheet
    assert (row["dated"], row["due"], row["done"], row["red"]) == (3, 2, 0, 2)
    shown = as_supervisor.get(sheet)
    assert [line["points"] for line in shown.context["lines"]] == ["−5.0", "−0.8"]
    assert shown.context["lines"][0]["address"] == address("task", plan, 11)
    assert "100 − 5.8 + 0.0 = 94.2" in shown.text


def test_each_line_leads_to_its_thing(as_supervisor, plan, unit, overdue):
    report = make_report(overdue[2], unit=unit, reported_on=day(4, 2))
    make_practice(report, title="一窗受理", published_on=day(4, 7))
    lines = as_supervisor.get(address("score-sheet", plan, unit.pk)).context["lines"]
    pages = {as_supervisor.get(line["address"]).status_code for line in lines}
    assert (len(lines), pages) == (3, {200})


def test_a_unit_reads_its_own_trial_and_no_ranking(as_liaison, plan, unit):
    page = as_liaison.get(address("evaluation", plan))
    assert page.context["ranked"] == page.context["apart"] == []
    [(own, sheet)] = page.context["own"]
    assert own == unit
    assert as_liaison.get(sheet).context["sheet"]["points"] == "94.2"
    other = make_unit()
    assert as_liaison.get(address("score-sheet", plan, other.pk)).status_code == 403


@pytest.mark.parametrize("role", ["viewer", "leader", "admin", "head"])
def test_others_read_what_is_published(role, client_as, plan, unit, publish):
    client = client_as(role)
    ranking, sheet = (
        address("evaluation", plan, **OVER),
        address("score-sheet", plan, unit.pk, **OVER),
    )
    assert client.get(ranking).context["ranked"] == []
    assert client.get(sheet).status_code == 403
    publish()
    assert [row["unit"] for row in client.get(ranking).context["ranked"]] == ["区水务局"]
    assert client.get(sheet).context["sheet"]["points"] == "97.9"
    before = {"as_of": "2015-05-31"}
    assert client.get(ranking, before | OVER).context["ranked"] == []
    assert client.get(sheet, before | OVER).status_code == 403


def test_what_is_published_is_listed_from_its_day_on(viewer, plan, publish):
    publish()
    [(period, link, is_shown)] = viewer.get(address("evaluation", plan)).context["published"]
    assert (period, link, is_shown) == (FIRST, address("evaluation", plan, **OVER), False)
    past = viewer.get(address("evaluation", plan, as_of="2015-05-31"))
    assert past.context["published"] == []


def test_a_published_sheet_is_as_it_was(viewer, plan, unit, publish):
    publish()
    Weights.objects.create(
        plan=plan, version=2, overdue=3, reason="改", set_on=day(6, 2), set_by=make_user()
    )
    unit.name = "区环保水务局"
    unit.save()
    page = viewer.get(address("score-sheet", plan, unit.pk, **OVER))
    assert (page.context["sheet"]["points"], page.context["sheet"]["version"]) == ("97.9", 1)
    assert '<h1 lang="zh-hans">区水务局</h1>' in page.text


def test_a_past_day_shows_the_trial_of_that_day(as_supervisor, plan, unit):
    page = as_supervisor.get(address("score-sheet", plan, unit.pk, as_of="2015-04-10"))
    assert [line["points"] for line in page.context["lines"]] == ["−1.0"]
    assert "add-line" not in page.text and address("add-line", plan, unit.pk) not in page.text
    future = as_supervisor.get(address("score-sheet", plan, unit.pk, as_of="2015-09-10"))
    assert future.context["sheet"]["points"] == "94.2"


@pytest.mark.parametrize(
    "begins, ends",
    [
        ("2015-06-30", "2015-04-01"),
        ("2014-01-01", "2015-06-01"),
        ("2015-07-01", "2015-09-30"),
        ("2015-01-01", "2015-01-31"),
    ],
)
def test_a_bad_period_is_told_in_one_sentence(as_supervisor, plan, unit, begins, ends):
    for name, args in (("evaluation", []), ("score-sheet", [unit.pk])):
        page = as_supervisor.get(address(name, plan, *args, **{"from": begins, "to": ends}))
        assert page.status_code == 400
        assert page.context["problem"] in page.text
    assert (
        as_supervisor.get(
            address("add-line", plan, unit.pk, **{"from": begins, "to": ends})
        ).status_code
        == 400
    )


def test_what_is_no_date_is_told(as_supervisor, plan):
    page = as_supervisor.get(address("evaluation", plan, **{"from": "2015-02-30"}))
    assert page.status_code == 400
    assert as_supervisor.get(address("evaluation", plan, as_of="2015-01-10")).status_code == 200


def test_a_unit_without_a_part_has_no_sheet(as_supervisor, plan):
    page = as_supervisor.get(address("score-sheet", plan, make_unit().pk))
    assert (page.status_code, page.context["sheet"]) == (200, None)
    assert as_supervisor.get(address("score-sheet", plan, 10**9)).status_code == 404


def test_a_supervisor_changes_weights_on_the_page(as_supervisor, plan):
    place = address("weights", plan)
    sent = as_supervisor.get(place).context["form"].initial
    assert (sent["seen"], sent["late"]) == (1, Decimal("1.0"))
    sent |= {"reason": "年度调整", "late": "2.5"}
    answer = as_supervisor.post(place, sent)
    assert (answer.status_code, answer.url) == (302, address("evaluation", plan))
    assert Weights.objects.get().late == Decimal("2.5")
    late = as_supervisor.post(place, sent | {"late": "3"})
    assert late.status_code == 409
    assert late.context["form"]["seen"].value() == 2
    assert as_supervisor.post(place, sent | {"late": "-1", "seen": 2}).status_code == 200
    assert as_supervisor.post(place, sent | {"least": "0", "seen": 2}).status_code == 200
    assert Weights.objects.count() == 1
    assert "年度调整" in as_supervisor.get(place).text


def test_a_supervisor_adds_a_line_on_the_page(as_supervisor, plan, unit):
    place = address("add-line", plan, unit.pk, **OVER)
    sent = {"points": "1.5", "reason": "专项工作突出", "seen": 0}
    answer = as_supervisor.post(place, sent)
    assert answer.url == address("score-sheet", plan, unit.pk, **OVER)
    assert as_supervisor.get(answer.url).context["sheet"]["points"] == "99.4"
    late = as_supervisor.post(place, sent | {"points": "2"})
    assert (late.status_code, late.context["form"]["seen"].value()) == (409, 1)
    assert "专项工作突出" in late.text
    assert as_supervisor.post(place, sent | {"seen": 1, "points": "0"}).status_code == 200
    assert ManualLine.objects.count() == 1


def test_a_unit_appeals_and_is_answered_on_pages(as_liaison, as_supervisor, plan, unit):
    place = address("appeal", plan, unit.pk, **OVER)
    answer = as_liaison.post(place, {"text": "材料当日已送达"})
    assert answer.url == address("score-sheet", plan, unit.pk, **OVER)
    assert as_liaison.post(place, {"text": "再说一次"}).status_code == 200
    appeal = Appeal.objects.get()
    way = address("answer-appeal", plan, appeal.pk)
    waiting = as_supervisor.get(address("evaluation", plan, **OVER))
    assert way in waiting.text
    assert "材料当日已送达" in as_supervisor.get(way).text
    assert as_supervisor.post(way, {"text": "已核减"}).url == answer.url
    assert as_supervisor.post(way, {"text": "再答"}).status_code == 409
    for client in (as_liaison, as_supervisor):
        assert "已核减" in client.get(answer.url).text
    assert as_supervisor.post(place, {"text": "代为申诉"}).status_code == 403


def test_others_do_not_read_appeals_of_what_is_published(viewer, as_liaison, plan, unit, publish):
    asked = acts.appeal(
        plan, FIRST, unit, by=make_user(role="liaison", unit=unit), on=day(5, 1), text="申诉内容"
    )
    acts.answer(asked, by=make_user(role="supervisor"), on=day(5, 2), text="答复内容")
    publish(seen=2)
    sheet = address("score-sheet", plan, unit.pk, **OVER)
    assert "申诉内容" not in viewer.get(sheet).text
    assert "申诉内容" in as_liaison.get(sheet).text


def test_a_supervisor_publishes_on_the_page(as_supervisor, plan, unit):
    place = address("publish-evaluation", plan, **OVER)
    assert (
        place.replace("&", "&amp;") in as_supervisor.get(address("evaluation", plan, **OVER)).text
    )
    late = as_supervisor.post(place, {"seen": 7})
    assert late.status_code == 409
    answer = as_supervisor.post(place, {"seen": 0})
    assert answer.url == address("evaluation", plan, **OVER)
    assert Evaluation.objects.get().frozen_on == date(2015, 6, 18)
    page = as_supervisor.get(answer.url)
    assert page.context["is_frozen"]
    assert place.replace("&", "&amp;") not in page.text
    running = address("publish-evaluation", plan, **{"from": "2015-04-01", "to": "2015-06-30"})
    assert running.replace("&", "&amp;") not in as_supervisor.get(address("evaluation", plan)).text
    assert as_supervisor.post(running, {"seen": 0}).status_code == 200
    assert Evaluation.objects.count() == 1


def test_appeals_are_answered_before_publishing(as_supervisor, plan, unit, liaison):
    acts.appeal(plan, FIRST, unit, by=liaison, on=day(5, 1), text="申诉")
    page = as_supervisor.get(address("publish-evaluation", plan, **OVER))
    assert address("answer-appeal", plan, Appeal.objects.get().pk) in page.text


@pytest.mark.parametrize("tasks", [1, 3, 20])
def test_pages_ask_as_often_for_many_tasks_as_for_one(
    tasks, as_supervisor, viewer, plan, unit, publish, django_assert_num_queries
):
    for _n in range(tasks):
        task = make_task(plan=plan)
        make_assignment(task)
        make_assignment(task, unit, role="participating")
        told(make_milestone(task=task, due_on=day(3, 1)))
    ranking, sheet = address("evaluation", plan), address("score-sheet", plan, unit.pk)
    for page in (ranking, sheet):
        with django_assert_num_queries(19):
            as_supervisor.get(page)
    publish()
    for page, number in ((ranking, 6), (sheet, 6)):
        with django_assert_num_queries(number):
            assert viewer.get(page, OVER).status_code == 200
