"""What was entered afterwards is marked wherever it is named or counted."""

from datetime import date, timedelta

import pytest

from tasks.flags.acts import flag_overdue
from tasks.past.rules import What
from tasks.plan.models.restriction import NOBODY
from tasks.slips.sheets import referral_sheet
from tasks.workflow.review import record_of
from tests.entering import MAY_20, entered, entry
from tests.factories import (
    TODAY,
    make_done,
    make_leader,
    make_milestone,
    make_report,
    make_request,
    make_task_leader,
    make_user,
)
from tests.pages import address
from tests.supervising import make_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
MARK = '<span class="tag">entered afterwards</span>'
JULY_31 = date(2015, 7, 31)
DAY = timedelta(days=1)


@pytest.fixture
def reader(client):
    client.force_login(make_user(role="viewer", language="en"))
    return client


@pytest.fixture
def facts(task, milestone):
    """One done, one reported, one with a later date, all entered today."""
    moved, told = make_milestone(task=task), make_milestone(task=task)
    later = entry(moved, What.EXTENDED, new_due_on=JULY_31)
    return entered(entry(milestone), later, entry(told, What.REPORTED, day=MAY_20))


def test_the_task_page_marks_each_fact_and_the_act(reader, plan, task, facts):
    page = reader.get(address("task", plan, task.number)).text
    assert page.count(MARK) == 4  # the date of the completion too
    assert page.count("Enter what was done before") >= 3
    assert "Completion asked" not in page and "Extension asked" not in page
    assert "decision.docx" not in page


def test_what_was_done_on_its_day_has_no_mark(reader, plan, task):
    done = make_done(TODAY, task=task)
    make_request(done, state="approved", completed_on=TODAY, decided_on=TODAY)
    make_report(done)
    for name, last in (("task", [task.number]), ("milestone-list", []), ("overview", [])):
        page = reader.get(address(name, plan, *last)).text
        assert MARK not in page and "done was entered afterwards" not in page


def test_lists_mark_the_days_that_were_entered(reader, plan, facts):
    assert reader.get(address("milestone-list", plan)).text.count(MARK) == 3
    assert reader.get(address("extension-list", plan)).text.count(MARK) == 1


def test_a_day_of_before_is_not_marked(reader, plan, facts):
    before = reader.get(address("milestone-list", plan, as_of=MAY_20 - DAY))
    assert MARK not in before.text


def test_the_list_can_be_asked_for_what_was_entered(reader, plan, task, facts):
    make_done(TODAY, task=task)
    answer = reader.get(address("milestone-list", plan, entered="yes"))
    assert len(answer.context["table"].rows) == 1


def test_counts_say_how_many_were_entered(reader, plan, task, facts):
    words = "1 of those done was entered afterwards"
    make_done(TODAY, task=task)
    overview = reader.get(address("overview", plan)).text
    assert "Entered afterwards" in overview
    assert f'title="{words}"' in overview
    assert f"; {words}" in overview
    assert f'title="{words}"' in reader.get(address("unit-list", plan)).text


def test_last_words_are_marked(client, reader, plan, task, facts):
    attention = reader.get(address("overview", plan)).text
    assert MARK in attention
    leader = make_user(role="leader", language="en")
    make_task_leader(task, make_leader(user=leader))
    client.force_login(leader)
    assert MARK in client.get(address("desk", plan)).text
    assert MARK in client.get(address("instruct", plan, task.number)).text


def test_supervisors_see_it_where_they_decide(client, plan, task, milestone):
    batch = entered(entry(milestone, What.EXTENDED, new_due_on=JULY_31))
    unit = batch.extensions.get().unit
    make_report(milestone, unit=unit, batch=batch)
    make_request(milestone, unit=unit)
    client.force_login(make_user(role="supervisor", language="en"))
    page = client.get(address("decide-review", plan, milestone.pk)).text
    assert page.count(MARK) == 2
    assert record_of(unit, plan, NOBODY)["granted"] == 1


def test_flags_name_it(reader, plan, task):
    late = make_milestone(task=task, due_on=date(2015, 5, 31))
    flag_overdue(plan, date(2015, 6, 10))
    entered(entry(late, day=date(2015, 6, 5)))
    assert MARK in reader.get(address("flag-list", plan)).text


def test_papers_name_it(task, milestone):
    told = make_milestone(task=task)
    entered(entry(told, What.REPORTED), entry(milestone, What.EXTENDED, new_due_on=JULY_31))
    entered(entry(milestone, day=TODAY))
    milestone.refresh_from_db()
    by = make_user(role="supervisor")
    first = str(referral_sheet(make_slip(milestone, level=3), by, TODAY, "请核查。").kept())
    assert "已于2015年6月18日办结（补录）。" in first
    assert "，补录）。理由：印发制度3项。" in first
    second = str(referral_sheet(make_slip(told, level=3), by, TODAY, "请核查。").kept())
    assert "（补录）：印发制度3项。" in second
