"""Who reads a digest reads what his desk shows, on twenty days of the demonstration."""

from datetime import date, timedelta

import pytest

from tasks.desk import sections
from tasks.desk.duties import GROUPS, Desk
from tasks.digests.lines import appeal_line, correction_line, duty_line
from tasks.digests.news import News
from tasks.digests.weekly import LINES, digest_of, sections_of, topics_of
from tasks.ground.lights import Light
from tasks.models import Plan
from tasks.plan.actors import Actor, Roll
from tasks.workflow.moves import Action
from tests.factories import make_appeal, make_evaluation, make_proposed_correction, make_rhythm
from tests.tasks.demo.test_play import load, seed
from units.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.unmeasured]
DAYS = [date(2015, 6, 18) + timedelta(days=17 * number) for number in range(20)]


@pytest.fixture(scope="module")
def seeded(rows_of_this_file):
    """With a rhythm, so that reports that are due and late are among what is compared."""
    load()
    seed()
    plan = Plan.objects.get(slug="baoan-2015")
    make_rhythm(plan, grace=3, since=date(2015, 3, 1))
    for about in (plan, plan.tasks.get(number=2)):
        make_proposed_correction(about)
    quarter = make_evaluation(plan, begins=date(2015, 4, 1), ends=date(2015, 6, 30))
    make_appeal(evaluation=quarter, on=date(2015, 6, 7))
    make_appeal(evaluation=quarter, text="等待会签的天数不应扣分", on=date(2015, 6, 8))


@pytest.fixture
def plan(seeded, db):
    return Plan.objects.for_page().get(slug="baoan-2015")


def desk_of(plan, person, on):
    """What the page shows of the plan: its context."""
    return sections.sections_of(plan, Actor.of(person, on), on)


def keys(things):
    """What identifies each duty, paper, milestone, or pair of one of them with something."""
    return [key(thing) for thing in things]


def key(thing):
    if isinstance(thing, tuple):
        return key(thing[0])
    if hasattr(thing, "action") and hasattr(thing, "row"):
        about = thing.row.pk if thing.row else thing.part or (type(thing.paper), thing.paper.pk)
        return (thing.group, thing.action, about)
    milestone = getattr(thing, "milestone", None)
    return milestone.pk if hasattr(thing, "level") and milestone else (type(thing), thing.pk)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_digest_tells_what_the_desk_shows(on, plan):
    roll = Roll(on)
    news = News(plan, on, roll)
    told = 0
    for role in (User.Role.LIAISON, User.Role.HEAD):
        for person in User.objects.filter(role=role, is_active=True):
            topics, page = topics_of(person, news), desk_of(plan, person, on)
            for group, (_label, shown, rows) in zip(GROUPS, page["groups"], strict=True):
                assert len(topics[group]) == shown.number
                duties = [duty for duty, _template in rows]
                assert keys(topics[group])[: len(duties)] == keys(duties)
                told += len(duties)
            assert [one.pk for one in topics["waiting"]][:20] == [
                one.pk for one in page["waiting"].rows
            ]
            assert len(topics["waiting"]) == page["waiting"].number
    assert told


def test_countersignatures_are_among_what_is_compared(plan):
    news = News(plan, DAYS[0], Roll(DAYS[0]))
    asked = [
        duty
        for person in User.objects.filter(role=User.Role.LIAISON, is_active=True)
        for duty in news.desk_of(person).duties()
        if duty.action == Action.CONFIRM and duty.words
    ]
    assert asked
    assert asked[0].words in duty_line(asked[0], news).note


def test_reports_due_and_late_are_among_what_is_compared(plan):
    news = News(plan, DAYS[0], Roll(DAYS[0]))
    asked = {
        duty.row.report_state
        for person in User.objects.filter(role=User.Role.LIAISON, is_active=True)
        for duty in news.desk_of(person).duties()
        if duty.row
    }
    assert asked >= {"due", "late"}
    assert news.watched["unreported"]


def test_rectifications_of_a_groups_members_are_among_what_is_compared(plan):
    asked = [
        (duty.paper.unit.name, duty_line(duty, News(plan, DAYS[0], Roll(DAYS[0]))))
        for person in User.objects.filter(role=User.Role.LIAISON, is_active=True)
        for duty in Desk(plan, Actor.of(person, DAYS[0]), DAYS[0]).papers()
        if duty.action == Action.RECTIFY and duty.paper.group
    ]
    ((unit, line),) = asked  # of two that owe it nobody reads what the other one gets
    assert (unit, line.text) == ("沙井街道", "3宗案件超期未结。")
    assert "未说明3宗案件的办结时间，请补充。" in line.note


def test_corrections_that_wait_are_among_what_is_compared(plan):
    news = News(plan, DAYS[0], Roll(DAYS[0]))
    of_plan, of_task = (correction_line(one, news) for one in news.watched["corrections"])
    assert (of_plan.text, of_task.text) == (str(plan), str(plan.tasks.get(number=2)))
    assert "校对原文" in of_task.note


def test_appeals_are_among_what_is_compared(plan):
    news = News(plan, DAYS[0], Roll(DAYS[0]))
    first, second = news.watched["appeals"]
    line = appeal_line(second, news)
    assert (line.text, line.path) == (str(second.unit), news.link("answer-appeal", second.pk))
    assert line.note == "2015-04-01 – 2015-06-30 · 2015-06-08 · 等待会签的天数不应扣分"
    assert first.on < second.on


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_supervisors_read_the_lists_of_their_desk(on, plan):
    person = User.objects.filter(role=User.Role.SUPERVISOR).first()
    topics, page = topics_of(person, News(plan, on, Roll(on))), desk_of(plan, person, on)
    compared = topics.keys() & page.keys()
    assert topics.keys() - compared == {"red", "amber", "outside"}
    for topic in compared:
        shown = page[topic]
        assert len(topics[topic]) == shown.number
        assert keys(topics[topic])[: len(shown.rows)] == keys(shown.rows)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_leaders_read_of_the_tasks_and_answers_of_their_desk(on, plan):
    person = User.objects.get(role=User.Role.LEADER)
    topics, page = topics_of(person, News(plan, on, Roll(on))), desk_of(plan, person, on)
    lights = (Light.RED, Light.AMBER)
    urgent = [row["number"] for row in page["led"].rows if row["light"] in lights]
    assert page["led"].number == len(page["led"].rows)
    assert {one.task.number for one in topics["red"] + topics["amber"]} == set(urgent)
    owed = [given for given in page["instructions"].rows if given.is_owed]
    assert keys(topics["answers"])[:20] == keys(owed)
    assert len(topics["answers"]) == page["open"]


@pytest.mark.parametrize("on", DAYS[:5], ids=str)
def test_the_letter_has_a_section_for_each_topic_and_leads_to_the_rest(on, plan):
    news = News(plan, on, Roll(on))
    for person in User.objects.filter(role__in=("liaison", "supervisor", "leader")):
        topics = {topic: things for topic, things in topics_of(person, news).items() if things}
        sections = list(sections_of(person, news, topics))
        assert [len(section.lines) for section in sections] == [
            min(LINES, len(things)) for things in topics.values()
        ]
        assert [bool(section.more) for section in sections] == [
            len(things) > LINES for things in topics.values()
        ]
        assert digest_of(person, [news], on) or set(topics) <= {"waiting"}
