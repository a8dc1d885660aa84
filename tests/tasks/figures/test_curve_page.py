"""The promise curve on the overview: each of its numbers counts the list to which it leads."""

import gzip
import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from tasks.browse.filters import MilestoneFilter
from tasks.models import Milestone
from tests.factories import (
    TODAY,
    grant,
    make_assignment,
    make_date_setting,
    make_done,
    make_milestone,
    make_project,
    make_task,
    make_unit,
    make_user,
)
from tests.pages import address, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
JAN_31, MAY_31, JUNE_30 = date(2015, 1, 31), date(2015, 5, 31), date(2015, 6, 30)
LATER, LAST = date(2016, 6, 30), date(2020, 12, 31)
CHOICES = {"project": [], "unit": [], "leader": []}
DAYS = ("2015-02-04", "2015-02-05", "2015-05-31", "2015-06-17", "2015-06-30", "2015-12-31",
        "2016-03-01", "2016-12-31", "2018-01-01")  # fmt: skip


@pytest.fixture
def task(plan):
    task = make_task(project=make_project(plan=plan))
    make_assignment(task, make_unit(name="区法院"))
    return task


@pytest.fixture
def promises(task):
    """Over two years and one far away: kept, kept late, ahead, broken, moved, set later, stopped."""
    for due_on in (JAN_31, MAY_31, TODAY, JUNE_30, JUNE_30, LATER, LATER, LAST):
        make_milestone(task=task, due_on=due_on)
    make_done(date(2015, 3, 20), task=task, due_on=JAN_31)
    make_done(JAN_31, task=task, due_on=JAN_31)
    make_done(date(2015, 6, 10), task=task, due_on=JUNE_30)
    make_done(date(2015, 6, 10), task=task, due_on=LATER)
    for day in (date(2015, 4, 1), date(2015, 6, 16)):
        moved = make_milestone(task=task, due_on=MAY_31)
        grant(moved, new_due_on=date(2015, 9, 30), decided_on=day)
    found = make_milestone(task=task, due_on=date(2015, 7, 31), original_due_on=None)
    make_date_setting(found)
    make_milestone(task=task, kind="ongoing", due_on=None)
    make_milestone(task=task, due_on=None)


@pytest.fixture
def reader(client):
    client.force_login(make_user(language="en"))
    return client


def shown(reader, plan, day):
    return reader.get(address("overview", plan, as_of=day))


def card_of(page):
    return page.partition('aria-labelledby="curve"')[2].partition("</section>")[0]


def links_of(card):
    """``{address: number}`` of what the words, the steps and the table count."""
    steps = re.findall(r'<a href="([^"]+)" aria-label="(\d+)', card)
    counts = re.findall(r'<a class="count[^"]*" href="([^"]+)">(\d+)</a>', card)
    assert len(steps) == card.count("<circle")
    return {unescape(link): int(number) for link, number in (*steps, *counts)}


def test_each_number_counts_the_list_to_which_it_leads(reader, plan, promises):
    links = links_of(card_of(shown(reader, plan, "2015-06-18").text))
    assert len(links) > 40
    found = {link: len(rows_of(reader.get(link))) for link in links}
    assert found == links


@pytest.mark.parametrize("day", DAYS)
def test_so_it_does_on_each_day(day, reader, plan, promises):
    """Asked of the list's filter, for there are many numbers."""
    links = links_of(card_of(shown(reader, plan, day).text))
    assert len(links) > 20
    listed = Milestone.objects.of(plan, date.fromisoformat(day))
    found = {}
    for link in links:
        asked = QueryDict(urlsplit(link).query)
        assert asked["as_of"] == day
        found[link] = MilestoneFilter(asked, listed, plan=plan, choices=CHOICES).qs.count()
    assert found == links


def test_the_words_say_the_gap_and_what_is_ahead(reader, plan, promises):
    card = card_of(shown(reader, plan, "2015-06-18").text)
    words = re.sub("<.+?>", "", card.partition('class="curve-words">')[2].partition("</p>")[0])
    assert " ".join(words.split()) == (
        "5 due by now, 2 of them done, 3 missing; 2 done early · 7 due by the original dates"
    )
    assert "−3</text>" in card and "+2</text>" in card


def test_the_day_is_called_today_only_today(reader, plan, promises):
    day = {
        name: card_of(shown(reader, plan, f"2015-06-{name}").text) for name in ("17", "18", "19")
    }
    assert ["Today, " in card for card in day.values()] == [False, True, False]
    assert ["As of 17 June" in day["17"], "Today, 18 June" in day["18"]] == [True, True]


def test_before_its_issue_a_plan_shows_what_it_promises_and_no_gap(reader, plan, promises):
    card = card_of(shown(reader, plan, "2015-02-04").text)
    assert "Nothing is promised before the plan is issued." in card
    assert "plot-approved" in card and 'class="fill-' not in card.partition("<ul")[0]
    assert "plot-bracket" not in card and "Due by 4" not in card
    assert "plot-shown" in card and "plot-shown" not in card_of(
        shown(reader, plan, "2014-12-31").text
    )


def test_areas_say_how_promises_were_kept(reader, plan, promises):
    card = card_of(shown(reader, plan, "2015-06-18").text).partition("</svg>")[0]
    for fill in ("done", "late", "red", "early"):
        assert f'class="fill-{fill}"' in card


def test_steps_of_the_documents_dates_are_marked_where_they_differ(reader, plan, task):
    make_milestone(task=task, due_on=JAN_31)
    moved = make_milestone(task=task, due_on=MAY_31)
    grant(moved, new_due_on=JUNE_30, decided_on=date(2015, 5, 1))
    card = card_of(shown(reader, plan, "2015-06-18").text)
    marks = re.findall(r'aria-label="([^"]+)"><svg', card)
    assert marks == [
        "1 due by 31 January",
        "2 due by 30 June",
        "2 due by 31 May by the original dates",
    ]


def test_a_later_year_begins_with_what_was_promised_before(reader, plan, promises):
    card = card_of(shown(reader, plan, "2016-03-01").text)
    assert re.findall(r'aria-label="([^"]+)"><svg', card)[0] == "11 due by 31 December 2015"
    assert "Promise curve 2016" in card


@pytest.mark.parametrize(
    ("language", "day", "first"),
    [
        ("en", "2015-06-18", "Jan"),
        ("zh-hans", "2015-06-18", "1月"),
        ("en", "2016-03-01", "Jan 2016"),
        ("zh-hans", "2016-03-01", "2016年1月"),
    ],
)
def test_the_axis_names_a_year_that_is_not_the_present_one(
    client, plan, promises, language, day, first
):
    client.force_login(make_user(language=language))
    card = card_of(shown(client, plan, day).text)
    names = re.findall(r'class="plot-month[^"]*">([^<]+)<', card)
    assert (names[0], len(names)) == (first, 12)
    assert not [name for name in names[1:] if "20" in name]


def test_a_plan_without_dates_says_so(reader, plan):
    card = card_of(shown(reader, plan, "2015-06-18").text)
    assert "No milestone has a date to keep yet." in card and "<svg" not in card


def test_a_plan_of_one_promise_has_one_step(reader, plan, task):
    make_milestone(task=task, due_on=JUNE_30)
    links = links_of(card_of(shown(reader, plan, "2015-06-18").text))
    assert links[address("milestone-list", plan, dated="yes", due_to=JUNE_30, by="approved")] == 1


def test_a_promise_on_every_day_keeps_the_page_small(reader, plan, task):
    """The picture has as many steps as the year has days, however many the promises are."""
    for days in range(365):
        due_on = date(2015, 1, 1) + timedelta(days)
        make_done(due_on + timedelta(days % 9 - 4), task=task, due_on=due_on)
    page = shown(reader, plan, "2016-12-31")
    assert len(links_of(card_of(page.text))) > 365
    assert len(gzip.compress(page.content)) < 120_000


def test_the_page_answers_in_order(reader, plan, promises):
    page = shown(reader, plan, "2015-06-18").text
    order = re.findall(r'id="(headline|curve|attention|projects|coming|units)"', page)
    assert order == ["headline", "curve", "attention", "projects", "coming", "units"]


@pytest.mark.parametrize(("number", "is_large"), [(999, False), (1000, True)])
def test_a_table_of_long_numbers_is_moved_sideways_on_phones(
    number, is_large, reader, plan, task, monkeypatch
):
    make_milestone(task=task)
    monkeypatch.setattr("tasks.figures.curve.Curve.highest", number)
    assert ("months-large" in shown(reader, plan, "2015-06-18").text) is is_large
