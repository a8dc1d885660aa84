from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tasks.ground.lights import Light
from tasks.models import Extension, Milestone
from tasks.plan.correcting import Change, correct
from tasks.plan.keeping import differences
from tasks.plan.recording import Conflict
from tasks.workflow.acts import extensions
from tasks.workflow.acts.dates import set_date
from tests.factories import (
    TODAY,
    make_assignment,
    make_evidence,
    make_extension,
    make_milestone,
    make_unit,
    make_user,
)
from tests.pages import act, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DUE, LATER = date(2015, 6, 30), date(2015, 9, 30)


@pytest.fixture
def milestone():
    milestone = make_milestone(due_on=DUE)
    unit = make_unit()
    make_assignment(milestone.task, unit)
    milestone.liaison = make_user(role="liaison", unit=unit)
    milestone.head = make_user(role="head", unit=unit)
    return milestone


def seen(milestone):
    """The version that somebody who has just opened the page sees."""
    return {"seen": Milestone.objects.get(pk=milestone.pk).version}


def request(milestone, by=None, **fields):
    words = {
        "new_due_on": LATER,
        "reason": "文件未下发",
        "progress": "过半",
        "measures": "每周调度",
    }
    words |= seen(milestone) | fields
    return extensions.request_extension(milestone, by=by or milestone.liaison, on=TODAY, **words)


def put_right(milestone, day):
    """The document's date is ``day``: what the administration saves, and writes down."""
    Milestone.objects.update(original_due_on=day, due_on=day)
    change = Change("原定时限", str(DUE), str(day))
    correct(milestone, [change], by=make_user(role="admin"), on=TODAY, reason="校对原文")


def test_it_is_signed_like_a_completion(milestone):
    made = request(milestone)
    assert (made.decision, made.old_due_on, made.unit) == ("signing", DUE, milestone.head.unit)
    extensions.sign_extension(milestone, by=milestone.head, on=TODAY, seen=1)
    made.refresh_from_db()
    assert (made.decision, made.submitted_on) == ("pending", TODAY)


def test_a_head_asks_the_supervisors_directly(milestone):
    made = request(milestone, by=milestone.head)
    assert (made.decision, made.submitted_on) == ("pending", TODAY)
    assert milestone.events.get().holder == "supervisor"


def test_a_plan_may_do_without_the_heads_signature(milestone):
    milestone.task.plan.head_signoff = False
    assert request(milestone).decision == "pending"


@pytest.mark.parametrize("day", [DUE, date(2015, 6, 29)])
def test_the_new_date_must_be_later(milestone, day):
    with pytest.raises(ValidationError):
        request(milestone, new_due_on=day)
    assert not Extension.objects.exists()
    assert not milestone.events.exists()


def test_it_must_be_later_than_the_date_that_holds_now(milestone):
    """Not than the document's, nor than the one the page showed."""
    Milestone.objects.update(due_on=LATER)
    with pytest.raises(ValidationError):
        request(milestone, new_due_on=LATER)
    assert request(milestone, new_due_on=date(2015, 10, 8)).old_due_on == LATER


def test_there_must_be_a_date_to_move(milestone):
    Milestone.objects.update(due_on=None, original_due_on=None)
    with pytest.raises(ValidationError):
        request(milestone)


def test_granting_moves_the_date_and_leaves_the_documents_light(milestone):
    request(milestone, by=milestone.head)
    day = date(2015, 7, 2)
    extensions.grant(milestone, by=make_user(role="supervisor"), on=day, seen=1, reason="同意")
    row = Milestone.objects.of(milestone.task.plan, day).get()
    assert (row.due, row.original_due_on) == (LATER, DUE)
    assert (row.light, row.original_light) == (Light.GREEN, Light.RED)
    before = Milestone.objects.of(milestone.task.plan, date(2015, 7, 1)).get()
    assert (before.due, before.light) == (DUE, Light.RED)


def test_a_date_corrected_under_a_request_is_the_one_that_the_grant_moves(milestone):
    made, corrected = request(milestone, by=milestone.head), date(2015, 7, 31)
    put_right(milestone, corrected)
    by = {"by": make_user(role="supervisor"), "on": date(2015, 7, 2)}
    with pytest.raises(Conflict):
        extensions.grant(milestone, **by, seen=1)
    extensions.grant(milestone, **by, **seen(milestone))
    made.refresh_from_db()
    assert (made.old_due_on, made.new_due_on, made.days) == (corrected, LATER, 61)
    assert list(differences([milestone.pk])) == []
    before = Milestone.objects.of(milestone.task.plan, date(2015, 7, 1)).get()
    assert before.due == corrected


@pytest.mark.parametrize("corrected", [LATER, None])
def test_what_is_no_later_than_the_corrected_date_is_not_granted(milestone, corrected):
    made = request(milestone, by=milestone.head)
    put_right(milestone, corrected)
    with pytest.raises(ValidationError):
        extensions.grant(milestone, by=make_user(role="supervisor"), on=TODAY, **seen(milestone))
    made.refresh_from_db()
    assert made.decision == "pending"
    extensions.refuse(
        milestone, by=make_user(role="supervisor"), on=TODAY, **seen(milestone), reason="时限已更正"
    )


def test_refusing_moves_nothing_and_keeps_the_reason(milestone):
    made = make_extension(milestone, unit=milestone.head.unit)
    supervisor = make_user(role="supervisor")
    extensions.refuse(milestone, by=supervisor, on=TODAY, seen=0, reason="理由不足")
    made.refresh_from_db()
    assert (made.decision, made.decision_note) == ("refused", "理由不足")
    assert Milestone.objects.get().due_on == DUE


@pytest.mark.parametrize(
    ("act", "decision"),
    [
        (lambda m: extensions.withdraw_extension(m, by=m.liaison, on=TODAY, seen=1), "withdrawn"),
        (
            lambda m: extensions.send_back_extension(m, by=m.head, on=TODAY, seen=1, reason="补"),
            "sent-back",
        ),
    ],
)
def test_the_unit_can_take_it_back(milestone, act, decision):
    made = request(milestone)
    act(milestone)
    made.refresh_from_db()
    assert (made.decision, made.decided_on) == (decision, TODAY)
    request(milestone)


def test_each_act_makes_a_new_version(milestone):
    request(milestone)
    extensions.send_back_extension(milestone, by=milestone.head, on=TODAY, seen=1, reason="补")
    request(milestone)
    extensions.withdraw_extension(milestone, by=milestone.liaison, on=TODAY, seen=3)
    request(milestone)
    extensions.sign_extension(milestone, by=milestone.head, on=TODAY, seen=5)
    supervisor = make_user(role="supervisor")
    extensions.refuse(milestone, by=supervisor, on=TODAY, seen=6, reason="理由不足")
    request(milestone, by=milestone.head)
    extensions.grant(milestone, by=supervisor, on=TODAY, seen=8)
    versions = milestone.events.order_by("pk").values_list("version", flat=True)
    assert list(versions) == list(range(1, 10))


def asked_again(milestone):
    """Two versions later: the request was withdrawn, and a later date is asked for."""
    extensions.withdraw_extension(milestone, by=milestone.liaison, on=TODAY, **seen(milestone))
    return request(milestone, by=milestone.head, new_due_on=date(2015, 12, 31))


@pytest.mark.parametrize("act", [extensions.grant, extensions.refuse])
def test_a_decision_about_a_request_that_was_withdrawn_is_not_one_about_the_next(milestone, act):
    request(milestone, by=milestone.head)
    again, supervisor = asked_again(milestone), make_user(role="supervisor")
    with pytest.raises(Conflict) as caught:
        act(milestone, by=supervisor, on=TODAY, seen=1, reason="同意延至9月底")
    actions = [event.action for event in caught.value.events]
    assert actions == ["request-extension", "withdraw-extension"]
    again.refresh_from_db()
    assert (again.decision, Milestone.objects.get().due_on) == ("pending", DUE)
    act(milestone, by=supervisor, on=TODAY, seen=3, reason="以新申请为准")


@pytest.mark.parametrize(
    "act",
    [
        lambda m, **k: extensions.sign_extension(m, by=m.head, **k),
        lambda m, **k: extensions.send_back_extension(m, by=m.head, reason="补", **k),
        lambda m, **k: extensions.withdraw_extension(m, by=m.liaison, **k),
    ],
)
def test_the_unit_too_decides_about_the_request_it_saw(milestone, act):
    request(milestone)
    extensions.send_back_extension(milestone, by=milestone.head, on=TODAY, seen=1, reason="补")
    again = request(milestone)
    with pytest.raises(Conflict):
        act(milestone, on=TODAY, seen=1)
    again.refresh_from_db()
    assert again.decision == "signing"
    act(milestone, on=TODAY, seen=3)


def test_who_asks_knows_the_date_that_holds(milestone):
    supervisor = make_user(role="supervisor")
    set_date(milestone, by=supervisor, on=TODAY, seen=0, due_on=date(2015, 8, 31), reason="商定")
    with pytest.raises(Conflict):
        request(milestone, seen=0)
    assert request(milestone, seen=1).old_due_on == date(2015, 8, 31)


def test_one_filed_after_the_due_date_is_marked(milestone):
    assert not make_extension(milestone, requested_on=DUE).is_late
    assert Extension(old_due_on=DUE, requested_on=date(2015, 7, 1)).is_late
    assert Extension(old_due_on=DUE, new_due_on=date(2015, 7, 10)).days == 10


def test_the_history_says_to_which_day(milestone, supervisor):
    request(milestone, by=milestone.head)
    extensions.grant(milestone, by=supervisor, on=TODAY, **seen(milestone))
    asked, granted = milestone.events.order_by("pk").values_list("note", flat=True)
    assert (asked, granted) == ("延至2015年9月30日：文件未下发", "延至2015年9月30日")


def test_who_withdraws_says_why(milestone, client):
    request(milestone)
    client.force_login(milestone.liaison)
    page = act("withdraw-extension", milestone)
    assert client.post(page, seen(milestone) | {"reason": ""}).status_code == 200
    assert client.post(page, seen(milestone) | {"reason": "日期有误"}).status_code == 302
    assert milestone.events.latest("pk").note == "日期有误"
    assert Extension.objects.get().decision_note == "日期有误"


def test_files_prove_why_and_whoever_decides_sees_them(milestone, client_as):
    chosen = {"uploaded_by": milestone.head, "action": "request-extension"}
    file = make_evidence(milestone, **chosen, name="会议纪要.pdf")
    extension = request(milestone, by=milestone.head)
    assert list(extension.evidence.all()) == [file]
    plan = milestone.task.plan
    supervisor = client_as("supervisor")
    for page in (
        act("grant", milestone),
        address("review", plan),
        address("task", plan, milestone.task.number),
    ):
        assert "会议纪要.pdf" in supervisor.get(page).text
