"""Self-assessment: opened, answered, scored, and plainly unanswered."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tasks.models import AssessmentRound, Event, SelfAssessment
from tasks.plan.recording import Conflict
from tasks.rounds import acts as rounds
from tests.factories import (
    TODAY,
    make_answer,
    make_assignment,
    make_round,
    make_task,
    make_unit,
    make_user,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def asked(plan):
    return make_round(plan=plan)


@pytest.fixture
def parts(plan):
    """Two tasks led by one unit, and one led by another."""
    unit = make_unit(name="区先局")
    mine = [make_assignment(make_task(plan=plan, number=number), unit) for number in (1, 2)]
    return [*mine, make_assignment(make_task(plan=plan, number=3), make_unit(name="区后局"))]


@pytest.fixture
def unit(client, parts):
    client.force_login(make_user(role="liaison", unit=parts[0].unit))
    return client


def words(part, **changes):
    said = {"seen": 0, "progress": "完成3项。", "problems": "缺人", "measures": "", "own_score": 95}
    return {f"p{part.pk}-{name}": value for name, value in (said | changes).items()}


def test_a_supervisor_opens_a_round(client_as, plan):
    supervisor, target = client_as("supervisor"), address("round-list", plan)
    said = {
        "title": "上半年自查自评",
        "from_on": "2015-01-01",
        "until_on": "2015-06-30",
        "questions": "进展？问题？",
        "deadline_on": "2015-06-25",
    }
    assert not supervisor.get(target).context["rounds"]
    late = supervisor.post(target, said | {"deadline_on": "2015-06-17"})
    assert "该日期已过，不能早于今天（2015-06-18）" in late.text
    assert "进展？问题？" in late.text
    answer = supervisor.post(target, said, follow=True)
    assert "已开启" in answer.text
    assert AssessmentRound.objects.get().deadline_on == date(2015, 6, 25)
    supervisor.post(target, said | {"deadline_on": "2015-06-18"})
    assert AssessmentRound.objects.filter(deadline_on=TODAY).count() == 1
    assert "上半年自查自评" in client_as("viewer").get(target).text


def test_a_unit_answers_for_the_tasks_it_leads_and_leaves_the_rest_for_later(
    unit, plan, asked, parts
):
    target = address("round-answer", plan, asked.pk)
    page = unit.get(target).text
    assert f"p{parts[1].pk}-progress" in page
    assert f"p{parts[2].pk}-progress" not in page
    answer = unit.post(target, words(parts[0]), follow=True)
    assert "已保存1项" in answer.text
    said = SelfAssessment.objects.get()
    assert (said.assignment, said.progress, said.own_score) == (parts[0], "完成3项。", 95)
    assert Event.objects.get().action == "assess"


def test_an_answer_can_be_bettered_until_it_is_scored(unit, plan, asked, parts):
    said = make_answer(asked, parts[0])
    target = address("round-answer", plan, asked.pk)
    unit.post(target, words(parts[0], seen=1, own_score=80))
    said.refresh_from_db()
    assert (said.own_score, said.version) == (80, 2)
    SelfAssessment.objects.update(score=85)
    assert f"p{parts[0].pk}-progress" not in unit.get(target).text


@pytest.mark.parametrize("score", ["", "101", "-1", "viel"])
def test_a_score_that_is_none_is_answered_and_nothing_is_lost(unit, plan, asked, parts, score):
    target = address("round-answer", plan, asked.pk)
    said = words(parts[0], own_score=score) | words(parts[1])
    answer = unit.post(target, said)
    assert "完成3项。" in answer.text
    assert [row.assignment for row in SelfAssessment.objects.all()] == [parts[1]]


def test_a_colleague_who_was_faster_is_not_overwritten(unit, plan, asked, parts):
    make_answer(asked, parts[0], progress="同事先写。")
    answer = unit.post(address("round-answer", plan, asked.pk), words(parts[0]))
    assert answer.status_code == 409
    for said in ("同事先写。", "完成3项。", "有了变化"):
        assert said in answer.text
    assert SelfAssessment.objects.get().progress == "同事先写。"


def test_supervisors_score_and_the_round_shows_who_is_missing(client_as, plan, asked, parts):
    said = make_answer(asked, parts[0])
    supervisor, target = client_as("supervisor"), address("round-review", plan, asked.pk)
    assert "完成3项制度。" in supervisor.get(target).text
    words = {"answer": 1, "seen": 0, "score": 88, "comment": "属实"}
    scored = {f"a{said.pk}-{name}": value for name, value in words.items()}
    supervisor.post(target, scored)
    said.refresh_from_db()
    assert (said.score, said.comment, said.review_version) == (88, "属实", 1)
    assert supervisor.post(target, scored).status_code == 409
    page = client_as("viewer").get(address("round", plan, asked.pk))
    said_by = [(row["unit"].name, row["average"]) for row in page.context["units"]]
    missing = [(row["unit"].name, row["answered"]) for row in page.context["missing"]]
    assert said_by == [("区先局", 88.0)]
    assert missing == [("区先局", 1), ("区后局", 0)]
    assert "尚未自评" in page.text
    late = client_as("viewer").get(address("round", plan, asked.pk, as_of="2015-07-01"))
    assert "逾期未自评" in late.text


def test_nought_is_a_score(unit, client_as, plan, asked, parts):
    make_answer(asked, parts[0], score=0)
    make_answer(asked, parts[1], score=80)
    assert f"p{parts[0].pk}-progress" not in unit.get(address("round-answer", plan, asked.pk)).text
    liaison = make_user(role="liaison", unit=parts[0].unit)
    with pytest.raises(Conflict):
        rounds.answer(asked, parts[0], by=liaison, on=TODAY, seen=1, progress="改", own_score=100)
    page = client_as("viewer").get(address("round", plan, asked.pk))
    assert [row["average"] for row in page.context["units"]] == [40.0]


def test_only_the_lead_unit_itself_answers(asked, parts):
    helper = make_assignment(parts[0].task, role="participating")
    fields = {"on": TODAY, "seen": 0, "progress": "x", "own_score": 1}
    for part, unit in ((helper, helper.unit), (parts[0], helper.unit)):
        with pytest.raises(PermissionDenied):
            rounds.answer(asked, part, by=make_user(role="liaison", unit=unit), **fields)


def test_the_round_is_open_on_its_last_day_and_asks_lead_units_alone(plan, client_as, asked, parts):
    make_assignment(parts[0].task, role="participating")
    viewer = client_as("viewer")
    days = {"2015-06-30": False, "2015-07-01": True}
    for day, is_over in days.items():
        page = viewer.get(address("round", plan, asked.pk, as_of=day))
        assert page.context["is_over"] == is_over
        assert len(page.context["missing"]) == 2


def test_an_empty_page_of_scores_changes_nothing(client_as, plan, asked, parts):
    said = make_answer(asked, parts[0])
    answer = client_as("supervisor").post(address("round-review", plan, asked.pk), {})
    said.refresh_from_db()
    assert (answer.status_code, said.score) == (302, None)


def test_others_neither_open_nor_answer_nor_score(asked, parts):
    said = make_answer(asked, parts[0])
    viewer = make_user(role="viewer", unit=parts[0].unit)
    fields = {"by": viewer, "on": TODAY}
    with pytest.raises(PermissionDenied):
        rounds.open_round(asked.plan, title="x", **fields)
    with pytest.raises(PermissionDenied):
        rounds.answer(asked, parts[0], seen=0, progress="x", own_score=1, **fields)
    with pytest.raises(PermissionDenied):
        rounds.review(said, answer=1, seen=0, score=1, comment="", **fields)


def test_a_scored_answer_is_closed(asked, parts):
    make_answer(asked, parts[0], score=80)
    liaison = make_user(role="liaison", unit=parts[0].unit)
    with pytest.raises(Conflict):
        rounds.answer(asked, parts[0], by=liaison, on=TODAY, seen=1, progress="改", own_score=100)


@pytest.mark.parametrize("number", [1, 5])
def test_the_round_asks_as_often_for_many(
    number, client_as, plan, asked, django_assert_num_queries
):
    for _time in range(number):
        make_answer(asked, make_assignment(make_task(plan=plan)))
    viewer = client_as("viewer")
    with django_assert_num_queries(6):
        viewer.get(address("round", plan, asked.pk))
