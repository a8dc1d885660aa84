"""The page on which a correction is decided, and where what waits is shown."""

from datetime import date

import pytest

from tasks.digests.lines import correction_line
from tasks.digests.news import News
from tasks.models import Event, Mail, ProposedCorrection
from tasks.plan.actors import Roll
from tests.correcting import save
from tests.factories import TODAY, make_milestone, make_plan, make_proposed_correction, make_user
from tests.pages import address
from tests.tasks.consent.conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
WAITS = "有一项更正待同意"
PINS = {"task": 23, "consent": 4}


def page_of(proposal, name="consent"):
    return address(name, proposal.plan, proposal.pk)


def test_it_shows_each_line_before_and_after_with_the_reason(task, supervisor, proposed):
    proposal = proposed(task, title="新题目", **{"milestones-0-text": "制定细则"})
    page = supervisor.get(page_of(proposal)).text
    for words in ("旧题目", "新题目", "“制定细则”", "制定办法", "校对原文", "甲某", "2015-06-18"):
        assert words in page
    assert "您的决定" in page


def test_who_agrees_lands_where_it_holds(task, supervisor, proposed):
    proposal = proposed(task.milestones.get(), text="制定细则")
    answer = supervisor.post(page_of(proposal), {"decision": "agree"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{address('task', task.plan, 11)}#m1"
    assert "更正已生效，并以两人名义记载" in answer.text
    assert "更正人甲某，同意人乙某：校对原文" in answer.text
    shown = supervisor.get(page_of(proposal)).text
    assert ("已同意" in shown, "您的决定" in shown) == (True, False)


def test_a_refusal_needs_a_reason_which_the_proposer_reads(
    task, admin, first, supervisor, proposed
):
    proposal = proposed(task.plan, issuer="区政府")
    assert "请说明不同意的理由" in supervisor.post(page_of(proposal), {"decision": "refuse"}).text
    words = {"decision": "refuse", "reason": "原文无误"}
    answer = supervisor.post(page_of(proposal), words, follow=True)
    assert answer.redirect_chain[-1][0] == address("document", task.plan)
    assert "未作改动，理由已告知提出人" in answer.text
    assert "原文无误" in first.mails.get().body["opening"]
    assert "原文无误" in admin.get(page_of(proposal)).text


def test_who_proposed_it_reads_and_withdraws_but_decides_nothing(task, admin, first, proposed):
    proposal = proposed(task, title="新题目")
    page = admin.get(page_of(proposal)).text
    assert ("撤回更正" in page, "您的决定" in page) == (True, False)
    assert admin.post(page_of(proposal), {"decision": "agree"}).status_code == 403
    answer = admin.post(page_of(proposal, "withdraw-correction"), follow=True)
    assert "更正已撤回，未作任何改动" in answer.text
    again = admin.post(page_of(proposal, "withdraw-correction"), follow=True)
    assert "此更正已作处理：2015-06-18 甲某，已撤回" in again.text
    assert "撤回更正" not in admin.get(page_of(proposal)).text


def test_only_who_proposed_it_withdraws(task, supervisor, proposed):
    proposal = proposed(task, title="新题目")
    assert supervisor.post(page_of(proposal, "withdraw-correction")).status_code == 403


def test_who_comes_second_gets_409_and_keeps_his_words(task, supervisor, proposed):
    proposal = proposed(task, title="新题目")
    late = signed_in(make_user(role="supervisor"))
    supervisor.post(page_of(proposal), {"decision": "agree"})
    page = late.post(page_of(proposal), {"decision": "refuse", "reason": "原文并无此误"})
    assert page.status_code == 409
    assert "此更正已作处理：2015-06-18 乙某，已同意" in page.text
    assert "原文并无此误" in page.text


def test_what_does_not_fit_any_more_is_one_clear_sentence(task, admin, supervisor, proposed):
    proposal = proposed(task, title="新题目")
    type(task.plan).objects.update(second_consent=False)
    save(admin, task, key_focus="新重点")
    page = supervisor.post(page_of(proposal), {"decision": "agree"})
    assert page.status_code == 409
    assert "该更正已不符合现状，未作任何改动，现予关闭。此后已另作更正：" in page.text
    proposal.refresh_from_db()
    assert proposal.state == "outdated"
    assert "已失效" in supervisor.get(page_of(proposal)).text


def test_the_page_of_another_plan_has_it_not(task, supervisor, proposed):
    proposal = proposed(task, title="新题目")
    assert supervisor.get(address("consent", make_plan(), proposal.pk)).status_code == 404


@pytest.mark.parametrize("of", ["task", "milestone"])
def test_the_page_of_the_task_shows_what_waits_to_those_who_may_decide(
    task, admin, supervisor, viewer, of
):
    proposal = make_proposed_correction({"task": task, "milestone": task.milestones.get()}[of])
    at = address("task", task.plan, 11)
    for client in (supervisor, admin):
        page = client.get(at).text
        assert WAITS in page
        assert page_of(proposal) in page
    assert WAITS not in viewer.get(at).text
    assert WAITS not in supervisor.get(at, {"as_of": "2015-06-17"}).text
    ProposedCorrection.objects.update(
        state="withdrawn", decided_by=proposal.proposed_by, decided_on=TODAY
    )
    assert WAITS not in supervisor.get(at).text


def test_the_document_shows_what_waits_of_the_plan_itself(task, supervisor, viewer):
    make_proposed_correction(task)
    at = address("document", task.plan)
    assert WAITS not in supervisor.get(at).text
    make_proposed_correction(task.plan)
    assert WAITS in supervisor.get(at).text
    assert WAITS not in viewer.get(at).text


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_ask_as_often_for_many_as_for_one(
    task, supervisor, number, django_assert_num_queries
):
    for milestone in [task, *(make_milestone(task=task) for _time in range(number))]:
        proposal = make_proposed_correction(milestone)
    with django_assert_num_queries(PINS["task"]):
        supervisor.get(address("task", task.plan, 11))
    with django_assert_num_queries(PINS["consent"]):
        supervisor.get(page_of(proposal))


@pytest.mark.parametrize("in_use_from", [date(2015, 1, 1), None])
def test_it_is_a_duty_of_the_supervisors_desk(task, supervisor, in_use_from):
    type(task.plan).objects.update(in_use_from=in_use_from)
    proposal = make_proposed_correction(task)
    page = supervisor.get(address("desk", task.plan)).text
    assert "待同意的更正" in page
    assert page_of(proposal) in page


def test_those_who_may_decide_hear_of_it_and_the_proposer_of_the_outcome(
    task, first, second, supervisor, proposed
):
    other, _viewer = make_user(role="admin"), make_user(role="viewer")
    make_user(role="supervisor", is_active=False)
    proposal = proposed(task, title="新题目", **{"milestones-0-text": "制定细则"})
    assert set(Mail.objects.values_list("recipient", flat=True)) == {second.pk, other.pk}
    told = second.mails.get()
    assert told.subject == "有一项更正待您同意：11 旧题目"
    assert told.body["opening"].splitlines()[0] == "6月18日 甲某：校对原文"
    assert "标题：旧题目 → 新题目" in told.body["opening"]
    assert "“制定细则” " in told.body["opening"]
    assert page_of(proposal) in str(told.body)
    supervisor.post(page_of(proposal), {"decision": "agree"})
    outcome = first.mails.get()
    assert outcome.subject == "您提出的更正已同意：11 新题目"
    assert outcome.body["opening"].splitlines()[0] == "6月18日 乙某"
    assert Event.objects.count() == 2


def test_those_who_may_decide_hear_that_it_was_withdrawn(task, admin, first, second, proposed):
    admin.post(page_of(proposed(task, title="新题目"), "withdraw-correction"))
    assert {mail.recipient for mail in Mail.objects.all()} == {second}
    told = second.mails.filter(subject="一项更正已撤回：11 旧题目").get()
    assert told.body["opening"].splitlines() == ["6月18日 甲某", "标题：旧题目 → 新题目"]


def test_the_digest_leads_to_what_waits(task):
    proposal = make_proposed_correction(task, reason="校对原文")
    plan = proposal.plan
    line = correction_line(proposal, News(plan, TODAY, Roll(TODAY)))
    assert line.text == str(task)
    assert "校对原文" in line.note
    assert line.path == page_of(proposal)
