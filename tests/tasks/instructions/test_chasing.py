"""Units that owe a reply after its day are written to again."""

import pytest
from django.core.exceptions import PermissionDenied

from tasks.instructions.acts import chase
from tasks.models import Event
from tests.factories import TODAY, make_unit, make_user
from tests.pages import address
from tests.supervising import make_instruction, overdue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def late(task, unit):
    """Overdue for one unit; another one has answered."""
    given = make_instruction(
        task, unit, make_unit(name="区城管局"), reply_by=TODAY.replace(day=17), text="说明原因"
    )
    done = {"state": "answered", "text": "已办。", "replied_on": TODAY, "replied_by": make_user()}
    given.replies.exclude(unit=unit).update(**done)
    return given


@pytest.mark.parametrize("role", ["leader", "supervisor"])
def test_the_staff_of_the_late_units_read_of_it_once_a_day(role, client_as, plan, late, liaison):
    spared = make_user(role="liaison", unit=late.replies.exclude(unit=liaison.unit).get().unit)
    client, target = client_as(role), address("chase-replies", plan, late.pk)
    for page in (address("task", plan, 11), *([address("desk", plan)] * (role == "supervisor"))):
        assert target in client.get(page).text
    answer = client.post(target, follow=True)
    assert "已催办区水务局回复。" in answer.text
    assert "今天已催办过答复" in client.post(target, follow=True).text
    assert late.events.count() == 1
    mail = liaison.mails.get()
    assert mail.subject.startswith("批示逾期未回复")
    assert mail.deliveries.exists()
    assert spared.mails.count() == 0
    event = Event.objects.filter(action="urge").first()
    assert (event.instruction, event.note) == (late, "区水务局")


def test_for_whom_nobody_reads_one_telephones(client_as, plan, late):
    answer = client_as("leader").post(address("chase-replies", plan, late.pk), follow=True)
    (said,) = answer.context["messages"]
    assert (said.level_tag, str(said)) == ("warning", "区水务局：系统内无人接收，请电话联系")


def test_who_is_not_late_is_not_urged(client_as, plan, task, unit, liaison):
    given = make_instruction(task, unit, reply_by=TODAY)
    client = client_as("leader")
    target = address("chase-replies", plan, given.pk)
    assert target not in client.get(address("task", plan, 11)).text
    assert client.post(target).status_code == 404
    assert liaison.mails.count() == 0


def test_nobody_else_may(late, liaison):
    with pytest.raises(PermissionDenied):
        chase(late, by=liaison, on=TODAY)


def test_the_form_shows_how_the_task_stands(client_as, plan, task, unit, late):
    milestone = overdue(task, text="整治河道")
    milestone.reports.create(unit=unit, reported_on=TODAY, done="已清理3处。")
    page = client_as("leader").get(address("instruct", plan, 11)).text
    for words in (
        "整治河道",
        "逾期",
        "已清理3处。",
        "说明原因",
        "区城管局",
        'data-day="2015-06-30"',
    ):
        assert words in page


def test_without_a_day_he_is_told_that_none_is_set(client_as, plan, task, unit):
    words = {"text": "请阅办。", "units": [unit.pk], "reply_by": ""}
    answer = client_as("leader").post(address("instruct", plan, 11), words, follow=True)
    assert "批示已送1个单位，未定回复时限。" in answer.text
