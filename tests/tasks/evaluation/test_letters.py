"""Who finds what in the inbox: of an appeal, of its answer, and of what is published."""

import pytest

from tasks.evaluation import acts
from tasks.models import Mail
from tasks.notices.acts import write_mornings
from tests.factories import (
    make_assignment,
    make_deputy,
    make_milestone,
    make_task,
    make_unit,
    make_user,
    told,
)
from tests.pages import address
from tests.tasks.evaluation.conftest import QUARTER, day

pytestmark = pytest.mark.django_db
JULY = day(7, 6)  # a Monday
OF_QUARTER = {"from": "2015-04-01", "to": "2015-06-30"}


@pytest.fixture
def appeal(plan, unit, liaison):
    return lambda: acts.appeal(plan, QUARTER, unit, by=liaison, on=JULY, text="材料当日已送达")


@pytest.fixture
def publish(plan, supervisor):
    return lambda: acts.freeze(plan, QUARTER, by=supervisor, on=JULY, seen=0)


@pytest.fixture(autouse=True)
def strangers(unit):
    """Whom nothing here concerns: another unit, who left, who only reads."""
    return [
        make_user(role="liaison", unit=make_unit()),
        make_user(role="head", unit=unit, is_active=False),
        make_user(role="viewer", unit=unit),
        make_user(role="supervisor", is_active=False),
        make_user(role="leader"),
    ]


def inboxes():
    """{who: the entry of his inbox} of everybody who has one."""
    return {mail.recipient: mail for mail in Mail.objects.select_related("recipient")}


def lines(mail):
    return [(line["text"], line["path"]) for line in mail.body["sections"][0]["lines"]]


def test_an_appeal_reaches_all_supervisors_in_their_language(plan, unit, supervisor, appeal):
    other = make_user(role="supervisor", language="en")
    asked, found = appeal(), inboxes()
    assert found.keys() == {supervisor, other}
    assert found[supervisor].subject == "申诉待答复：区水务局，2015-04-01 – 2015-06-30"
    assert found[supervisor].body["opening"] == f"7月6日 {asked.person}：材料当日已送达"
    assert found[other].subject == "Appeal to answer: 区水务局, 2015-04-01 – 2015-06-30"
    assert lines(found[other]) == [
        ("Answer the appeal", address("answer-appeal", plan, asked.pk)),
    ]


def test_the_answer_reaches_who_appealed_and_the_staff_of_the_unit(
    plan, unit, liaison, head, supervisor, appeal
):
    deputy = make_user(role="liaison", unit=make_unit())
    make_deputy(person=head, deputy=deputy, from_on=JULY, until_on=JULY)
    asked = appeal()
    Mail.objects.all().delete()
    acts.answer(asked, by=supervisor, on=JULY, text="已核减")
    found = inboxes()
    assert found.keys() == {liaison, head, deputy}
    assert found[head].subject == "申诉已答复：区水务局，2015-04-01 – 2015-06-30"
    assert found[head].body["opening"] == f"7月6日 {supervisor}：已核减"
    sheet = address("score-sheet", plan, unit.pk, **OF_QUARTER)
    assert lines(found[head]) == [("区水务局评分表", sheet)]


def test_who_appealed_hears_of_the_answer_also_in_another_unit(liaison, supervisor, appeal):
    asked = appeal()
    liaison.unit = make_unit()
    liaison.save()
    acts.answer(asked, by=supervisor, on=JULY, text="已核减")
    assert inboxes()[liaison].subject.startswith("申诉已答复")


def test_what_is_published_reaches_the_staff_of_the_units_with_a_sheet(
    plan, unit, due, liaison, supervisor, publish
):
    due(day(6, 20))
    helper, group = make_unit(), make_unit(kind="group")
    group.members.set([make_unit()])
    member = make_user(role="head", unit=group.members.get())
    second = make_user(role="liaison", unit=helper, language="en")
    task = make_task(plan=plan)
    make_assignment(task, helper, role="participating")
    make_assignment(task, group)
    told(make_milestone(task=task))
    evaluation = publish()
    found = inboxes()
    own, other = (address("score-sheet", plan, one.pk, **OF_QUARTER) for one in (unit, helper))
    ranking = address("evaluation", plan, **OF_QUARTER)
    assert found[liaison].subject == "考核评分已公布：2015-04-01 – 2015-06-30"
    assert lines(found[liaison]) == [("区水务局评分表", own), ("排名", ranking)]
    note = found[liaison].body["sections"][0]["lines"][0]["note"]
    assert note == f"{evaluation.sheets.get(unit=unit).words['points']}分 · 不参加排名"
    assert lines(found[second]) == [(f"Score sheet of {helper}", other), ("Ranking", ranking)]
    assert lines(found[member]) == [("排名", ranking)]
    assert found.keys() == {liaison, second, member}


def test_the_rank_stands_beside_the_points(due, liaison, publish):
    for _n in range(3):
        due(day(12, 31))
    publish()
    assert inboxes()[liaison].body["sections"][0]["lines"][0]["note"] == "100.0分 · 第1名"


def test_the_morning_mail_carries_them(due, liaison, appeal, supervisor):
    due(day(6, 20))
    acts.answer(appeal(), by=supervisor, on=JULY, text="已核减")
    assert write_mornings(day(7, 7)) == 2
    for person, words in ((supervisor, "申诉待答复：区水务局"), (liaison, "申诉已答复：区水务局")):
        assert words in str(person.mails.get(kind=Mail.Kind.MORNING).body)


@pytest.mark.parametrize("people", [1, 9])
def test_telling_asks_as_often_for_many_as_for_one(
    people, plan, unit, due, supervisor, appeal, django_assert_num_queries
):
    for _n in range(people):
        due(day(12, 31))
        make_user(role="supervisor")
        make_user(role="head", unit=unit)
        helper = make_unit()
        make_user(role="liaison", unit=helper)
        make_assignment(plan.tasks.get(), helper, role="participating")
    with django_assert_num_queries(19):
        asked = appeal()
    with django_assert_num_queries(15):
        acts.answer(asked, by=supervisor, on=JULY, text="已核减")
    with django_assert_num_queries(31):
        acts.freeze(plan, QUARTER, by=supervisor, on=JULY, seen=2)
