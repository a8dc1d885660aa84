"""Supervision as people see it: proposals, slips, their papers."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from tasks.models import Slip
from tasks.plan.recording import Conflict
from tasks.slips import acts
from tests.factories import TODAY, make_assignment, make_report, make_unit, make_user
from tests.supervising import make_slip, overdue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)


@pytest.fixture
def unit():
    return make_unit(name="区水务局")


@pytest.fixture
def supervisor(client):
    person = make_user(role="supervisor", unit=make_unit())
    client.force_login(person)
    return person


@pytest.fixture
def liaison(client, unit):
    person = make_user(role="liaison", unit=unit)
    client.force_login(person)
    return person


def at(plan, name, *args, **query):
    return reverse(name, args=[plan.slug, *args], query=query)


def words(*milestones, **changed):
    """What the page for issuing sends for these milestones."""
    data = {"m": [row.pk for row in milestones]}
    for row in milestones:
        data[f"m{row.pk}-requirement"] = changed.get("requirement", "请加快。")
        data[f"m{row.pk}-reply_by"] = changed.get("reply_by", TODAY + 5 * DAY)
    return data


def test_the_page_proposes_and_offers_to_issue_to_supervisors_only(plan, task, client, client_as):
    overdue(task)
    page = client_as("supervisor").get(at(plan, "supervision")).content.decode()
    assert "区水务局" in page
    assert 'name="m"' in page
    page = client_as("viewer").get(at(plan, "supervision")).content.decode()
    assert "区水务局" in page
    assert 'name="m"' not in page


def test_the_chosen_are_shown_with_their_words_and_issued_together(plan, task, supervisor, client):
    rows = [overdue(task), overdue(task, 40), overdue(task)]
    page = client.get(at(plan, "issue-slips", m=[row.pk for row in rows[:2]]))
    assert len(page.context["forms"]) == 2
    answer = client.post(at(plan, "issue-slips"), words(*rows[:2], requirement="请说明。"))
    assert answer.url == at(plan, "supervision")
    assert sorted(Slip.objects.values_list("number", "requirement")) == [
        (1, "请说明。"),
        (2, "请说明。"),
    ]
    said = client.get(answer.url).content.decode()
    assert "督办〔2015〕1号" in said
    assert "督办〔2015〕2号" in said


def test_who_has_nobody_that_reads_it_is_named_before_it_is_issued(plan, task, supervisor, client):
    milestone = overdue(task)
    group = make_unit(name="各街道", kind="group")
    read, silent = make_unit(name="新安街道"), make_unit(name="西乡街道")
    group.members.set([read, silent])
    make_assignment(task, group)
    make_user(role="liaison", unit=read)
    page = client.get(at(plan, "issue-slips", m=[milestone.pk]))
    assert [one.name for one in page.context["forms"][0].unread] == ["区水务局", "西乡街道"]
    assert "区水务局、西乡街道" in page.text
    assert client.post(at(plan, "issue-slips"), words(milestone)).status_code == 302


def test_nothing_chosen_says_so(plan, supervisor, client):
    for answer in (client.get(at(plan, "issue-slips")), client.post(at(plan, "issue-slips"))):
        assert "请至少勾选一项" in answer.content.decode()


@pytest.mark.parametrize("wrong", [{"requirement": ""}, {"reply_by": TODAY - DAY}])
def test_one_bad_field_issues_nothing_and_keeps_the_words(wrong, plan, task, supervisor, client):
    good, bad = overdue(task), overdue(task)
    data = words(good, requirement="写好的话。") | {
        key: value for key, value in words(bad, **wrong).items() if key != "m"
    }
    answer = client.post(at(plan, "issue-slips"), data | {"m": [good.pk, bad.pk]})
    assert not Slip.objects.exists()
    assert "写好的话。" in answer.content.decode()


def test_what_is_no_longer_proposed_is_told_and_the_words_stay(plan, task, supervisor, client):
    milestone, other = overdue(task), overdue(task)
    make_slip(other)
    answer = client.post(at(plan, "issue-slips"), words(milestone, other, requirement="我写的。"))
    assert answer.status_code == 409
    assert "我写的。" in answer.content.decode()
    assert Slip.objects.count() == 1


def test_a_slip_issued_in_the_same_moment_by_another_is_a_conflict(
    plan, task, supervisor, client, monkeypatch
):
    milestone = overdue(task)

    def too_late(*args, **kwargs):
        raise Conflict(())

    monkeypatch.setattr(acts, "issue", too_late)
    answer = client.post(at(plan, "issue-slips"), words(milestone))
    assert answer.status_code == 409


def test_of_those_chosen_all_are_issued_or_none(plan, task, supervisor, client, monkeypatch):
    first, second = overdue(task), overdue(task)
    issue = acts.issue

    def too_late_for_the_second(milestone, *args, **said):
        if milestone.pk == second.pk:
            raise Conflict(())
        return issue(milestone, *args, **said)

    monkeypatch.setattr(acts, "issue", too_late_for_the_second)
    assert client.post(at(plan, "issue-slips"), words(first, second)).status_code == 409
    assert not Slip.objects.exists()


def test_an_answer_can_be_asked_for_today(plan, task, supervisor, client):
    client.post(at(plan, "issue-slips"), words(overdue(task), reply_by=TODAY))
    assert Slip.objects.get().reply_by == TODAY


def test_the_sheet_reads_like_the_paper(plan, task, unit, supervisor, client):
    slip = make_slip(overdue(task), unit, number=17)
    page = client.get(at(plan, "slip", slip.pk)).content.decode()
    for said in (
        "督办〔2015〕17号",
        f"关于加快办理“{task.title}”的黄色督办单",
        "区水务局：",
        "2015年6月25日前书面回复",
    ):
        assert said in page


def test_the_word_file_comes_as_a_download(plan, task, supervisor, client):
    slip = make_slip(overdue(task), number=17)
    answer = client.get(at(plan, "slip-word", slip.pk))
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert b"".join(answer.streaming_content).startswith(b"PK")


# What text pasted from PDF, WPS or a terminal brings along, and Word files cannot hold.
STRAY = "\x01\x02\x07\x08\x0b\x0c\x13\x15\x1b\x1e\x1f\ufdd0\ufffe\uffff"


def word_file(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    paragraphs = Document(BytesIO(b"".join(answer.streaming_content))).paragraphs
    return "\n".join(paragraph.text for paragraph in paragraphs)


@pytest.mark.parametrize("stray", STRAY, ids=ascii)
def test_stray_characters_are_left_out_where_words_come_in(stray, plan, task, supervisor, client):
    row = overdue(task)
    client.post(at(plan, "issue-slips"), words(row, requirement=f"请{stray}办。"))
    slip = Slip.objects.get()
    assert slip.requirement == "请办。"
    assert "请办。" in word_file(client, at(plan, "slip-word", slip.pk))


@pytest.mark.parametrize("stray", STRAY, ids=ascii)
def test_stray_characters_stored_long_ago_break_no_paper(stray, plan, task, supervisor, client):
    task.title, task.schedule = f"题{stray}目", f"进{stray}度"
    task.save()
    row = overdue(task, text=f"完{stray}成")
    make_report(row, done=f"第1号文{stray}")
    bad = make_unit(name=f"区{stray}办")
    said = {"grounds": f"逾{stray}期", "requirement": f"请{stray}办", "referral": f"核{stray}查"}
    slip = make_slip(row, bad, level=3, referred_on=TODAY, **said)
    assert "请" in word_file(client, at(plan, "slip-word", slip.pk))
    assert "第1号文" in word_file(client, at(plan, "referral-word", slip.pk))


def test_a_referral_is_written_and_then_there_is_its_file(plan, task, supervisor, client):
    slip = make_slip(overdue(task), level=3)
    assert client.get(at(plan, "referral-word", slip.pk)).status_code == 404
    answer = client.post(at(plan, "refer-slip", slip.pk), {"text": "建议核查。"})
    assert answer.url == at(plan, "slip", slip.pk)
    assert client.get(at(plan, "referral-word", slip.pk)).status_code == 200
    assert at(plan, "referral-word", slip.pk) in client.get(answer.url).content.decode()


def test_a_slip_is_withdrawn_with_a_reason(plan, task, supervisor, client):
    slip = make_slip(overdue(task))
    address = at(plan, "withdraw-slip", slip.pk)
    assert client.get(address).status_code == 200
    assert client.post(address, {"text": ""}).status_code == 200
    assert client.post(address, {"text": "日期有误。"}).status_code == 302
    assert client.post(address, {"text": "再来。"}).status_code == 409
    assert "日期有误。" in client.get(at(plan, "slip", slip.pk)).content.decode()


def test_the_unit_confirms_on_the_desk_and_answers(plan, task, unit, liaison, client):
    receipt = make_slip(overdue(task), unit).receipts.get()
    desk = client.get(at(plan, "desk")).content.decode()
    assert at(plan, "receive-slip", receipt.pk) in desk
    receive = at(plan, "receive-slip", receipt.pk)
    assert client.post(receive, {"next": at(plan, "desk")}).url == at(plan, "desk")
    assert "该督办单已签收" in client.post(receive, follow=True).content.decode()
    assert at(plan, "answer-slip", receipt.pk) in client.get(at(plan, "desk")).content.decode()
    answer = client.post(at(plan, "answer-slip", receipt.pk), {"text": "已加快。"})
    assert "已加快。" in client.get(answer.url).content.decode()
    assert client.get(at(plan, "answer-slip", receipt.pk)).status_code == 200


@pytest.mark.parametrize("name", ["slip", "slip-word", "referral-word"])
def test_a_paper_is_not_there_before_its_day(name, plan, task, supervisor, client):
    slip = make_slip(overdue(task), level=3, referred_on=TODAY, referral="建议核查。")
    for day, status in (("2015-06-17", 404), ("2015-06-18", 200)):
        assert client.get(at(plan, name, slip.pk, as_of=day)).status_code == status


def test_a_referral_is_not_there_before_its_day(plan, task, supervisor, client):
    past = {"issued_on": TODAY - 9 * DAY, "reply_by": TODAY - 3 * DAY}
    slip = make_slip(overdue(task), level=3, referred_on=TODAY, referral="建议核查。", **past)
    answer = client.get(at(plan, "referral-word", slip.pk, as_of="2015-06-17"))
    assert answer.status_code == 404


def test_the_past_shows_the_slips_of_then_and_offers_no_action(plan, task, supervisor, client):
    slip = make_slip(overdue(task), number=17)
    then = client.get(at(plan, "supervision", as_of="2015-06-17")).content.decode()
    assert "督办〔2015〕17号" not in then
    page = client.get(at(plan, "slip", slip.pk, as_of="2015-06-18")).content.decode()
    assert at(plan, "withdraw-slip", slip.pk) in page
    page = client.get(at(plan, "slip", slip.pk, as_of="2015-06-19")).content.decode()
    assert at(plan, "withdraw-slip", slip.pk) not in page
