"""The year and the record of a unit and a leader: each number counts the list to which it leads."""

import re
from datetime import date
from html import unescape

import pytest

from tests.factories import (
    grant,
    make_assignment,
    make_done,
    make_extension,
    make_extra_task,
    make_leader,
    make_milestone,
    make_project,
    make_report,
    make_request,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
JAN_31, MAY_31, JUNE_30 = date(2015, 1, 31), date(2015, 5, 31), date(2015, 6, 30)
SEP_30, NEXT_YEAR = date(2015, 9, 30), date(2016, 3, 31)
DAYS = ("2015-02-04", "2015-03-20", "2015-06-18", "2015-07-01", "2016-04-01")


@pytest.fixture
def unit():
    return make_unit(name="区法院")


@pytest.fixture
def leader():
    return make_leader(name="某区长")


@pytest.fixture
def task(plan, unit, leader):
    task = make_task(project=make_project(plan=plan))
    make_assignment(task, unit)
    make_task_leader(task, leader)
    return task


@pytest.fixture
def promises(plan, task, unit):
    """Kept, kept late, broken, moved, moved and kept, of next year, undated, of others, outside."""
    make_done(JAN_31, task=task, due_on=JAN_31)
    late = make_done(date(2015, 3, 20), task=task, due_on=JAN_31)
    broken = make_milestone(task=task, due_on=MAY_31)
    moved = make_milestone(task=task, due_on=MAY_31)
    grant(moved, new_due_on=SEP_30, decided_on=date(2015, 6, 2))
    kept = make_milestone(task=task, due_on=JAN_31, stage="done", completed_on=date(2015, 4, 1))
    grant(kept, new_due_on=JUNE_30, decided_on=date(2015, 3, 1))
    make_milestone(task=task, due_on=JUNE_30)
    make_milestone(task=task, due_on=NEXT_YEAR)
    make_milestone(task=task, due_on=None, kind="ongoing")
    make_report(kept, reported_on=date(2015, 3, 10), forecast_on=date(2015, 4, 1))
    make_report(late, reported_on=date(2015, 2, 10), forecast_on=date(2015, 3, 1))
    make_report(broken, reported_on=date(2015, 5, 1), forecast_on=date(2015, 5, 20))
    for day in (date(2015, 3, 1), date(2015, 3, 10)):
        make_request(late, state="returned", requested_on=day, decided_on=day)
    make_request(late, state="approved", decided_on=date(2015, 3, 20))
    make_milestone(task=make_task(plan=plan), due_on=JAN_31)
    make_assignment(make_extra_task(plan, due_on=MAY_31, added_on=MAY_31), unit)


@pytest.fixture
def reader(client):
    client.force_login(make_user(language="en"))
    return client


@pytest.fixture(params=["unit", "leader", "project"])
def owner(request, unit, leader, task):
    keys = {"unit": unit.pk, "leader": leader.pk, "project": task.project.number}
    return request.param, keys[request.param]


def shown(reader, plan, owner, day="2015-06-18"):
    name, pk = owner
    return reader.get(address(name, plan, pk, as_of=day))


def cards_of(page):
    parts = [page.partition(f'aria-labelledby="{name}"')[2] for name in ("year", "trend")]
    return [part.partition("</section>")[0] for part in parts]


def counts_of(text):
    found = re.findall(r'<a class="count[^"]*" href="([^"]+)">\s*(\d+)[^<]*</a>', text)
    return [(unescape(link), int(number)) for link, number in found]


@pytest.mark.parametrize("day", DAYS)
def test_each_number_counts_the_list_to_which_it_leads(day, reader, plan, promises, owner):
    page = shown(reader, plan, owner, day).text
    links = counts_of(page.partition("<h1>")[2].partition("</h1>")[0])
    for card in cards_of(page):
        links += counts_of(card)
    assert len(links) > 10
    for link, number in links:
        assert len(rows_of(reader.get(link))) == number, link


def test_the_months_tell_what_was_promised_done_moved_and_is_overdue(reader, plan, promises, owner):
    year = shown(reader, plan, owner).context["year"]
    found = {
        row["first"].month: tuple(row[key] for key in ("due", "done", "extended", "red"))
        for row in [*year.months]
        if row["due"] or row["extended"]
    }
    assert found == {
        1: (2, 2, 1, 0), 5: (1, 0, 1, 1), 6: (2, 1, 0, 0), 9: (1, 0, 0, 0),
    }  # fmt: skip
    assert [year.whole[key] for key in ("due", "done", "extended", "red")] == [6, 3, 2, 1]
    assert (year.overdue_days, year.longest, year.next_due) == (18, 18, JUNE_30)


def test_the_record_counts_extensions_returns_and_forecasts(reader, plan, promises, owner):
    record = shown(reader, plan, owner).context["record"]
    assert (record.extensions, record.extended, record.days) == (2, 2, 122 + 150)
    assert (record.returned, record.sent_back, record.decided) == (2, 1, 3)
    assert (record.kept, record.missed, record.cases) == (1, 2, 3)
    assert round(record.accuracy, 1) == 33.3


def test_the_record_of_a_past_day_knows_nothing_later(reader, plan, promises, owner):
    record = shown(reader, plan, owner, "2015-03-09").context["record"]
    assert (record.extensions, record.returned, record.decided) == (1, 1, 1)
    assert (record.kept, record.missed, record.accuracy) == (0, 1, 0)


def test_the_sentence_says_what_is_done_overdue_and_due_next(reader, plan, promises, owner):
    page = shown(reader, plan, owner).text
    words = re.sub("<.+?>", "", page.partition("<h1>")[2].partition("</h1>")[0])
    assert " ".join(words.split()).partition(": ")[2] == (
        "3 of 7 dated milestones done; 1 overdue, for up to 18 days; "
        "1 due soon, the next one: 12 days left."
    )


def test_days_overdue_are_added_up_and_the_longest_is_told(reader, plan, task, owner):
    for due_on in (date(2015, 6, 16), MAY_31, MAY_31):
        make_milestone(task=task, due_on=due_on)
    year = shown(reader, plan, owner).context["year"]
    assert (year.overdue_days, year.longest, year.next_due) == (2 + 18 + 18, 18, None)


def test_refused_extensions_are_none(reader, plan, task, owner):
    make_extension(make_milestone(task=task), decision="refused", decided_on=date(2015, 6, 2))
    record = shown(reader, plan, owner).context["record"]
    assert (record.extensions, record.extended, record.days) == (0, 0, 0)


def test_who_leads_nothing_dated_has_no_strip(reader, plan, task, unit):
    page = shown(reader, plan, ("unit", unit.pk)).text
    assert "No milestone has a date to keep yet." in page
    assert "months-strip" not in page


def test_who_only_takes_part_has_no_year(reader, plan, task):
    part = make_assignment(task, make_unit(), role="participating")
    make_milestone(task=task)
    page = shown(reader, plan, ("unit", part.unit_id)).text
    assert 'aria-labelledby="year"' not in page


class TestTrend:
    def test_each_point_is_what_the_page_of_its_day_shows(self, reader, plan, promises, owner):
        for link, number, whole in points_of(shown(reader, plan, owner).text):
            day = re.search(r"as_of=([\d-]+)", link)[1]
            tally = shown(reader, plan, owner, day).context["year"].tally
            is_done = "light=late" in link
            expected = (
                (tally.done, tally.dated) if is_done else (tally.on_time, tally.done + tally.red)
            )
            assert (number, whole) == expected, link
            assert len(rows_of(reader.get(link))) == number

    def test_it_has_the_ends_of_the_months_since_the_issue(self, reader, plan, promises, owner):
        days = [link[-10:] for link, *_rest in points_of(shown(reader, plan, owner).text)]
        assert days[:5] == [
            "2015-02-28", "2015-03-31", "2015-04-30", "2015-05-31", "2015-06-18",
        ]  # fmt: skip

    def test_a_later_day_has_twelve_months_of_the_year_shown(self, reader, plan, promises, owner):
        days = {
            link[-10:] for link, *_rest in points_of(shown(reader, plan, owner, "2016-04-01").text)
        }
        assert days == {"2016-01-31", "2016-02-29", "2016-03-31", "2016-04-01"}

    def test_before_the_issue_there_is_none(self, reader, plan, promises, owner):
        assert shown(reader, plan, owner, "2015-02-04").context["trend"] is None


def points_of(page):
    """``(link, number, whole)`` of each mark of the trend."""
    card = cards_of(page)[1]
    found = re.findall(r'<a href="([^"]+)" aria-label="[^"]*?(\d+) of (\d+)"', card)
    assert len(found) == card.count("plot-dot")
    return [(unescape(link), int(number), int(whole)) for link, number, whole in found]
