"""The page on which a district leader lands: his tasks, and what he wrote on them."""

from datetime import date, timedelta

import pytest

from tasks.desk.leader import tasks_of_leader
from tasks.models import Instruction
from tests.factories import (
    TODAY,
    make_assignment,
    make_done,
    make_leader,
    make_milestone,
    make_plan_of,
    make_report,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.supervising import make_instruction, make_slip, overdue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def person():
    person = make_user(role="leader")
    person.place = make_leader(user=person)
    return person


@pytest.fixture
def led(task, person):
    """The task that he leads."""
    make_task_leader(task, person.place)
    return task


@pytest.fixture
def page_of(client, person, plan):
    """His page: a function, for what is written after he signed in."""
    client.force_login(person)
    return lambda: client.get(address("desk", plan))


def card(page):
    [row] = page.context["parts"][0]["led"].rows
    return row


def test_signing_in_leads_him_there(client, person, led, plan):
    type(plan).objects.update(is_active=True)
    client.force_login(person)
    answer = client.get("/", follow=True)
    assert answer.redirect_chain[-1][0] == address("desk", plan)
    assert led.title in answer.text


def test_the_sentence_counts_and_each_number_leads_to_what_it_counts(
    page_of, client, person, led, plan, unit
):
    overdue(led)
    make_done(date(2015, 6, 1), task=led)
    make_milestone(task=led, due_on=TODAY + timedelta(days=3))
    make_instruction(led, unit, given_by=person)
    make_instruction(led, unit, given_by=person)
    words = page_of().text
    heading = " ".join(words.split("<h1>")[1].split("</h1>")[0].split())
    for query, number in (
        ("dated=yes", 3),
        ("dated=yes&amp;light=done&amp;light=late", 1),
        ("light=red", 1),
        ("light=amber", 1),
    ):
        link = f"?leader={person.place.pk}&amp;{query}"
        assert f'{link}">{number}</a>' in heading
        listed = client.get(address("milestone-list", plan) + link.replace("&amp;", "&"))
        assert len(listed.context["table"].rows) == number
    assert '<a class="count" href="#instructions">1</a>' in heading
    assert len(page_of().context["parts"][0]["instructions"].rows) == 2


def test_the_most_urgent_stand_first(person, plan):
    days = [TODAY + timedelta(days=days) for days in (99, -1, 3, -5)]
    led = [make_task(plan=plan) for _day in days]
    for task, day in zip(led, days, strict=True):
        make_milestone(task=task, due_on=day)
    without = make_task(plan=plan)
    for task in (*led, without):
        make_task_leader(task, person.place)
    make_task(plan=plan)
    green, late, amber, later = (task.pk for task in led)
    assert tasks_of_leader(plan, person, TODAY) == [later, late, amber, green, without.pk]


def test_a_card_shows_the_next_date_and_the_last_real_words(page_of, led, unit):
    milestone = overdue(led, 4, text="整治河道")
    other = make_milestone(task=led)
    make_report(milestone, unit=unit, reported_on=date(2015, 6, 1), done="已清理3处。")
    make_report(milestone, unit=unit, reported_on=date(2015, 6, 9), done="无变化", kind="no-change")
    make_report(other, unit=unit, reported_on=date(2015, 6, 10), done="别的节点。")
    page = page_of()
    for words in ("整治河道", "逾期4天", "已清理3处。", "6月1日"):
        assert words in page.text
    for words in ("无变化", "别的节点。"):
        assert words not in page.text


def test_without_a_date_to_keep_the_last_words_of_the_task_stand(page_of, led, unit):
    make_report(make_done(date(2015, 6, 1), task=led), unit=unit, done="全部办结。")
    page = page_of()
    assert card(page)["next"] is None
    assert "全部办结。" in page.text


def test_open_slips_stand_on_the_card(page_of, led, unit):
    slip = make_slip(overdue(led), unit)
    gone = make_slip(overdue(led), unit, lifted_on=TODAY, lifted_because="done")
    page = page_of().text
    assert slip.reference in page
    assert gone.reference not in page


def test_he_writes_in_place_and_reads_where_it_went_and_what_units_answer(
    page_of, client, led, plan, unit
):
    other = make_assignment(led, make_unit(name="区城管局"), role="participating").unit
    page = page_of()
    form = card(page)["form"]
    assert [name for name, _day in form.days] == ["3天", "7天", "月底"]
    assert 'data-day="2015-06-25"' in page.text
    assert f'action="{address("instruct", plan, led.number)}"' in page.text
    back = address("desk", plan)
    assert f'name="next" value="{back}"' in page.text
    words = {"text": "本周报齐清单。", "reply_by": "2015-06-25", "units": [unit.pk, other.pk]}
    target = address("instruct", plan, led.number)
    answer = client.post(target, words | {"next": back}, follow=True)
    assert answer.redirect_chain == [(back, 302)]
    assert "批示已送2个单位，请于6月25日前回复。" in answer.text
    assert answer.text.count("待回复") == 4  # on the card, and in the list below
    Instruction.objects.get().replies.filter(unit=other).update(
        state="answered", text="清单已报。", replied_on=TODAY, replied_by=make_user()
    )
    answered = page_of().text
    assert "清单已报。" in answered
    assert answered.count("待回复") == 2


def test_one_instruction_is_one_row_and_open_until_all_have_answered(page_of, person, led, unit):
    units = [unit, *(make_unit() for _time in range(3))]
    given = make_instruction(led, *units, given_by=person, text="四家说明原因")
    make_instruction(led, unit, text="别人的批示")
    page = page_of()
    assert list(page.context["parts"][0]["instructions"].rows) == [given]
    assert page.context["parts"][0]["open"] == 1
    assert "别人的批示" not in page.text
    done = {"state": "answered", "text": "已办。", "replied_on": TODAY, "replied_by": make_user()}
    given.replies.exclude(unit=unit).update(**done)
    assert (page_of().context["parts"][0]["open"], page_of().context["parts"][0]["silent"]) == (
        1,
        1,
    )
    given.replies.update(**done)
    assert (page_of().context["parts"][0]["open"], page_of().context["parts"][0]["silent"]) == (
        0,
        0,
    )


def test_the_card_has_the_newest_instruction(page_of, person, led, unit):
    old = make_instruction(led, unit, given_by=person, given_on=date(2015, 6, 1))
    new = make_instruction(led, unit, given_by=person, given_on=date(2015, 6, 8))
    assert old.pk < new.pk
    assert card(page_of())["instruction"] == new


def test_who_leads_nothing_is_told_so(page_of):
    assert "您在本方案中没有牵头任务" in page_of().text


@pytest.fixture
def many(person):
    """Makes a plan of so many tasks, all his, with something of everything on each."""

    def make(tasks):
        plan = make_plan_of(tasks)
        for task in plan.tasks.all():
            make_task_leader(task, person.place, order=9)
            milestone = task.milestones.first()
            make_report(milestone)
            make_slip(milestone)
            make_instruction(task, make_unit(), make_unit(), given_by=person)
        return plan

    return make


@pytest.mark.parametrize("tasks", [1, 3, 20])
def test_it_asks_as_often_for_many_tasks_as_for_one(
    tasks, client, person, many, django_assert_num_queries
):
    plan = many(tasks)
    client.force_login(person)
    with django_assert_num_queries(28):
        page = client.get(address("desk", plan))
    assert len(page.context["parts"][0]["led"].rows) == tasks


def test_twenty_are_shown_and_the_rest_is_behind_a_link(client, person, many):
    plan = many(21)
    client.force_login(person)
    page = client.get(address("desk", plan))
    assert (len(page.context["parts"][0]["led"].rows), page.context["parts"][0]["led"].number) == (
        20,
        21,
    )
    assert "全部21项任务" in page.text
    listed = client.get(address("task-list", plan, leader=person.place.pk))
    assert len(listed.context["table"].rows) == 21
