"""A slip that no rule calls for: a supervisor has grounds of his own."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tasks.models import Slip
from tasks.plan.recording import Conflict
from tasks.slips import acts as slips
from tasks.workflow.acts import completion
from tests.factories import TODAY, make_milestone, make_request
from tests.pages import address
from tests.supervising import make_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
Level = Slip.Level
WORDS = {"grounds": "群众来信反映。", "requirement": "请核实。", "reply_by": TODAY + timedelta(7)}


@pytest.fixture
def milestone(task):
    """In time and reported on: no slip is proposed."""
    return make_milestone(task=task, due_on=TODAY + timedelta(100))


def write(milestone, by, level=Level.YELLOW):
    return slips.issue_by_hand(milestone, level, by=by, on=TODAY, **WORDS)


def test_it_has_the_next_number_and_says_whose_grounds_they_are(milestone, unit, supervisor):
    make_slip(make_milestone(task=milestone.task), year=TODAY.year, number=4)
    slip = write(milestone, supervisor)
    assert (slip.reference, slip.grounds, slip.by_hand) == (
        "督办〔2015〕5号",
        "群众来信反映。",
        True,
    )
    assert [receipt.unit for receipt in slip.receipts.all()] == [unit]
    notes = slip.sheet["notes"]
    assert "本督办单由督查员直接拟制。" in notes
    assert Slip.RULE not in notes


def test_it_replaces_a_slighter_one_and_no_graver_one(milestone, supervisor):
    write(milestone, supervisor, Level.YELLOW)
    with pytest.raises(Conflict):
        write(milestone, supervisor, Level.YELLOW)
    write(milestone, supervisor, Level.RED)
    assert list(Slip.objects.open().values_list("level", flat=True)) == [Level.RED]


def test_what_no_unit_works_on_gets_none(milestone, supervisor):
    completion.stop(milestone, by=supervisor, on=TODAY, seen=0, reason="另案")
    asked = make_request(make_milestone(task=milestone.task)).milestone
    for row in (milestone, asked):
        with pytest.raises(Conflict):
            write(row, supervisor)


def test_nobody_else_writes_one(milestone, liaison):
    with pytest.raises(PermissionDenied):
        write(milestone, liaison)


def test_from_the_milestone_to_the_paper(milestone, plan, client_as):
    client = client_as("supervisor")
    task = client.get(address("task", plan, milestone.task.number)).text
    page = address("write-slip", plan, milestone.pk)
    assert f'href="{page}"' in task
    typed = WORDS | {"level": Level.RED, "looked": "0"}
    empty = client.post(page, typed | {"grounds": ""})
    assert empty.status_code == 200
    answer = client.post(page, typed)
    slip = Slip.objects.get()
    assert answer.url == address("slip", plan, slip.pk)
    assert "人工拟制" in client.get(answer.url).text
    late = client.post(page, typed | {"requirement": "请再核实。", "looked": "1"})
    assert late.status_code == 409
    assert "请再核实。" in late.text


def test_the_page_says_what_it_replaces_and_who_does_not_read_it(milestone, plan, client_as, unit):
    slip = make_slip(milestone, unit, level=Level.BLUE)
    page = client_as("supervisor").get(address("write-slip", plan, milestone.pk)).text
    assert slip.reference in page
    assert f"{unit}在系统内无人接收" in page
