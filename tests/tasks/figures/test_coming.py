"""What comes in the next 30 days: what is due, and the papers that wait for an answer."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from tasks.figures.coming import coming
from tasks.figures.overview import Counts
from tasks.models import Inspection, Instruction, Milestone, Receipt, Reply, Slip, Visit
from tests.factories import TODAY, make_done, make_milestone, make_task, make_unit
from tests.pages import address, rows_of
from tests.supervising import make_inspection, make_instruction, make_slip, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
IN_A_WEEK, LAST = TODAY + 7 * DAY, TODAY + 30 * DAY


def coming_of(plan, on=TODAY):
    counts = Counts(Milestone.objects.of(plan, on), since=on)
    return coming(plan, counts, on)


def papers_of(plan, on=TODAY):
    return [
        (row["day"], paper["kind"], paper["key"])
        for row in coming_of(plan, on)
        for paper in row["papers"]
    ]


def test_what_is_due_is_told_from_the_day_itself_to_the_thirtieth_after(plan, task):
    for due_on in (TODAY - DAY, TODAY, IN_A_WEEK, LAST, LAST + DAY, None):
        make_milestone(task=task, due_on=due_on)
    make_done(TODAY - DAY, task=task, due_on=IN_A_WEEK)
    found = [(row["day"], row["tally"].dated, row["tally"].done) for row in coming_of(plan)]
    assert found == [(TODAY, 1, 0), (IN_A_WEEK, 2, 1), (LAST, 1, 0)]


@pytest.fixture
def papers(task, unit):
    """One of each kind, asking ``unit`` for an answer within a week; TODAY they were there."""
    milestone = make_milestone(task=task, due_on=date(2015, 12, 31))
    return {
        "inspection": make_visit(
            milestone, unit, inspected_on=TODAY, rectify_by=IN_A_WEEK
        ).inspection.pk,
        "instruction": make_instruction(task, unit, given_on=TODAY, reply_by=IN_A_WEEK).task.number,
        "slip": make_slip(milestone, unit, reply_by=IN_A_WEEK).pk,
    }


def test_papers_wait_from_their_day_on_in_one_order(plan, papers):
    assert papers_of(plan) == [(IN_A_WEEK, kind, key) for kind, key in papers.items()]
    assert papers_of(plan, TODAY - DAY) == []


def test_papers_are_told_up_to_the_day_they_name(plan, papers):
    assert len(papers_of(plan, IN_A_WEEK)) == 3
    assert papers_of(plan, IN_A_WEEK + DAY) == []


@pytest.mark.parametrize(("beyond", "number"), [(0, 3), (1, 0)])
def test_papers_beyond_the_thirty_days_are_not_told(plan, papers, beyond, number):
    day = LAST + beyond * DAY
    Slip.objects.update(reply_by=day)
    Instruction.objects.update(reply_by=day)
    Visit.objects.update(rectify_by=day)
    assert len(papers_of(plan)) == number


def test_who_answered_owes_nothing_from_that_day_on(plan, papers):
    tomorrow = TODAY + DAY
    Receipt.objects.update(received_on=tomorrow, replied_on=tomorrow, text="已加快办理。")
    Reply.objects.update(state="answered", replied_on=tomorrow, text="已落实。")
    Visit.objects.update(rectified_on=tomorrow, rectification="已补齐。")
    assert (len(papers_of(plan)), papers_of(plan, tomorrow)) == (3, [])


def test_a_reply_that_was_sent_back_is_owed_again(plan, papers):
    Reply.objects.update(state="sent-back", replied_on=TODAY, text="已落实。")
    assert "instruction" in [kind for _day, kind, _key in papers_of(plan)]


def test_what_is_lifted_or_closed_waits_no_longer(plan, papers):
    tomorrow = TODAY + DAY
    Slip.objects.update(lifted_on=tomorrow, lifted_because="done")
    Visit.objects.update(closed_on=tomorrow)
    assert [kind for _day, kind, _key in papers_of(plan)] == ["inspection", "instruction", "slip"]
    assert [kind for _day, kind, _key in papers_of(plan, tomorrow)] == ["instruction"]


def test_a_paper_to_several_units_is_told_once_and_other_plans_tell_their_own(plan, task, unit):
    milestone, units = make_milestone(task=task, due_on=None), (unit, make_unit())
    make_inspection(milestone, *units, inspected_on=TODAY, rectify_by=IN_A_WEEK)
    make_slip(milestone, *units, reply_by=IN_A_WEEK)
    make_instruction(task, *units, given_on=TODAY, reply_by=IN_A_WEEK)
    elsewhere = make_task()
    make_slip(make_milestone(task=elsewhere), reply_by=IN_A_WEEK)
    make_visit(make_milestone(task=elsewhere), rectify_by=IN_A_WEEK)
    make_instruction(elsewhere, unit)
    assert len(papers_of(plan)) == 3


def test_the_overview_leads_to_each_paper_and_counts_what_is_due(viewer, plan, task, papers):
    Inspection.objects.update(plan=None, year=None, number=None)
    make_milestone(task=task, due_on=IN_A_WEEK)
    make_done(TODAY - DAY, task=task, due_on=IN_A_WEEK)
    card = viewer.get(address("overview", plan)).text.partition('aria-labelledby="coming"')[2]
    assert card.count('class="coming-row"') == 1
    for page, key in (("slip", papers["slip"]), ("task", task.number)):
        assert f'<a lang="zh-hans" href="{address(page, plan, key)}">' in card
    assert f'href="{address("inspection", plan, papers["inspection"])}">督查</a>' in card
    counts = re.findall(
        r'<a class="count" href="([^"]+)">(\d+)</a>', card.partition("</section>")[0]
    )
    assert [number for _link, number in counts] == ["1", "1"]
    for link, number in counts:
        assert len(rows_of(viewer.get(unescape(link)))) == int(number)


def test_a_quiet_month_is_said(viewer, plan):
    card = viewer.get(address("overview", plan)).text.partition('aria-labelledby="coming"')[2]
    assert 'class="empty"' in card.partition("</section>")[0]
