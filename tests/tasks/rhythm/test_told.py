"""Where people meet a report that is due or late: desk, digest, reminders, lists."""

from datetime import date

import pytest
from django.utils import translation

from tasks.desk import sections as desk
from tasks.desk.duties import Desk
from tasks.desk.watch import watch
from tasks.digests.lines import duty_line
from tasks.digests.news import News
from tasks.digests.reminders import reminders
from tasks.digests.weekly import sections_of, topics_of
from tasks.models import Plan
from tasks.plan.actors import Actor, Roll
from tests.factories import (
    make_acknowledgement,
    make_milestone,
    make_report,
    make_request,
    make_rhythm,
    make_user,
    told,
)
from tests.pages import address, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FAR = date(2015, 12, 31)


def june(day):
    return date(2015, 6, day)


@pytest.fixture
def plan(plan):
    """Reports are expected each month by the 17th; TODAY is the day after."""
    Plan.objects.filter(pk=plan.pk).update(is_active=True)
    make_rhythm(plan, day=17, grace=3)
    return Plan.objects.for_page().get(pk=plan.pk)


@pytest.fixture
def task(task):
    make_acknowledgement(task.assignments.get())
    return task


def duties(plan, person, on):
    found = Desk(plan, Actor.of(person, on), on).duties()
    return [(duty.group, duty.action, duty.words) for duty in found]


@pytest.mark.parametrize(
    ("on", "group", "words"),
    [
        (june(10), "week", "report due by 17 June"),
        (june(16), "week", "report due by 17 June"),
        (june(17), "now", "report due by 17 June"),
        (june(23), "now", "report due by 17 June"),
        (june(24), "now", "report late, was due by 17 June"),
    ],
)
def test_it_is_a_duty_of_the_liaison_officer_and_the_head(plan, task, liaison, on, group, words):
    make_milestone(task=task, due_on=FAR)
    # Of the report before nobody speaks: it came, on its last day.
    make_report(milestone := task.milestones.get(), reported_on=date(2015, 5, 20))
    told(milestone)
    with translation.override("en"):
        for person in (liaison, make_user(role="head", unit=liaison.unit)):
            assert duties(plan, person, on) == [(group, "report", words)]


def test_a_week_before_nothing_is_asked_yet(plan, task, liaison):
    make_report(milestone := make_milestone(task=task, due_on=FAR), reported_on=date(2015, 5, 20))
    told(milestone)
    assert duties(plan, liaison, june(9)) == []


@pytest.mark.parametrize("due_on", [june(22), june(12)])
def test_a_report_that_the_light_asks_for_is_the_same_report(plan, task, liaison, due_on):
    make_milestone(task=task, due_on=due_on)
    assert [(group, action) for group, action, _words in duties(plan, liaison, june(18))] == [
        ("now", "report")
    ]


def test_what_was_returned_is_asked_for_again_beside_the_report(plan, task, liaison):
    milestone = make_milestone(task=task, due_on=FAR)
    make_request(
        milestone, unit=liaison.unit, state="returned", requested_on=june(1), decided_on=june(2)
    )
    told(milestone)
    actions = [action for _group, action, _words in duties(plan, liaison, date(2015, 7, 16))]
    assert actions == ["report", "request-completion"]


def test_desk_inbox_and_digest_tell_the_same(plan, task, liaison, supervisor):
    for order in (1, 2):
        make_milestone(task=task, due_on=FAR, order=order)
    on = date(2015, 7, 1)
    news = News(plan, on, Roll(on))
    shown = desk.sections_of(plan, Actor.of(liaison, on), on)["groups"][0][2]
    topics = topics_of(liaison, news)
    assert [duty.row.pk for duty in topics["now"]] == [duty.row.pk for duty, _row in shown]
    assert len(shown) == 2
    assert topics["now"][0].words in duty_line(topics["now"][0], news).note
    late = topics_of(supervisor, news)["unreported"]
    assert late == list(desk.sections_of(plan, Actor.of(supervisor, on), on)["unreported"].rows)
    section = next(one for one in sections_of(supervisor, news, {"unreported": late}))
    assert [line.text.split(" · ")[-1] for line in section.lines] == [one.text for one in late]
    assert all("区水务局" in line.note for line in section.lines)


def test_supervisors_see_the_longest_late_first(plan, task):
    make_rhythm(plan, "monthly", 10, task=task)
    first, second = (make_milestone(task=task, due_on=FAR, order=order) for order in (2, 1))
    make_report(first, reported_on=june(8))
    told(first)
    assert [one.pk for one in watch(plan, june(18))["unreported"]] == [second.pk]
    assert [one.report_by for one in watch(plan, june(18))["unreported"]] == [june(10)]


def test_the_desk_of_supervisors_names_who_is_late(plan, task, as_supervisor, settings):
    settings.PLAN_TODAY = date(2015, 7, 1)
    make_milestone(task=task, due_on=FAR, text="做一件事")
    page = as_supervisor.get(address("desk", plan)).text
    part = page[page.index('id="unreported"') :]
    assert "做一件事" in part[:1500]
    assert "区水务局" in part[:1500]
    assert address("milestone-list", plan, report="late") in part[:1500]


@pytest.mark.parametrize(
    ("on", "number"),
    [(june(10), 1), (june(11), 0), (june(16), 1), (june(17), 1), (june(18), 0), (june(23), 1)],
)
def test_reminders_name_the_report_on_the_days_that_people_chose(plan, task, liaison, on, number):
    make_report(milestone := make_milestone(task=task, due_on=FAR), reported_on=date(2015, 5, 20))
    told(milestone)
    with translation.override("en"):
        letters = list(reminders(on))
    assert len(letters) == number
    for letter in letters:
        ((section),) = letter.sections
        assert [line.text.split(" · ")[-1] for line in section.lines] == ["完成工作"]


def test_the_list_shows_and_finds_what_is_due_and_late(plan, task, viewer):
    late, due, answered = (make_milestone(task=task, due_on=FAR, order=n) for n in (1, 2, 3))
    make_report(due, reported_on=date(2015, 5, 20))
    make_report(answered, reported_on=june(18))
    for one in (due, answered):
        told(one)
    for asked, expected in (("late", [late]), ("due", [due]), ("", [late, due, answered])):
        page = viewer.get(address("milestone-list", plan, report=asked))
        assert rows_of(page) == expected
        tags = [page.text.count(f"tag report-{state}") for state in ("late", "due")]
        assert tags == [late in expected, due in expected]


def test_those_whose_report_is_late_are_urged_together(plan, task, as_supervisor):
    late = make_milestone(task=task, due_on=FAR)
    make_report(answered := make_milestone(task=task, due_on=FAR), reported_on=june(18))
    told(answered)
    make_rhythm(plan, day=10, since=date(2015, 2, 6))
    page = as_supervisor.get(address("urge", plan, report="late"))
    assert page.context["milestones"] == [late]


def test_no_light_changes(plan, task, viewer):
    milestone = make_milestone(task=task, due_on=FAR)
    day = date(2015, 7, 1)
    lights = milestone.__class__.objects.of(plan, day).values_list("light", "is_stale")
    before = list(lights)
    plan.rhythms.all().delete()
    assert list(lights.all()) == before
