"""Where several units lead, the others countersign 会签 what one asks: docs/workflow.md."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.models import CompletionRequest, Extension
from tasks.workflow.acts import completion, extensions, reports
from tests.factories import (
    TODAY,
    make_assignment,
    make_confirmation,
    make_deputy,
    make_evidence,
    make_extension,
    make_request,
    make_unit,
    make_user,
)
from tests.pages import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
REASON = "该局正在合并，职责已经划入本局。"


@pytest.fixture
def second(task, milestone):
    """Another lead unit of the task, and its liaison officer."""
    second = make_assignment(task, make_unit(name="区卫计局"))
    second.liaison = make_user(role="liaison", unit=second.unit)
    return second


@pytest.fixture
def third(task, second):
    return make_assignment(task, make_unit(name="区财政局"), role="participating")


def claim(milestone, by, **words):
    make_evidence(milestone, uploaded_by=by, action="request-completion")
    words = {"seen": 0, "completed_on": TODAY, "statement": "3项制度已印发。"} | words
    return completion.request_completion(milestone, by=by, on=TODAY, **words)


def ask(milestone, by, **words):
    later = {"seen": 0, "new_due_on": date(2015, 9, 30), "reason": "文件未下发"}
    words = later | {"progress": "过半", "measures": "每周调度"} | words
    return extensions.request_extension(milestone, by=by, on=TODAY, **words)


@pytest.mark.parametrize("make", [claim, ask])
def test_the_other_lead_unit_countersigns_first(make, milestone, liaison, second):
    with pytest.raises(ValidationError, match="区卫计局") as refused:
        make(milestone, liaison)
    assert set(refused.value.message_dict) == {"exception"}
    assert reports.confirm_part(milestone, by=second.liaison, on=TODAY) == 1
    assert make(milestone, liaison).unit == liaison.unit


@pytest.mark.parametrize("make", [claim, ask])
def test_an_exception_of_substance_stands_for_it(make, milestone, liaison, second):
    for hollow in ("无", "。。。。。。。。。。。。", "同 意 同 意 同 意 同"):
        with pytest.raises(ValidationError, match="至少10个字"):
            make(milestone, liaison, exception=hollow)
    assert make(milestone, liaison, exception=REASON).exception == REASON


def test_participating_units_have_no_say_in_an_extension(milestone, liaison, second, third):
    make_confirmation(milestone, second)
    with pytest.raises(ValidationError, match="区财政局"):
        claim(milestone, liaison)
    ask(milestone, liaison)


def test_who_leads_alone_has_nothing_to_confirm(milestone, liaison):
    with pytest.raises(PermissionDenied):
        reports.confirm_part(milestone, by=liaison, on=TODAY)
    claim(milestone, liaison)


def test_a_confirmation_of_the_unit_that_asks_is_not_the_other_ones(milestone, liaison, second):
    reports.confirm_part(milestone, by=liaison, on=TODAY)
    with pytest.raises(ValidationError, match="区卫计局"):
        claim(milestone, liaison)


@pytest.mark.parametrize(
    ("words", "is_enough"),
    [
        ("", False),
        ("九个字的说明不够的", False),
        ("十个字的说明就够用了", True),
        (" 十个字的 说明就够用了\n", True),
        ("九个字的说明不够的 。", False),
        ("无" * 12, False),
        ("没有" * 6, False),
        ("该局不用办" * 3, False),
        ("该局不用办呀" * 2, True),
        ("1234567890", False),
        ("..........。", False),
        ("九个字的说明不够的\u3164", False),
        ("Not needed here.", True),
        ("AaBbCcDdEeAaBb", False),
    ],
)
def test_an_exception_says_something(words, is_enough, milestone, liaison, second):
    if is_enough:
        assert claim(milestone, liaison, exception=words).exception == words
        return
    with pytest.raises(ValidationError) as refused:
        claim(milestone, liaison, exception=words)
    assert set(refused.value.message_dict) == {"exception"}


@pytest.mark.parametrize("action", ["request-completion", "request-extension"])
def test_the_form_lists_who_confirmed(action, milestone, second, third, as_liaison):
    make_confirmation(milestone, second)
    page = " ".join(as_liaison.get(act(action, milestone)).text.split())
    assert '<span lang="zh-hans">区卫计局</span> ✓ <span class="date">2015-06-10</span>' in page
    unsigned = '<span lang="zh-hans">区财政局</span> <span class="tag tag-check">未确认</span>'
    assert (unsigned in page) is (action == "request-completion")


class TestWithdrawing:
    """Only the unit that asked takes its request back."""

    @pytest.fixture(params=["completion", "extension"])
    def way(self, request, milestone, liaison, second):
        if request.param == "completion":
            make_request(milestone, unit=liaison.unit)
            return completion.withdraw, "withdraw"
        make_extension(milestone, unit=liaison.unit, requested_by=liaison)
        return extensions.withdraw_extension, "withdraw-extension"

    def test_another_lead_unit_has_no_way(self, way, milestone, second, client):
        withdraw, action = way
        with pytest.raises(PermissionDenied):
            withdraw(milestone, by=second.liaison, on=TODAY, seen=0)
        client.force_login(second.liaison)
        assert client.get(act(action, milestone)).status_code == 403

    def test_its_deputy_and_its_head_have(self, way, milestone, liaison, second, client):
        withdraw, action = way
        make_deputy(person=liaison, deputy=second.liaison)
        client.force_login(make_user(role="head", unit=liaison.unit))
        assert client.get(act(action, milestone)).status_code == 200
        withdraw(milestone, by=second.liaison, on=TODAY, seen=0)
        assert not CompletionRequest.objects.undecided().exists()
        assert not Extension.objects.undecided().exists()
