"""What a leader orders at a meeting is written down in his name by a supervisor."""

import pytest
from django.core.exceptions import PermissionDenied

from tasks.instructions.acts import write_down
from tasks.models import Event, Instruction
from tests.factories import TODAY, make_user
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
OCCASION = "第3次调度会"


@pytest.fixture
def leader():
    return make_user(role="leader", name="廖少权")


@pytest.fixture
def written(task, unit, leader, supervisor):
    said = {"text": "月底前完成。", "reply_by": TODAY, "units": [unit]}
    return write_down(task, leader=leader, occasion=OCCASION, by=supervisor, on=TODAY, **said)


def test_it_is_the_leaders_and_says_who_wrote_it_down_where(written, leader, supervisor):
    assert (written.given_by, written.entered_by, written.occasion) == (
        leader,
        supervisor,
        OCCASION,
    )
    assert "廖少权同志在第3次调度会上对" in written.sheet["parts"][0][1][0]
    event = Event.objects.get(action="instruct")
    assert (event.person, event.note) == (supervisor, "廖少权同志在第3次调度会上批示：月底前完成。")


def test_the_unit_owes_its_reply_to_the_leader(liaison, written, leader):
    assert liaison.mails.get().subject == "廖少权对任务11作出批示"
    assert Instruction.objects.answered_to([leader]).get() == written


def test_the_pages_say_so(written, client_as, plan, supervisor):
    page = client_as("viewer").get(address("task", plan, 11)).text
    said = f"{OCCASION}</span>"
    assert supervisor.name in page.partition(said)[2][:200]


@pytest.mark.parametrize("role", ["leader", "head", "admin"])
def test_only_supervisors_write_down(role, task, unit, leader):
    by = make_user(role=role, unit=unit)
    said = {"text": "月底前完成。", "reply_by": None, "units": [unit]}
    with pytest.raises(PermissionDenied):
        write_down(task, leader=leader, occasion=OCCASION, by=by, on=TODAY, **said)


def test_nobody_orders_in_the_name_of_who_is_no_leader(task, unit, supervisor):
    said = {"text": "月底前完成。", "reply_by": None, "units": [unit]}
    with pytest.raises(PermissionDenied):
        write_down(task, leader=supervisor, occasion=OCCASION, by=supervisor, on=TODAY, **said)
    assert not Instruction.objects.exists()
