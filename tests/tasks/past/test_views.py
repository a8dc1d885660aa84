"""The page of work done before: typed or from a sheet, looked through, entered, undone."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tasks.models import Evidence, Milestone, PastBatch
from tasks.past.rules import MOST, What
from tests.entering import entered, entry
from tests.factories import TODAY, changed, make_extension, make_milestone, make_task, make_user
from tests.files import PDF, upload
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)


@pytest.fixture
def supervisor(client):
    person = make_user(role="supervisor", name="督查员甲", language="en")
    client.force_login(person)
    return person


@pytest.fixture
def page(client, supervisor, plan):
    """``page(**words)`` sends the page; without words it is fetched."""
    at = reverse("past", args=[plan.slug])
    return lambda **words: client.post(at, words) if words else client.get(at)


def words_of(milestone, **fields):
    words = {"what": "done", "day": "2015-06-01", "words": "印发制度3项。", "seen": "0"} | fields
    return {f"m{milestone.pk}-{name}": value for name, value in words.items()}


def packed(*milestones, **fields):
    words = {"what": "done", "day": "2015-06-01", "new_due_on": "", "words": "印发制度3项。"}
    rows = [{"milestone": one.pk, "seen": "0"} | words | fields for one in milestones]
    return {"rows": json.dumps(rows)}


def said(answer):
    return [problem.sentence for problem in answer.context["problems"]]


def test_the_page_lists_what_is_open(page, task, milestone):
    make_milestone(task=task, stage="done", completed_on=TODAY)
    make_extension(make_milestone(task=task))
    answer = page()
    assert [form.about for form, _files in answer.context["rows"]] == [milestone]
    assert not PastBatch.objects.exists()


def test_one_project_can_be_chosen_and_nonsense_chooses_all(client, supervisor, plan, milestone):
    make_milestone(task=make_task(plan=plan))
    number = milestone.task.project.number
    for project, listed in ((number, 1), ("x", 2), ("９" * 30, 2)):
        answer = client.get(address("past", plan, project=project))
        assert len(answer.context["rows"]) == listed


def test_a_long_list_stands_on_several_pages(client, supervisor, plan, task, unit):
    for _number in range(51):
        make_milestone(task=task)
    answer = client.get(address("past", plan, page=2))
    assert len(answer.context["rows"]) == 1
    assert "1 / 2" in client.get(address("past", plan)).text


def test_what_is_typed_is_shown_and_not_entered_yet(page, task, milestone):
    make_milestone(task=task)
    answer = page(**words_of(milestone), preview="1")
    assert [(form.about, effect) for form, _entry, _files, effect in answer.context["rows"]] == [
        (milestone, "29 days early")
    ]
    assert not PastBatch.objects.exists()
    again = page(enter="1", rows=answer.context["draft"].packed())
    batch = PastBatch.objects.get()
    assert again.url == reverse("past-batch", args=[task.plan.slug, batch.pk])
    assert Milestone.objects.get(pk=milestone.pk).completed_on == date(2015, 6, 1)


def test_the_way_back_keeps_what_was_typed(page, milestone):
    answer = page(edit="1", **packed(milestone))
    ((form, _files),) = answer.context["rows"]
    assert form["words"].value() == "印发制度3项。"


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"day": ""}, "Day"),
        ({"words": " "}, "Words"),
        ({"what": ""}, "What"),
        ({"what": "dreamt"}, "What"),
        ({"day": "31 June"}, "Day"),
        ({"day": str(TODAY + DAY)}, "Day"),
        ({"words": "长" * 1001}, "Words"),
        ({"what": "extended"}, "Approved date"),
        ({"new_due_on": "2015-07-31"}, "Approved date"),
        ({"what": "extended", "new_due_on": "2015-06-30"}, "Approved date"),
    ],
)
def test_what_is_wrong_is_named_beside_its_field(page, milestone, fields, column):
    answer = page(**words_of(milestone, **fields), preview="1")
    (problem,) = answer.context["problems"]
    assert f"“{column}”" in problem.where and str(milestone.task.number) in problem.where
    assert problem.sentence and problem.link.startswith(f"#id_m{milestone.pk}-")
    assert f'id="{problem.link[1:]}"' in answer.text


@pytest.mark.parametrize("day", ["2015-06-01", "2015/6/1", "2015.6.1", "2015年6月1日"])
def test_days_are_written_as_people_write_them(page, milestone, day):
    answer = page(**words_of(milestone, day=day), preview="1")
    assert answer.context["draft"].entries()[0].day == date(2015, 6, 1)


def test_nothing_typed_says_so(page, milestone):
    empty = words_of(milestone, what="", day="", words="")
    assert "1 to 300" in said(page(**empty, preview="1"))[0]
    assert "1 to 300" in said(page(enter="1", rows="[]"))[0]


@pytest.mark.parametrize(
    "rows",
    ["", "{", "[1]", "[[]]", '[{"milestone": 1e400, "seen": ""}]', '{"a": 1}', '[{"seen": 1}]'],
)
def test_what_nobody_packed_enters_nothing(page, milestone, rows):
    assert page(enter="1", rows=rows).status_code == 409
    assert page(edit="1", rows=rows).status_code == 200


def test_too_many_at_once_are_refused(page, milestone):
    assert "1 to 300" in said(page(enter="1", **packed(*[milestone] * (MOST + 1))))[0]


def test_what_nobody_knows_is_named(page, task, milestone):
    other = make_milestone()
    gone = type("Gone", (), {"pk": 2**70})
    answer = page(enter="1", **packed(other, gone))
    assert said(answer) == ["This milestone does not exist."] * 2


def test_what_changed_meanwhile_keeps_all_back_and_the_words(page, task, milestone):
    other = make_milestone(task=task)
    rows = packed(milestone, other)
    changed(other, version=1)
    answer = page(enter="1", **rows)
    assert answer.status_code == 409
    assert "This changed while you were writing" in said(answer)[0]
    assert answer.text.count("印发制度3项。") >= 2
    changed(other, stage="stopped", stopped_on=TODAY)
    answer = page(enter="1", **rows)
    assert "this is: Stopped. 印发制度3项。" in said(answer)[0]
    make_extension(other)
    changed(other, stage="open", stopped_on=None)
    assert "please decide it first" in said(page(enter="1", **rows))[0]
    assert not PastBatch.objects.exists()


def test_of_two_at_once_the_second_keeps_his_words(page, milestone, monkeypatch):
    rows = packed(milestone)
    from tasks.past import views  # noqa: PLC0415

    def slowly(packed_rows, *given):
        draft = views_looked(packed_rows, *given)
        changed(milestone, version=1)
        return draft

    views_looked = views.looked_through
    monkeypatch.setattr(views, "looked_through", slowly)
    answer = page(enter="1", **rows)
    assert answer.status_code == 409
    assert "印发制度3项。" in answer.text


def test_an_odd_day_is_asked_about_once(page, plan, task):
    early = make_milestone(task=task, due_on=date(2015, 1, 31))
    before = packed(early, day="2015-01-20")
    answer = page(**words_of(early, day="2015-01-20"), preview="1")
    assert "Was it done before?" in answer.text
    assert "please say that they are meant" in page(enter="1", **before).text
    assert not PastBatch.objects.exists()
    assert page(enter="1", meant="1", **before).status_code == 302
    assert "2015-01-20" in early.events.get().asked


def test_files_wait_for_their_milestone(page, milestone, supervisor):
    name = f"m{milestone.pk}-files"
    answer = page(**words_of(milestone, words=""), **{name: upload("纪要.pdf", PDF)}, preview="1")
    file = Evidence.objects.unsent().get()
    assert file.unit == milestone.task.units.get()
    assert "纪要.pdf" in answer.text
    answer = page(**words_of(milestone, what="reported"), remove=file.pk)
    ((form, files),) = answer.context["rows"]
    assert (form["what"].value(), files) == ("reported", ())
    page(**words_of(milestone), **{name: upload("纪要.pdf", PDF)}, preview="1")
    assert "纪要.pdf" in page(**words_of(milestone), preview="1").text
    page(enter="1", **packed(milestone))
    assert Evidence.objects.get().request.batch


def test_a_file_that_is_not_taken_is_named(page, milestone):
    wrong = {f"m{milestone.pk}-files": upload("纪要.exe", b"MZ")}
    answer = page(**words_of(milestone), **wrong, preview="1")
    assert "纪要.exe" in said(answer)[0]
    assert not Evidence.objects.exists()


def test_words_of_a_session_that_ended_are_back(client, supervisor, plan, milestone):
    at = reverse("past", args=[plan.slug])
    for sent, field in ((words_of(milestone), "words"), (packed(milestone), "words")):
        client.logout()
        client.post(at, sent | {"by": supervisor.pk, "looked": "1434600000.5"})
        client.force_login(supervisor)
        session = client.session
        session["unsent"] = {"path": at, "by": str(supervisor.pk), "fields": sent}
        session.save()
        ((form, _files),) = client.get(at).context["rows"]
        assert form[field].value() == "印发制度3项。"


def test_an_archived_plan_says_that_it_is_only_read(page, plan, milestone):
    plan.closing_from = plan.archived_from = TODAY
    plan.save()
    assert "archived" in page().context["refused"]
    assert page(enter="1", **packed(milestone)).status_code == 409


def test_a_batch_shows_what_it_entered_and_is_undone_with_a_reason(
    client, supervisor, page, task, milestone
):
    batch = entered(entry(milestone), by=supervisor)
    at = reverse("past-batch", args=[task.plan.slug, batch.pk])
    answer = client.get(at)
    assert "印发制度3项。" in answer.text
    assert "2015-05-20" in answer.text
    assert client.post(at, {"text": ""}).status_code == 200
    assert client.post(at, {"text": "录错了"}).url == reverse("past", args=[task.plan.slug])
    assert "录错了" in client.get(at).text
    assert "undone" in page().text
    assert client.post(at, {"text": "录错了"}).status_code == 409


def test_a_batch_on_which_something_followed_says_what(client, supervisor, task, milestone):
    first = entered(entry(milestone, What.EXTENDED, new_due_on=date(2015, 7, 31)), by=supervisor)
    entered(entry(milestone, day=TODAY), by=supervisor)
    answer = client.post(reverse("past-batch", args=[task.plan.slug, first.pk]), {"text": "录错了"})
    assert "something followed" in answer.text


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_ask_as_often_for_many_as_for_one(
    number, page, task, milestone, django_assert_num_queries
):
    several = [milestone, *(make_milestone(task=task) for _time in range(number - 1))]
    with django_assert_num_queries(11):
        page()
    typed = {name: value for one in several for name, value in words_of(one).items()}
    with django_assert_num_queries(8):
        page(**typed, preview="1")
