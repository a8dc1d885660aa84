"""The lead units' own plans: written by their staff, read by all, never overwritten unseen."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tasks.evidence import keeping as evidence
from tasks.evidence import kinds
from tasks.implementation.acts import save_plan
from tasks.models import EarlierDocument, Event, ImplementationPlan
from tests import files
from tests.factories import (
    TODAY,
    make_assignment,
    make_evidence,
    make_implementation,
    make_milestone,
    make_plan,
    make_step,
    make_task,
    make_unit,
    make_user,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
WORDS = {
    "seen": 0,
    "responsible": "王某",
    "phone": "0755-2999 1234",
    "working_group": "组长：王某",
    "form-TOTAL_FORMS": 3,
    "form-INITIAL_FORMS": 0,
    "form-0-text": "起草初稿",
    "form-0-due_on": "2015-06-25",
    "form-2-text": "征求意见",
    "form-2-due_on": "2015-07-10",
    "form-2-done_on": "",
}


@pytest.fixture
def part(plan):
    return make_assignment(make_task(plan=plan, number=11))


@pytest.fixture
def unit(client, part):
    """The lead unit's liaison officer, signed in."""
    client.force_login(make_user(role="liaison", unit=part.unit))
    return client


@pytest.fixture
def target(plan, part):
    return address("implementation", plan, part.pk)


def test_a_unit_writes_its_plan_and_everybody_reads_it(unit, client_as, plan, part, target):
    milestone = make_milestone(task=part.task)
    words = WORDS | {"document": files.upload("落实方案.pdf"), "form-0-milestone": milestone.pk}
    assert "落实方案已保存" in unit.post(target, words, follow=True).text
    saved = ImplementationPlan.objects.get()
    assert [(step.text, step.due_on) for step in saved.steps.all()] == [
        ("起草初稿", date(2015, 6, 25)),
        ("征求意见", date(2015, 7, 10)),
    ]
    assert (saved.version, saved.steps.first().milestone) == (1, milestone)
    assert Event.objects.get().action == "plan-work"
    viewer = client_as("viewer")
    for page in (target, address("task", plan, 11), address("timeline", plan)):
        assert "起草初稿" in viewer.get(page).text
    document = viewer.get(address("implementation-document", plan, part.pk))
    assert b"".join(document.streaming_content) == files.PDF
    assert "sandbox" in document["Content-Security-Policy"]


def test_the_desk_reminds_of_own_steps(unit, plan, part):
    saved = make_implementation(part)
    make_step(plan=saved, text="近期一步")
    make_step(plan=saved, text="已办一步", done_on=TODAY)
    make_step(plan=saved, text="远期一步", due_on=date(2015, 7, 19))
    make_step(text="别人的一步")
    page = unit.get(address("desk", plan)).text
    said = [words in page for words in ("近期一步", "已办一步", "远期一步", "别人的一步")]
    assert said == [True, False, False, False]


def test_it_can_be_changed_and_keeps_its_document(unit, part, target):
    saved = make_implementation(part, document_name="方案.pdf", document_sha256="0" * 64)
    make_step(plan=saved, text="旧的一步")
    page = unit.get(target).text
    assert 'value="某甲"' in page
    unit.post(target, WORDS | {"seen": 1, "form-2-due_on": "2015-06-25"})
    saved = ImplementationPlan.objects.latest("version")
    assert [step.text for step in saved.steps.all()] == ["起草初稿", "征求意见"]
    assert (saved.responsible, saved.document_name, saved.version) == ("王某", "方案.pdf", 2)


def test_a_colleague_who_was_faster_is_not_overwritten(unit, part, target):
    colleague = make_user(role="head", unit=part.unit)
    words = {"responsible": "李某", "phone": "0755-1111", "working_group": ""}
    save_plan(part, by=colleague, on=TODAY, seen=0, words=words, steps=[])
    answer = unit.post(target, WORDS)
    assert answer.status_code == 409
    for said in ("李某", "王某", "起草初稿", 'name="seen" value="1"'):
        assert said in answer.text
    assert ImplementationPlan.objects.get().responsible == "李某"
    assert unit.post(target, WORDS | {"seen": 1}).status_code == 302


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"phone": "打我电话"}, "请填写数字"),
        ({"responsible": ""}, "错误："),
        ({"form-1-text": "论证"}, "请填写该步骤的日期"),
        ({"form-1-text": "论证", "form-1-due_on": "2015-02-30"}, "错误："),
        ({"document": files.upload("方案.pdf", b"<html>")}, "与扩展名不符"),
        ({"document": files.upload("照片.jpg", files.JPG)}, "可上传：pdf、docx、wps、ofd"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_lost(unit, target, change, sentence):
    answer = unit.post(target, WORDS | change)
    assert sentence in answer.text
    assert "起草初稿" in answer.text
    assert not ImplementationPlan.objects.exists()


def test_a_step_of_a_day_that_has_passed_is_asked_about_unless_it_is_done(unit, target):
    past = WORDS | {"form-0-due_on": "2015-06-17"}
    assert "该日期已过（今天是2015-06-18）" in unit.post(target, past).text
    assert not ImplementationPlan.objects.exists()
    assert unit.post(target, past | {"form-0-done_on": "2015-06-18"}).status_code == 302
    again = past | {"seen": 1, "form-INITIAL_FORMS": 1, "form-0-done_on": ""}
    assert unit.post(target, again).status_code == 302  # what stands is not asked about again
    again |= {"form-0-due_on": "2015-06-16", "seen": 2}
    yes = {"form-0-due_on_asked": "2015-06-16", "form-0-due_on_answer": "on"}
    assert "该日期已过" in unit.post(target, again).text
    assert unit.post(target, again | yes).status_code == 302
    assert "该日期已过" in Event.objects.latest("pk").asked


def test_others_read_and_change_nothing(client_as, plan, part, target):
    for role in ("liaison", "supervisor", "admin"):
        client = client_as(role)
        assert client.get(target).status_code == 200
        assert client.post(target, WORDS).status_code == 403
    helper = make_assignment(part.task, role="participating")
    assert client_as("viewer").get(address("implementation", plan, helper.pk)).status_code == 404
    assert (
        client_as("viewer").get(address("implementation-document", plan, part.pk)).status_code
        == 404
    )


def test_only_the_lead_unit_itself_saves(part):
    words = {"responsible": "李某", "phone": "0755-1111", "working_group": ""}
    helper = make_assignment(part.task, role="participating")
    for mine in (make_unit(), helper.unit):
        person = make_user(role="liaison", unit=mine)
        for target in (part, helper):
            with pytest.raises(PermissionDenied):
                save_plan(target, by=person, on=TODAY, seen=0, words=words, steps=[])


def test_supervisors_see_who_has_none(client_as, plan, part):
    unit = make_unit(name="区慢局")
    for _time in range(2):
        make_assignment(make_task(plan=plan), unit)
    make_implementation(part)
    missing = client_as("supervisor").get(address("implementation-list", plan)).context["missing"]
    assert missing == [(unit, 2)]


def test_a_document_that_is_also_evidence_stays(
    part, target, unit, django_capture_on_commit_callbacks
):
    """Bytes are shared; discarding a file does not take another's document away."""
    unit.post(target, WORDS | {"document": files.upload("方案.pdf")})
    sha256 = ImplementationPlan.objects.get().document_sha256
    file = make_evidence(make_milestone(task=part.task), sha256=sha256)
    with django_capture_on_commit_callbacks(execute=True):
        evidence.discard(file)
    assert ImplementationPlan.objects.get().open().read() == files.PDF


@pytest.mark.parametrize("tasks", [1, 5])
def test_the_list_asks_as_often_for_many(tasks, client_as, plan, part, django_assert_num_queries):
    for _time in range(tasks):
        make_step(plan=make_implementation(make_assignment(make_task(plan=plan))))
    viewer = client_as("viewer")
    with django_assert_num_queries(6):
        viewer.get(address("implementation-list", plan))


def test_a_document_that_was_replaced_stays_readable(unit, client_as, plan, part, target):
    one, two = files.PDF, files.PDF + b"2"
    for seen, (name, content) in enumerate([("一.pdf", one), ("二.pdf", two), ("二.pdf", two)]):
        unit.post(target, WORDS | {"seen": seen, "document": files.upload(name, content)})
    earlier = EarlierDocument.objects.get()
    assert (earlier.name, earlier.until_on) == ("一.pdf", TODAY)
    viewer = client_as("viewer")
    download = address("earlier-document", plan, earlier.pk)
    assert download in viewer.get(target).text
    answer = viewer.get(download)
    assert answer.getvalue() == one
    assert "sandbox" in answer["Content-Security-Policy"]
    assert viewer.get(address("earlier-document", make_plan(), earlier.pk)).status_code == 404


def test_the_bytes_of_a_replaced_document_stay(
    unit, target, part, django_capture_on_commit_callbacks
):
    for seen, content in enumerate([files.PDF, files.PDF + b"2"]):
        unit.post(target, WORDS | {"seen": seen, "document": files.upload("一.pdf", content)})
    earlier = EarlierDocument.objects.get()
    file = make_evidence(make_milestone(task=part.task), sha256=earlier.sha256)
    with django_capture_on_commit_callbacks(execute=True):
        evidence.discard(file)
    assert earlier.open().read() == files.PDF


def test_documents_count_among_the_files_of_a_day(unit, part, target, monkeypatch):
    """Also those that were replaced since; what was typed stays."""
    monkeypatch.setattr(kinds, "FILES_A_DAY", 2)
    for seen in range(3):
        document = files.upload("一.pdf", files.PDF + bytes([seen]))
        answer = unit.post(target, WORDS | {"seen": seen, "document": document})
    assert "每人 24 小时内最多上传 2 个文件" in answer.text
    assert "起草初稿" in answer.text
    assert (ImplementationPlan.objects.get().version, EarlierDocument.objects.count()) == (2, 1)
    assert unit.post(target, WORDS | {"seen": 2}).status_code == 302


def test_documents_count_among_the_bytes_of_a_day(unit, part, target, monkeypatch):
    unit.post(target, WORDS | {"document": files.upload("一.pdf")})
    monkeypatch.setattr(kinds, "BYTES_A_DAY", len(files.PDF) - 1)
    more = files.upload("二.pdf", files.PDF + b"2")
    assert "每人 24 小时内" in unit.post(target, WORDS | {"seen": 1, "document": more}).text
