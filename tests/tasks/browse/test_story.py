"""What happened to a milestone, beneath it: the newest first, older reports folded."""

from datetime import date

import pytest

from tests.factories import (
    make_evidence,
    make_extension,
    make_milestone,
    make_report,
    make_request,
    make_task,
    make_unit,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def milestone(plan):
    milestone = make_milestone(task=make_task(plan=plan, number=11))
    milestone.unit = make_unit()
    return milestone


def story(client, milestone):
    """The words that stand open, and those that are folded."""
    page = client.get(address("task", milestone.task.plan, 11))
    told = page.context["task"].milestones.all()[0].story
    return [[words_of(one.paper) for one in part] for part in (told.open, told.folded)]


def words_of(paper):
    return next(
        getattr(paper, name) for name in ("done", "statement", "reason") if hasattr(paper, name)
    )


def report(milestone, day, done, **fields):
    return make_report(
        milestone, unit=milestone.unit, reported_on=date(2015, 6, day), done=done, **fields
    )


def test_two_reports_stand_open_and_older_ones_are_folded(viewer, milestone):
    for day, done in ((1, "一"), (2, "二"), (3, "三"), (4, "四")):
        report(milestone, day, done)
    assert story(viewer, milestone) == [["四", "三"], ["二", "一"]]
    page = viewer.get(address("task", milestone.task.plan, 11)).text
    fold = page.partition('<details class="older"')[2].partition("</details>")[0]
    assert "data-print-open" in fold.partition(">")[0]
    assert ("二" in fold, "三" in fold) == (True, False)


def test_requests_and_reports_stand_in_the_order_of_time(viewer, milestone):
    report(milestone, 1, "一")
    make_extension(milestone, requested_on=date(2015, 6, 2), reason="延", decision="refused",
                   decided_on=date(2015, 6, 2))  # fmt: skip
    report(milestone, 3, "三")
    make_request(milestone, requested_on=date(2015, 6, 4), statement="办结了", state="returned",
                 decided_on=date(2015, 6, 5))  # fmt: skip
    report(milestone, 6, "六")
    assert story(viewer, milestone) == [["六", "办结了", "三"], ["延", "一"]]


def test_what_waits_for_a_decision_is_never_folded(viewer, milestone):
    make_extension(milestone, requested_on=date(2015, 6, 1), reason="延")
    for day, done in ((2, "二"), (3, "三"), (4, "四")):
        report(milestone, day, done)
    assert story(viewer, milestone) == [["四", "三", "延"], ["二"]]


@pytest.mark.parametrize(
    ("fields", "is_told"), [({}, False), ({"next_steps": "报送"}, True), ({"day": 14}, True)]
)
def test_a_report_whose_words_became_a_request_is_told_once(viewer, milestone, fields, is_told):
    report(milestone, fields.pop("day", 15), "已印发3项。", **fields)
    make_request(milestone, unit=milestone.unit, statement="已印发3项。")
    assert story(viewer, milestone) == [["已印发3项。"] * (1 + is_told), []]


def test_a_report_with_files_of_its_own_is_told(viewer, milestone):
    make_evidence(milestone, report=report(milestone, 15, "已印发3项。"))
    make_request(milestone, unit=milestone.unit, statement="已印发3项。")
    assert story(viewer, milestone) == [["已印发3项。"] * 2, []]


def test_without_any_report_the_page_says_so(viewer, milestone):
    assert story(viewer, milestone) == [[], []]
    assert "尚无填报" in viewer.get(address("task", milestone.task.plan, 11)).text
