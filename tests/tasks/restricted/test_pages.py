"""The box with which a unit restricts what it files, and the supervisors' pages."""

import pytest
from django.urls import reverse

from tasks.models import CompletionRequest, Extension, Mail, ProgressReport, Restriction
from tasks.notices.acts import write_mornings
from tasks.plan.models.restriction import NOTICE
from tasks.restricted.acts import restrict
from tasks.restricted.rules import things_of
from tasks.workflow.acts.completion import request_completion, return_request
from tests.factories import (
    TODAY,
    make_assignment,
    make_batch,
    make_event,
    make_evidence,
    make_leader,
    make_report,
    make_restriction,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.supervising import make_inspection, make_instruction, make_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
WORDS = "已办结3项，见会议纪要。"
FILED = {
    "report": (ProgressReport, {"done": WORDS, "rating": "confident"}),
    "request-completion": (CompletionRequest, {"statement": WORDS, "completed_on": "2015-06-18"}),
    "request-extension": (
        Extension,
        {"reason": WORDS, "progress": WORDS, "measures": WORDS, "new_due_on": "2015-09-30"},
    ),
}


@pytest.fixture
def milestone(milestone, unit, liaison):
    """One of whose work a file was sent."""
    report = make_report(milestone, unit=unit)
    make_evidence(milestone, report=report, uploaded_by=liaison)
    return milestone


def page(name, milestone):
    return address(name, milestone.task.plan, milestone.pk)


@pytest.mark.parametrize("action", FILED)
def test_a_unit_restricts_what_it_files(action, milestone, unit, as_liaison):
    model, words = FILED[action]
    box = {"is_restricted": "on", "restricted_because": "涉及线索。", "seen": 0}
    answer = as_liaison.post(page(f"act-{action}", milestone), words | box)
    assert answer.status_code == 302
    row = Restriction.objects.get()
    filed = model.objects.order_by("-pk").first()
    said = (row.thing, list(row.units.all()), row.marked.unit, row.marked.note, row.task)
    assert said == (filed, [unit], unit, "涉及线索。", milestone.task)


@pytest.mark.parametrize("action", FILED)
def test_without_the_box_all_read_it(action, milestone, as_liaison):
    model, words = FILED[action]
    as_liaison.post(page(f"act-{action}", milestone), words | {"seen": 0})
    assert (model.objects.filter(milestone=milestone).exists(), Restriction.objects.count()) == (
        True,
        0,
    )


@pytest.mark.parametrize(
    ("box", "wrong"),
    [
        ({"is_restricted": "on"}, "restricted_because"),
        ({"restricted_because": "涉及线索。"}, "is_restricted"),
    ],
)
def test_the_box_and_the_reason_go_together(box, wrong, milestone, as_liaison):
    answer = as_liaison.post(page("act-report", milestone), FILED["report"][1] | {"seen": 0} | box)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [wrong]
    assert (WORDS in answer.text, milestone.reports.count()) == (True, 1)


def test_a_draft_keeps_the_box(milestone, as_liaison):
    at = page("act-report", milestone)
    box = {"is_restricted": "on", "restricted_because": "涉及线索。"}
    as_liaison.post(at, {"done": WORDS, "draft": "1", "seen": 0} | box)
    form = as_liaison.get(at).context["form"]
    assert [form[name].value() for name in box] == ["on", "涉及线索。"]


def test_another_unit_that_comes_second_does_not_read_what_happened(
    milestone, task, unit, liaison, client
):
    """Two units lead; of the one's restricted request the other reads that it was made."""
    other = make_unit(name="区农业局")
    make_assignment(task, other)
    late = make_user(role="liaison", unit=other)
    exception = "另一单位的部分不涉及本事项，经商定无需会签。"
    about = {"completed_on": TODAY, "statement": "秘密1件。", "exception": exception}
    request_completion(
        milestone, by=liaison, on=TODAY, seen=0, **about, restricted_because="线索。"
    )
    told = {}
    for person in (late, liaison):
        client.force_login(person)
        words = {"statement": WORDS, "completed_on": "2015-06-18", "seen": 0}
        answer = client.post(page("act-request-completion", milestone), words)
        told[person] = (answer.status_code, "秘密1件" in answer.text, str(NOTICE) in answer.text)
    assert told == {late: (409, False, True), liaison: (409, True, False)}


def test_a_sentence_about_who_was_faster_leaves_the_words_out(milestone, unit, client, task):
    given = make_instruction(task, unit)
    given.replies.update(state="answered", text="秘密2件。", replied_on=TODAY)
    row = make_restriction(given.replies.get(), unit, milestone=milestone)
    make_event(milestone, action="reply", note="秘密2件。", unit=unit, on=TODAY, instruction=given)
    client.force_login(given.given_by)
    answer = client.post(address("send-back-reply", task.plan, row.reply_id), {"text": "太空。"})
    assert (answer.status_code, "秘密2件" in answer.text) == (409, False)


class TestTheSupervisorsPages:
    def test_a_thing_is_restricted_and_the_way_leads_back(self, milestone, as_supervisor):
        report = milestone.reports.get()
        at = address("restrict-report", milestone.task.plan, report.pk)
        shown = as_supervisor.get(at).text
        assert (report.unit.name in shown, "lift" in shown) == (True, False)
        answer = as_supervisor.post(at, {"text": "涉及线索。"})
        task = address("task", milestone.task.plan, milestone.task.number)
        assert (answer.status_code, answer.url) == (302, f"{task}#m{milestone.order}")
        assert Restriction.objects.get().thing == report

    def test_what_is_restricted_says_who_reads_it_and_leads_on(
        self, milestone, as_supervisor, task
    ):
        report = milestone.reports.get()
        row = make_restriction(report, report.unit)
        plan = task.plan
        at = address("restrict-report", plan, report.pk)
        admit, lift = (address(name, plan, row.pk) for name in ("admit-leader", "lift-restriction"))
        text = as_supervisor.get(at).text
        assert (row.marked.note in text, admit in text, lift in text) == (True, False, True)
        leader = make_leader(user=make_user(role="leader"))
        make_task_leader(task, leader)
        assert admit in as_supervisor.get(at).text
        answer = as_supervisor.post(admit, {"leader": leader.pk, "text": "分管"})
        assert answer.status_code == 302
        text = as_supervisor.get(at).text
        assert (f"{leader}：分管" in text, admit in text) == (True, False)

    def test_the_task_s_page_leads_to_it(self, milestone, as_supervisor):
        report, plan = milestone.reports.get(), milestone.task.plan
        make_restriction(report, report.unit)
        text = as_supervisor.get(address("task", plan, milestone.task.number)).text
        links = [address("restrict-report", plan, report.pk), report.evidence.get().pk]
        assert all(link in text for link in (links[0], address("restrict-file", plan, links[1])))

    def test_readers_are_told_that_it_is_restricted(self, milestone, unit, as_liaison):
        report = milestone.reports.get()
        make_restriction(report, unit)
        text = as_liaison.get(address("task", milestone.task.plan, milestone.task.number)).text
        assert (
            report.done in text,
            address("restrict-report", milestone.task.plan, report.pk) in text,
        ) == (True, False)
        assert '<span class="tag tag-check">' in text

    def test_of_a_referral_only_readers_are_shown(self, milestone, unit, as_supervisor):
        slip = make_slip(milestone, unit, level=3, referred_on=TODAY, referral="请核查。")
        at = address("restrict-slip", milestone.task.plan, slip.pk)
        assert as_supervisor.get(at).status_code == 404
        row = make_restriction(slip, unit)
        leader = make_leader(user=make_user(role="leader"))
        make_task_leader(milestone.task, leader)
        text = as_supervisor.get(at).text
        admit, lift = (
            address(name, milestone.task.plan, row.pk)
            for name in ("admit-leader", "lift-restriction")
        )
        assert (unit.name in text, admit in text, lift in text) == (True, True, False)
        assert as_supervisor.get(lift).status_code == 403
        answer = as_supervisor.post(admit, {"leader": leader.pk, "text": "分管"})
        assert answer.url == address("slip", milestone.task.plan, slip.pk)

    def test_a_reply_leads_back_to_its_task(self, task, unit, as_supervisor):
        given = make_instruction(task, unit)
        given.replies.update(state="answered", text="已办。", replied_on=TODAY)
        at = address("restrict-reply", task.plan, given.replies.get().pk)
        answer = as_supervisor.post(at, {"text": "涉及线索。"})
        assert answer.url == address("task", task.plan, task.number)


def test_what_can_be_restricted(milestone, unit, task, liaison):
    plan = task.plan
    batch = make_batch(plan=plan)
    make_report(milestone, unit=unit, batch=batch)  # can be taken back whole
    inspection = make_inspection(milestone)
    file = make_evidence(milestone, inspection=inspection)  # stands in the paper
    make_evidence(milestone, uploaded_by=liaison)  # is not sent yet
    make_event(milestone, action="stop", note="")
    make_event(milestone, action="report", note=WORDS)
    note = make_event(milestone, action="stop", note="另行部署。")
    make_instruction(task, unit)  # not answered
    make_slip(milestone)  # not referred
    kinds = ("report", "file", "note", "reply", "slip")
    found = {kind: list(things_of(kind, plan)) for kind in kinds}
    reports = [one for one in milestone.reports.all() if not one.batch_id]
    files = [one for one in milestone.evidence.sent() if one != file]
    assert found == {"report": reports, "file": files, "note": [note], "reply": [], "slip": []}
    assert [note.is_note, milestone.events.get(note="", action="stop").is_note] == [True, False]
    assert [file.may_be_restricted, files[0].may_be_restricted] == [False, True]


class TestNotices:
    def ask_and_return(self, milestone, liaison, supervisor):
        about = {"completed_on": TODAY, "statement": "秘密3件。"}
        request_completion(milestone, by=liaison, on=TODAY, seen=0, **about)
        return_request(milestone, by=supervisor, on=TODAY, seen=1, reason="请补正秘密。")
        return milestone.requests.get()

    def test_what_is_filed_restricted_stands_in_no_notice(self, milestone, liaison, supervisor):
        about = {
            "completed_on": TODAY,
            "statement": "秘密4件。",
            "restricted_because": "秘密线索。",
        }
        request_completion(milestone, by=liaison, on=TODAY, seen=0, **about)
        bodies = [str(body) for body in supervisor.mails.values_list("body", flat=True)]
        assert [("秘密" in body, str(NOTICE) in body) for body in bodies] == [(False, True)]

    def test_what_was_said_before_it_was_restricted_is_taken_back(
        self, milestone, liaison, supervisor
    ):
        other = make_report(milestone, unit=liaison.unit)
        asked = self.ask_and_return(milestone, liaison, supervisor)
        write_mornings(TODAY)
        before = [str(body) for body in Mail.objects.values_list("body", flat=True)]
        assert sum("秘密" in body for body in before) == 3
        restrict(other, by=supervisor, on=TODAY, text="线索。")
        assert sum("秘密" in str(body) for body in Mail.objects.values_list("body", flat=True)) == 3
        restrict(asked, by=supervisor, on=TODAY, text="线索。")
        after = [str(body) for body in Mail.objects.values_list("body", flat=True)]
        assert [("秘密" in body, str(NOTICE) in body) for body in after] == [(False, True)] * 3

    def test_the_desk_says_only_that_the_opinion_is_restricted(
        self, milestone, liaison, supervisor, as_liaison
    ):
        asked = self.ask_and_return(milestone, liaison, supervisor)
        desk = reverse("desk", args=[milestone.task.plan.slug])
        assert "请补正秘密" in as_liaison.get(desk).text
        restrict(asked, by=supervisor, on=TODAY, text="线索。")
        text = as_liaison.get(desk).text
        assert ("请补正秘密" in text, str(NOTICE) in text) == (False, True)
