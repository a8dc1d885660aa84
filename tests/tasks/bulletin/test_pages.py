"""The pages of bulletins: who reads which, what two at once see, and what an earlier day shows."""

import re
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from tasks.bulletin import acts
from tasks.bulletin.models import Bulletin
from tests.factories import TODAY, make_unit, make_user
from tests.pages import address
from tests.supervising import make_bulletin
from units.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LANGUAGE = {"language": "en"}


@pytest.fixture
def writer(supervisor, client):
    supervisor.language = "en"
    supervisor.save()
    client.force_login(supervisor)
    return client


def reader(client, role):
    unit = make_unit() if role in ("liaison", "head") else None
    client.force_login(make_user(role=role, unit=unit, **LANGUAGE))
    return client


def main(page):
    return page.text.partition("<main")[2].partition("</main>")[0]


def seen_on(page):
    """The version that a page showed."""
    return re.search(r'name="seen" value="(\d+)"', main(page))[1]


def test_a_supervisor_chooses_a_period_and_lands_on_the_draft(writer, plan, promises):
    page = writer.get(address("begin-bulletin", plan))
    form = page.context["form"]
    assert [str(form[name].value()) for name in ("first_on", "last_on")] == [
        "2015-05-01",
        "2015-05-31",
    ]
    sent = {"first_on": "2015-05-01", "last_on": "2015-05-31", "layout": "periodical"}
    sent["next"] = page.context["next"]
    answer = writer.post(address("begin-bulletin", plan), sent, follow=True)
    draft = Bulletin.objects.get()
    assert answer.redirect_chain[-1][0] == address("bulletin-draft", plan, draft.pk)
    assert draft.layout == "periodical"


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2015-05-31", "2015-05-01", "The period ends before it begins."),
        ("2015-06-01", "2015-06-19", "The period is not over yet"),
        ("2014-06-18", "2015-06-18", "A bulletin tells of a year at most"),
        ("2015-01-01", "2015-02-04", "There is nothing to tell of that time"),
    ],
)
def test_a_period_of_which_nothing_can_be_told_is_one_sentence(
    first, last, sentence, writer, plan, promises
):
    sent = {"first_on": first, "last_on": last, "layout": "red-head"}
    page = writer.post(address("begin-bulletin", plan), sent)
    [error] = page.context["form"].non_field_errors()
    assert error.startswith(sentence)
    assert Bulletin.objects.count() == 0


def test_each_section_stands_in_its_field_beside_what_the_records_say(writer, plan, bulletin):
    page = main(writer.get(address("bulletin-draft", plan, bulletin.pk)))
    assert page.count("<textarea") == 6
    field, beside = page.partition('id="done"')[2].split("</textarea>")[:2]
    assert field.endswith("“完成建章立制工作”。")
    link = address("milestone-list", plan, since="2015-04-30", changed="done", as_of="2015-05-31")
    assert f'<a class="count" href="{link.replace("&", "&amp;")}">1</a>' in beside
    assert page.count("<table>") == 3


def test_a_section_is_written_and_what_the_records_say_taken_again(writer, plan, bulletin):
    to = address("write-section", plan, bulletin.pk, "done")
    answer = writer.post(to, {"seen": "0", "text": "手写的办结情况。"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{address('bulletin-draft', plan, bulletin.pk)}#done"
    assert "手写的办结情况。</textarea>" in main(answer)
    answer = writer.post(to, {"seen": "1", "text": "别的。", "generated": "on"}, follow=True)
    assert "手写的办结情况。</textarea>" not in main(answer)
    assert "手写的办结情况。" in main(answer)  # among the former wordings
    assert bulletin.wordings.count() == 2


def test_who_comes_second_keeps_his_words_and_reads_the_others(writer, plan, bulletin):
    other = make_user(role="supervisor", unit=make_unit(), name="李四")
    acts.write(bulletin, "done", by=other, on=TODAY, seen=0, text="李四写的。")
    to = address("write-section", plan, bulletin.pk, "done")
    page = writer.post(to, {"seen": "0", "text": "我写的。"})
    assert page.status_code == 409
    assert "我写的。</textarea>" in main(page)
    assert "李四写的。" in page.context["form"].non_field_errors()[1]
    assert seen_on(page) == "1"
    writer.post(to, {"seen": "1", "text": "我写的。"})
    assert bulletin.wordings.first().text == "我写的。"


def test_a_section_that_is_none_is_not_there(writer, plan, bulletin):
    assert writer.get(address("write-section", plan, bulletin.pk, "weather")).status_code == 404


def test_the_head_is_rewritten_and_a_second_person_told(writer, plan, bulletin):
    to = address("bulletin-head", plan, bulletin.pk)
    first = writer.get(to)
    assert first.context["form"]["title"].value() == "关于五月推进情况的通报"
    head = {"first_on": "2015-05-01", "last_on": "2015-05-31", "layout": "red-head"}
    head |= {"title": "改过的题目", "addressees": "各街道", "seen": seen_on(first)}
    assert writer.post(to, head).status_code == 302
    page = writer.post(to, head | {"title": "第二个题目"})
    assert page.status_code == 409
    assert (seen_on(page), page.context["form"]["title"].value()) == ("1", "第二个题目")
    assert Bulletin.objects.get().title == "改过的题目"


def test_it_is_read_and_issued(writer, plan, bulletin):
    to = address("issue-bulletin", plan, bulletin.pk)
    page = writer.get(to)
    assert "（印发时编号）" in main(page)
    answer = writer.post(to, {"seen": seen_on(page), "roles": ["leader"]}, follow=True)
    assert answer.redirect_chain[-1][0] == address("bulletin", plan, bulletin.pk)
    assert "督通〔2015〕1号" in main(answer)
    assert "一、总体情况" in main(answer)
    for name in ("bulletin-draft", "bulletin-head", "issue-bulletin"):
        assert writer.get(address(name, plan, bulletin.pk)).status_code == 302
    assert writer.post(to, {"seen": seen_on(page), "roles": []}).status_code == 409


def test_what_changed_meanwhile_is_read_again_before_it_is_issued(
    writer, plan, bulletin, supervisor
):
    to = address("issue-bulletin", plan, bulletin.pk)
    seen = seen_on(writer.get(to))
    acts.write(bulletin, "done", by=supervisor, on=TODAY, seen=0, text="改了。")
    page = writer.post(to, {"seen": seen, "roles": ["leader"]})
    assert page.status_code == 409
    assert "改了。" in main(page)
    assert [page.context["form"]["roles"].value()] == [["leader"]]
    assert writer.post(to, {"seen": seen_on(page), "roles": ["leader"]}).status_code == 302


@pytest.mark.parametrize("role", User.Role.values)
def test_it_is_for_the_roles_that_were_chosen(role, plan, client):
    issued = make_bulletin(plan, issued_on=TODAY, roles=["supervisor", "leader"])
    draft = make_bulletin(plan)
    is_read, is_supervisor = role in ("supervisor", "leader"), role == "supervisor"
    pages = reader(client, role)
    listed = main(pages.get(address("bulletin-list", plan)))
    assert (issued.reference in listed) == is_read
    assert (f"/bulletins/{draft.pk}/draft/" in listed) == is_supervisor
    for name in ("bulletin", "bulletin-word"):
        status = pages.get(address(name, plan, issued.pk)).status_code
        assert status == (200 if is_read else 403)
        assert pages.get(address(name, plan, draft.pk)).status_code == 404
    status = pages.get(address("bulletin-draft", plan, draft.pk)).status_code
    assert status == (200 if is_supervisor else 403)


def test_an_earlier_day_shows_what_was_issued_then_and_no_buttons(writer, plan, supervisor):
    issued = make_bulletin(plan, issued_on=TODAY)
    make_bulletin(plan)
    yesterday = {"as_of": "2015-06-17"}
    listed = main(writer.get(address("bulletin-list", plan, **yesterday)))
    assert "No bulletin is published yet." in listed
    assert "btn" not in listed and "/draft/" not in listed
    assert writer.get(address("bulletin", plan, issued.pk, **yesterday)).status_code == 404
    correction = make_bulletin(plan, corrects=issued, issued_on=date(2015, 6, 20))
    assert "was corrected" not in main(writer.get(address("bulletin", plan, issued.pk)))
    later = main(writer.get(address("bulletin", plan, issued.pk, as_of="2015-06-20")))
    assert "was corrected" in later and correction.reference in later
    assert "correct/" not in later


def test_it_is_corrected_by_a_new_one_only(writer, plan, bulletin, promises):
    issued = make_bulletin(plan, issued_on=TODAY, layout="periodical")
    to = address("correct-bulletin", plan, issued.pk)
    assert f'href="{to}"' in main(writer.get(address("bulletin", plan, issued.pk)))
    page = writer.get(to)
    form = page.context["form"]
    assert issued.reference in main(page)
    sent = {name: str(form[name].value()) for name in ("first_on", "last_on", "layout")}
    assert sent == {"first_on": "2015-05-01", "last_on": "2015-05-31", "layout": "periodical"}
    writer.post(to, sent)
    assert issued.correction.addressees == issued.addressees
    assert "correct/" not in main(writer.get(address("bulletin", plan, issued.pk)))
    [error] = writer.post(to, sent).context["form"].non_field_errors()
    assert "exists already" in error
    assert writer.get(address("correct-bulletin", plan, bulletin.pk)).status_code == 404


def test_the_word_file_is_the_paper_of_the_day_of_issue(writer, plan):
    issued = make_bulletin(plan, issued_on=TODAY)
    answer = writer.get(address("bulletin-word", plan, issued.pk))
    said = [one.text for one in Document(BytesIO(b"".join(answer.streaming_content))).paragraphs]
    for words in ("区委督查室", issued.reference, issued.title, "一、总体情况", "已办结3个。"):
        assert words in said


def test_a_periodical_shows_its_issue(writer, plan, bulletin, supervisor):
    Bulletin.objects.update(layout="periodical")
    page = main(writer.get(address("issue-bulletin", plan, bulletin.pk)))
    assert "督查通报" in page and "第×期" in page
    assert "（印发时编号）" not in page


def test_a_plan_that_is_archived_takes_no_new_one(writer, plan, bulletin):
    plan.closing_from = plan.archived_from = TODAY
    plan.save()
    assert "btn-primary" not in main(writer.get(address("bulletin-list", plan)))
    for name, args in (("begin-bulletin", []), ("bulletin-draft", [bulletin.pk])):
        assert "This plan is archived" in main(writer.get(address(name, plan, *args)))


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_however_many_there_are(
    number, writer, plan, django_assert_num_queries
):
    for _time in range(number):
        make_bulletin(plan, issued_on=TODAY)
        make_bulletin(plan)
    writer.get(address("bulletin-list", plan))
    with django_assert_num_queries(5):
        writer.get(address("bulletin-list", plan))
