"""A unit without a head is no dead end: docs/workflow.md."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.handover.acts import name_acting_head
from tasks.models import CompletionRequest, Plan
from tasks.workflow.acts import completion, extensions
from tasks.workflow.review import unsigned
from tests.factories import (
    TODAY,
    make_acting_head,
    make_assignment,
    make_deputy,
    make_evidence,
    make_milestone,
    make_task,
    make_unit,
    make_user,
)
from tests.pages import act, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DONE = {"seen": 0, "completed_on": date(2015, 6, 17), "statement": "3项制度已印发。"}
LATER = {"seen": 0, "new_due_on": date(2015, 9, 30), "reason": "文件未下发"}


@pytest.fixture
def milestone(plan):
    milestone = make_milestone(task=make_task(plan=plan))
    make_assignment(milestone.task, make_unit(name="区环保水务局"))
    return milestone


@pytest.fixture
def liaison(milestone):
    return make_user(role="liaison", unit=milestone.task.units.get())


def claim(milestone, by):
    make_evidence(milestone, uploaded_by=by, action="request-completion")
    return completion.request_completion(milestone, by=by, on=TODAY, **DONE)


def ask(milestone, by):
    words = LATER | {"progress": "过半", "measures": "每周调度"}
    return extensions.request_extension(milestone, by=by, on=TODAY, **words)


@pytest.mark.parametrize(("make", "state"), [(claim, "submitted"), (ask, "pending")])
def test_without_a_head_it_goes_to_the_supervisors_and_says_so(make, state, milestone, liaison):
    made = make(milestone, liaison)
    assert (made.without_head, made.submitted_on) == (True, TODAY)
    assert state in (getattr(made, "state", ""), getattr(made, "decision", ""))
    assert milestone.events.latest("id").holder == "supervisor"


@pytest.mark.parametrize("make", [claim, ask])
def test_an_acting_head_signs(make, milestone, liaison):
    acting = make_user(role="liaison", unit=liaison.unit)
    make_acting_head(acting)
    made = make(milestone, liaison)
    assert (made.without_head, made.submitted_on) == (False, None)
    sign = completion.sign if make is claim else extensions.sign_extension
    sign(milestone, by=acting, on=TODAY, seen=1)
    made.refresh_from_db()
    assert made.submitted_on == TODAY


@pytest.mark.parametrize("make", [claim, ask])
def test_the_head_of_another_unit_who_stands_in_passes_no_signature(make, milestone, liaison):
    make_user(role="head", unit=liaison.unit)
    stranger = make_user(role="head", unit=make_unit())
    make_deputy(person=liaison, deputy=stranger)
    made = make(milestone, stranger)
    assert (made.unit, made.submitted_on) == (liaison.unit, None)


def test_the_form_and_the_review_say_that_nobody_signs(milestone, liaison, client, client_as):
    client.force_login(liaison)
    form = act("request-completion", milestone)
    assert "贵单位目前没有可审签的负责人" in client.get(form).text
    claim(milestone, liaison)
    assert "无单位负责人" in client_as("supervisor").get(act("approve", milestone)).text
    assert "无单位负责人" in client_as("supervisor").get(address("desk", milestone.task.plan)).text


def test_a_unit_with_a_head_is_told_nothing(milestone, liaison, client):
    make_user(role="head", unit=liaison.unit)
    client.force_login(liaison)
    assert "没有可审签的负责人" not in client.get(act("request-completion", milestone)).text


class TestTheHeadLeaves:
    @pytest.fixture(params=[claim, ask], autouse=True)
    def waiting(self, request, milestone, liaison):
        head = make_user(role="head", unit=liaison.unit)
        request.param(milestone, liaison)
        assert not unsigned(milestone.task.plan, TODAY)
        head.is_active = False
        head.save()

    def test_the_supervisors_see_it_and_name_who_signs(self, milestone, liaison, client_as):
        plan, client = milestone.task.plan, client_as("supervisor")
        way = address("acting-head", plan, liaison.unit_id)
        assert way in client.get(address("desk", plan)).text
        days = {"from_on": "2015-06-18", "until_on": "2015-07-18"}
        client.post(way, {"person": liaison.pk} | days)
        assert not unsigned(plan, TODAY)
        assert liaison.acts_as_head.get().named_by.role == "supervisor"

    def test_the_unit_may_withdraw_and_ask_again(self, milestone, liaison):
        seen = {"by": liaison, "on": TODAY, "seen": 1}
        if CompletionRequest.objects.exists():
            completion.withdraw(milestone, **seen)
            again = completion.request_completion(
                milestone, by=liaison, on=TODAY, **DONE | {"seen": 2}
            )
        else:
            extensions.withdraw_extension(milestone, **seen)
            words = LATER | {"progress": "过半", "measures": "每周调度", "seen": 2}
            again = extensions.request_extension(milestone, by=liaison, on=TODAY, **words)
        assert again.without_head


class TestNaming:
    days = {"from_on": "2015-06-18", "until_on": "2015-07-18"}

    @pytest.fixture
    def way(self, plan, liaison):
        return address("acting-head", plan, liaison.unit_id)

    def test_the_head_names_who_signs_while_he_is_away(self, way, plan, liaison, client):
        Plan.objects.update(is_active=True)
        client.force_login(make_user(role="head", unit=liaison.unit))
        assert "/acting-head/" in client.get("/accounts/hand-over/").text
        client.post(way, {"person": liaison.pk} | self.days)
        assert liaison.acts_as_head.get().until_on == date(2015, 7, 18)

    @pytest.mark.parametrize("role", ["liaison", "head"])
    def test_nobody_of_another_unit_names_him(self, way, role, liaison, client):
        client.force_login(make_user(role=role, unit=make_unit()))
        assert client.post(way, {"person": liaison.pk} | self.days).status_code == 403

    def test_a_stranger_cannot_be_named(self, way, client_as):
        stranger = make_user(role="liaison", unit=make_unit())
        answer = client_as("supervisor").post(way, {"person": stranger.pk} | self.days)
        assert answer.status_code == 200
        assert not stranger.acts_as_head.exists()

    @pytest.mark.parametrize(
        ("begins", "until", "words"),
        [
            ("2015-06-18", "2015-08-17", "最多60天"),
            ("2015-06-25", "2015-06-24", "结束日期早于起始日期"),
            ("2015-06-17", "2015-06-24", "该日期已过，不能早于今天（2015-06-18）"),
        ],
    )
    def test_days_have_an_order_and_an_end(self, begins, until, words, way, liaison, client_as):
        days = {"from_on": begins, "until_on": until}
        answer = client_as("supervisor").post(way, {"person": liaison.pk} | days)
        assert words in answer.text
        assert not liaison.acts_as_head.exists()

    def test_sixty_days_are_allowed(self, way, liaison, client_as):
        days = {"from_on": "2015-06-18", "until_on": "2015-08-16"}
        client_as("supervisor").post(way, {"person": liaison.pk} | days)
        assert liaison.acts_as_head.exists()


def test_the_act_itself_refuses_strangers(plan, liaison):
    stranger = make_user(role="liaison", unit=make_unit())
    days = {"from_on": TODAY, "until_on": TODAY, "on": TODAY}
    with pytest.raises(PermissionDenied):
        name_acting_head(liaison.unit, by=liaison, person=liaison, **days)
    with pytest.raises(ValidationError):
        name_acting_head(liaison.unit, by=make_user(role="supervisor"), person=stranger, **days)
