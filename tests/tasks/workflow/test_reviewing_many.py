"""Several requests, completions and extensions, decided on one page; each by itself."""

from datetime import date

import pytest

from tasks.models import Event, Extension, Milestone
from tests.factories import (
    TODAY,
    make_extension,
    make_milestone,
    make_request,
    make_unit,
    make_user,
)
from tests.pages import act, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def asked(task, unit):
    """Two completions and an extension."""
    first, second = (
        make_request(
            make_milestone(task=task, text=text),
            unit=unit,
            statement=f"{text}已办结。",
            submitted_on=date(2015, 6, day),
        )
        for text, day in (("甲事", 16), ("乙事", 15))
    )
    wish = make_extension(
        make_milestone(task=task, text="丙事"),
        unit=unit,
        submitted_on=date(2015, 6, 17),
        reason="等文件",
    )
    return first, second, wish


@pytest.fixture
def head(client, unit):
    head = make_user(role="head", unit=unit)
    client.force_login(head)
    return client


def send(client, plan, *shown, **marked):
    """What the page shows of ``shown``, such as ``r1``, and what was ``marked``."""
    words = {f"{name}-seen": 0 for name in shown}
    words |= {f"{name}-completed_on": "2015-06-12" for name in shown if name[0] == "r"}
    return client.post(address("review", plan), words | marked, follow=True)


def names(asked):
    return [f"{'x' if isinstance(one, Extension) else 'r'}{one.pk}" for one in asked]


def stages():
    return dict(Milestone.objects.values_list("text", "stage"))


def test_both_kinds_stand_in_one_queue_the_oldest_first_with_nothing_chosen(
    as_supervisor, plan, task, asked
):
    page = as_supervisor.get(address("review", plan))
    assert [one for one, _form in page.context["requests"]] == [asked[1], asked[0], asked[2]]
    assert f"11 {task.title}" in " ".join(page.text.split())
    for one, action in ((asked[0], "approve"), (asked[2], "grant")):
        assert act(action, one.milestone) in page.text
    assert "checked" not in page.text


def test_several_are_decided_at_once_and_the_rest_stays(as_supervisor, plan, asked):
    first, second, wish = names(asked)
    marked = {
        f"{first}-decision": "approve",
        f"{wish}-decision": "refuse",
        f"{wish}-reason": "应按期完成",
    }
    answer = send(as_supervisor, plan, first, second, wish, **marked)
    assert "已办理2件" in answer.text
    assert stages() == {"甲事": "done", "乙事": "submitted", "丙事": "open"}
    assert Extension.objects.get().decision == "refused"
    assert [one for one, _form in answer.context["requests"]] == [asked[1]]


def test_what_is_wrong_holds_up_nobody_and_is_named_on_top(as_supervisor, plan, asked):
    first, second, wish = names(asked)
    marked = {
        f"{first}-decision": "return",
        f"{second}-decision": "approve",
        f"{wish}-reason": "先记一笔",
    }
    answer = send(as_supervisor, plan, first, second, wish, **marked)
    assert stages() == {"甲事": "submitted", "乙事": "done", "丙事": "open"}
    title = answer.text.partition("<title>")[2].partition("</title>")[0]
    assert title.split()[0].startswith("错误：")
    summary = answer.text.partition('<div class="error-summary"')[2].partition("</div>")[0]
    assert "已办理1件" in summary
    assert "未办理1件" in summary
    assert f'<a href="#id_{first}-reason">' in summary
    assert 'class="notice notice-success"' not in answer.text
    assert answer.text.count("请写明不批准或退回的理由") == 2
    assert "先记一笔" in answer.text
    assert [one for one, _form in answer.context["requests"]] == [asked[0], asked[2]]


def test_a_button_that_does_nothing_says_so(as_supervisor, plan, asked):
    first, second, _wish = names(asked)
    answer = send(as_supervisor, plan, first, second, **{f"{first}-reason": "先记一笔"})
    assert "请先选择" in answer.text
    assert "先记一笔" in answer.text
    assert not Event.objects.filter(action__in=("approve", "return")).exists()


@pytest.mark.parametrize("decision", ["return", "nonsense"])
def test_a_stale_or_senseless_row_comes_back_with_its_words(as_supervisor, plan, asked, decision):
    first, *_rest = names(asked)
    Milestone.objects.filter(pk=asked[0].milestone_id).update(version=3)
    marked = {f"{first}-decision": decision, f"{first}-reason": "缺印发稿"}
    answer = send(as_supervisor, plan, first, **marked)
    assert answer.status_code == (409 if decision == "return" else 200)
    assert "缺印发稿" in answer.text
    assert ("有了变化" in answer.text) == (decision == "return")
    assert stages()["甲事"] == "submitted"


def test_one_that_somebody_else_decided_comes_back_with_its_words(as_supervisor, plan, asked):
    first, *_rest = names(asked)
    marked = {f"{first}-decision": "return", f"{first}-reason": "缺印发稿"}
    assert "已办理1件" in send(as_supervisor, plan, first, **marked).text
    answer = send(as_supervisor, plan, first, **marked)
    assert answer.status_code == 409
    assert "缺印发稿" in answer.text
    assert "已退回" in answer.text
    assert send(as_supervisor, plan, first).context["requests"] == []


def test_a_request_of_another_plan_is_not_decided_here(as_supervisor, plan):
    other = make_request(make_milestone(text="别的方案"))
    send(as_supervisor, plan, f"r{other.pk}", **{f"r{other.pk}-decision": "approve"})
    assert stages() == {"别的方案": "submitted"}


def test_nothing_to_do_is_said(as_supervisor, plan):
    make_request(make_milestone())  # of another plan
    assert "没有待审核" in as_supervisor.get(address("review", plan)).text


def test_twenty_stand_on_a_page(as_supervisor, plan, task):
    for number in range(21):
        make_request(make_milestone(task=task, text=f"第{number}事"))
    first, second = (as_supervisor.get(address("review", plan, page=page)) for page in (1, 2))
    assert [len(page.context["requests"]) for page in (first, second)] == [20, 1]
    assert "第2页" in second.text.partition("</title>")[0]


class TestSigning:
    @pytest.fixture
    def to_sign(self, task, unit):
        """A completion and an extension of the unit; others' are not his."""
        request = {"state": "signing", "requested_on": TODAY}
        make_request(make_milestone(task=task, text="别家的事"), unit=make_unit(), **request)
        make_request(make_milestone(text="别的方案"), unit=unit, **request)
        return (
            make_request(make_milestone(task=task, text="甲事"), unit=unit, **request),
            make_extension(make_milestone(task=task, text="乙事"), unit=unit, decision="signing"),
        )

    def test_a_head_signs_and_sends_back_on_one_page(self, head, plan, to_sign):
        desk = head.get(address("desk", plan)).text
        assert address("review", plan) in desk
        page = head.get(address("review", plan))
        assert "<h1>审签" in page.text
        assert {one for one, _form in page.context["requests"]} == set(to_sign)
        first, wish = names(to_sign)
        marked = {
            f"{first}-decision": "sign",
            f"{wish}-decision": "send-back-extension",
            f"{wish}-reason": "请写明进展",
        }
        others = {"别家的事": "signing", "别的方案": "signing"}
        assert "已办理2件" in send(head, plan, first, wish, **marked).text
        assert stages() == {"甲事": "submitted", "乙事": "open"} | others
        assert Extension.objects.get().decision == "sent-back"

    def test_what_another_unit_asks_is_not_there_for_him(self, head, plan, to_sign, task):
        other = task.milestones.get(text="别家的事").requests.get()
        answer = send(head, plan, f"r{other.pk}", **{f"r{other.pk}-decision": "sign"})
        assert stages()["别家的事"] == "signing"
        assert "请先选择" in answer.text

    def test_the_page_is_always_todays(self, head, plan, to_sign):
        page = head.get(address("review", plan, as_of="2015-06-01"))
        assert len(page.context["requests"]) == 2
        assert f"r{to_sign[0].pk}-decision" in page.text

    def test_one_request_needs_no_page_of_many(self, head, plan, to_sign):
        to_sign[1].delete()
        assert address("review", plan) not in head.get(address("desk", plan)).text
