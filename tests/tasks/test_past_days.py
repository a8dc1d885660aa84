"""What is done today changes nothing on the page of a past day."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tasks.endings import acts as endings
from tasks.flags.acts import flag_overdue
from tasks.handover import acts as handover
from tasks.inspections import acts as inspections
from tasks.instructions import acts as instructions
from tasks.leading import acts as leading
from tasks.mail.inbox import read_all
from tasks.models import CompletionRequest, Extension, Receipt, Reply, Slip
from tasks.rounds import acts as rounds
from tasks.slips import acts as slips
from tasks.slips.filters import SlipFilter
from tasks.slips.rules import proposals
from tasks.workflow.acts import completion, extensions, reports, splitting
from tests.factories import (
    TODAY,
    grant,
    make_assignment,
    make_done,
    make_extension,
    make_leader,
    make_milestone,
    make_naming,
    make_report,
    make_request,
    make_round,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.supervising import make_instruction, make_slip, make_visit, overdue
from units.models import Unit

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("today"),
    pytest.mark.unmeasured,
]
JANUARY_31 = date(2015, 1, 31)
# What differs each time that a page is opened.
STAMPS = re.compile(r'name="(csrfmiddlewaretoken|looked)" value="[^"]*"|nonce="[^"]*"')


def february(day):
    return date(2015, 2, day)


def june(day):
    return date(2015, 6, day)


@pytest.fixture
def other():
    return make_unit(name="区城管局")


@pytest.fixture
def head(unit):
    return make_user(role="head", unit=unit)


@pytest.fixture
def case(task, other):
    """Overdue since January, and on the past day in everybody's hands in some way."""
    make_assignment(task, other)
    make_assignment(task, make_unit(name="区商务局"))
    make_assignment(make_task(plan=task.plan, number=12), make_unit(name="区司法局"))
    make_assignment(task, make_unit(name="区财政局"), role="participating")
    make_task_leader(task, make_leader(name="某领导"))
    return {
        name: make_milestone(task=task, due_on=JANUARY_31, text=name)
        for name in (
            "指定单位",
            "审核",
            "延期",
            "中止",
            "督办",
            "解除",
            "拆分",
            "现场",
            "整改",
            "转办",
        )
    }


class Story:
    """What units and supervisors left on each milestone in February, and do about it today."""

    def __init__(self, case, plan, task, unit, liaison, head, supervisor, other):
        self.case, self.plan, self.task, self.unit, self.other = case, plan, task, unit, other
        self.liaison, self.head, self.supervisor = liaison, head, supervisor
        self.leader = make_user(role="leader")

    def begin(self):
        case, unit = self.case, self.unit
        make_report(case["审核"], unit=unit, reported_on=february(10))
        make_request(case["审核"], unit=unit, **self.days("requested", "submitted", "completed"))
        make_extension(case["延期"], unit=unit, new_due_on=date(2015, 9, 30), **self.days("requested", "submitted"))  # fmt: skip
        paper = {"issued_on": february(10), "reply_by": february(16)}
        self.slip = make_slip(case["督办"], unit, self.other, number=3, **paper)
        self.lifted = make_slip(case["解除"], unit, number=4, level=3, **paper)
        self.order = make_instruction(
            self.task, unit, given_on=february(9), reply_by=february(16), given_by=self.leader
        )
        visit = {"inspected_on": february(9), "rectify_by": february(16)}
        self.visit = make_visit(case["现场"], unit, **visit)
        self.closed = make_visit(
            case["整改"], unit, **visit, rectified_on=february(17), rectification="已补齐。"
        )
        self.former = self.task.leaders.get()
        self.gone = make_task(plan=self.plan, number=13)
        make_assignment(self.gone, unit)
        overdue(self.gone, 140, text="撤销")
        self.moved = self.task.assignments.get(unit__name="区商务局")
        staff = make_user(role="liaison", unit=self.moved.unit)
        reports.acknowledge(self.moved, by=staff, on=february(3))
        handover.name_host(self.moved, by=self.supervisor, on=february(11), reason="议定")
        self.round = make_round(plan=self.plan, opened_on=february(2), opened_by=self.supervisor)
        flag_overdue(self.plan, february(20))

    def days(self, *names):
        return {f"{name}_on": february(10) for name in names}

    def go_on(self):
        """All kinds of acts of today."""
        case, by = self.case, {"by": self.supervisor, "on": TODAY}
        of_unit, words = {"by": self.liaison, "on": TODAY}, {"reason": "已研究"}
        splitting.name_unit(case["指定单位"], **by, seen=0, unit=self.other, **words)
        completion.approve(case["审核"], **by, seen=0, completed_on=TODAY, **words)
        extensions.grant(case["延期"], **by, seen=0, reason="同意")
        completion.stop(case["中止"], **by, seen=0, **words)
        receipt = Receipt.objects.get(slip=self.slip, unit=self.unit)
        slips.answer(receipt, **of_unit, text="已加快办理3项。")
        slips.withdraw(self.lifted, **by, text="已说明")
        slips.refer(self.lifted, **by, text="请核查。")
        parts = [{"text": "分项", "unit": self.unit, "due_on": JANUARY_31}]
        splitting.split(case["拆分"], **by, seen=0, parts=parts * 2, **words)
        instructions.reply(Reply.objects.get(), **of_unit, text="已落实3项。")
        inspections.rectify(self.visit, **of_unit, text="已整改。")
        inspections.close(self.closed, **by, text="同意")
        reports.report(case["督办"], **of_unit, done="完成2项。")
        rounds.answer(
            self.round,
            self.task.assignments.get(unit=self.unit),
            **of_unit,
            seen=0,
            progress="完成3项。",
            problems="",
            measures="",
            own_score=90,
        )
        handover.move_part(self.moved, **by, unit=Unit.objects.get(name="区司法局"), **words)
        handover.name_host(self.task.assignments.get(unit=self.other), **by, **words)
        new = make_leader(name="新领导")
        leading.replace_leader(
            self.plan,
            self.former,
            **by,
            since=TODAY,
            to=new,
            tasks=[self.task],
            orders_go=False,
            **words,
        )
        other_task = self.plan.tasks.get(number=12)
        endings.end_task(self.gone, **by, since=TODAY, kind="merged", into=other_task, **words)
        flag_overdue(self.plan, TODAY)


@pytest.fixture
def story(case, plan, task, unit, liaison, head, supervisor, other):
    told = Story(case, plan, task, unit, liaison, head, supervisor, other)
    told.begin()
    return told


def pages(story, day):
    """The addresses of everything that shows a past day."""
    plan, task = story.plan, story.task
    lists = (
        "overview", "task-list", "milestone-list", "unit-list", "leader-list", "timeline",
        "document", "supervision", "review", "urge", "flag-list", "extension-list",
        "inspection-list", "practice-list", "round-list", "implementation-list",
    )  # fmt: skip
    chosen = {"as_of": day}
    found = {name: address(name, plan, **chosen) for name in lists}
    found |= {
        f"{name} {pk}": address(name, plan, pk, **chosen)
        for name, pk in [
            ("task", task.number), ("task", 12), ("task", 13), ("unit", story.unit.pk), ("unit", story.other.pk),
            ("leader", story.former.pk), ("round", story.round.pk),
        ]
    }  # fmt: skip
    visits = (story.visit.inspection, story.closed.inspection)
    issued = (story.slip, story.lifted)
    papers = [("slip", slip, slip.issued_on) for slip in issued]
    papers += [("inspection", visit, visit.inspected_on) for visit in visits]
    for name, paper, since in papers:
        if since <= date.fromisoformat(day):
            found[f"{name} {paper.pk}"] = address(name, plan, paper.pk, **chosen)
    for state in ("open", "late", "lifted", "referred"):
        found[f"supervision {state}"] = address("supervision", plan, state=state, **chosen)
    for light in ("red", "done", "late", "stopped", "green", "amber"):
        found[f"light {light}"] = address("milestone-list", plan, light=light, **chosen)
    return found


def shown(client, story, day):
    answers = {name: client.get(page) for name, page in pages(story, day).items()}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {name: STAMPS.sub("", answer.text) for name, answer in answers.items()}


@pytest.mark.parametrize("day", ["2015-02-04", "2015-02-12", "2015-02-20", "2015-06-17"])
def test_no_page_of_a_past_day_changes_by_what_is_done_today(day, story, client, supervisor):
    client.force_login(supervisor)
    before = shown(client, story, day)
    story.go_on()
    read_all(supervisor, timezone.now())  # the head of every page counts unread mails
    after = shown(client, story, day)
    assert [name for name in before if before[name] != after[name]] == []


@pytest.mark.parametrize(("day", "waits"), [(15, False), (16, True), (17, True), (18, False)])
def test_a_request_waits_from_the_day_it_came_in_until_it_is_decided(day, waits, task):
    """Signed by the head on the 16th, decided on the 18th."""
    days = {"requested_on": june(15), "submitted_on": june(16), "decided_on": june(18)}
    asked = make_request(make_milestone(task=task), state="returned", **days)
    wish = make_extension(make_milestone(task=task), decision="refused", **days)
    assert list(CompletionRequest.objects.submitted(june(day))) == [asked] * waits
    assert list(Extension.objects.submitted(june(day))) == [wish] * waits


@pytest.mark.parametrize(
    ("now", "submitted_on", "seen"),
    [
        ("granted", 11, ["signing", "pending", "granted"]),
        ("granted", None, ["pending", "pending", "granted"]),
        ("withdrawn", 11, ["signing", "pending", "withdrawn"]),
        ("withdrawn", None, ["signing", "signing", "withdrawn"]),
        ("sent-back", None, ["signing", "signing", "sent-back"]),
    ],
)
def test_a_wish_for_more_time_shows_the_decision_of_the_day(now, submitted_on, seen):
    days = {"requested_on": june(10), "decided_on": june(12)}
    days["submitted_on"] = submitted_on and june(submitted_on)
    make_extension(make_milestone(), decision=now, **days)
    then = [Extension.objects.with_decision(june(day)).get() for day in (10, 11, 12)]
    assert [one.decision_then for one in then] == seen


def test_the_review_of_a_past_day_decides_nothing(as_supervisor, task, plan):
    milestone = make_milestone(task=task)
    grant(milestone, new_due_on=date(2015, 9, 30), decided_on=TODAY)
    asked = make_request(milestone)
    assert f"r{asked.pk}-decision" in as_supervisor.get(address("review", plan)).text
    page = as_supervisor.get(address("review", plan, as_of="2015-06-17"))
    ((shown_one, _form),) = page.context["requests"]
    assert (shown_one, shown_one.milestone.due) == (asked, date(2015, 6, 30))
    assert f"r{asked.pk}-decision" not in page.text
    assert "<button" not in page.text.partition("<main")[2].partition("</main")[0]
    before = as_supervisor.get(address("review", plan, as_of="2015-06-15"))
    assert before.context["requests"] == []


def test_who_could_be_urged_on_a_past_day_is_told_by_that_day(as_supervisor, task, plan, other):
    make_assignment(task, other)
    done, named = make_done(TODAY, task=task, due_on=june(1)), make_milestone(task=task)
    make_naming(named, other, TODAY)
    past, now = (
        as_supervisor.get(address("urge", plan, as_of=day)) for day in ("2015-06-17", "2015-06-18")
    )
    assert set(past.context["milestones"]) == {done, named}
    assert all(len(one.receivers) == 2 for one in past.context["milestones"])
    assert [(one, one.receivers) for one in now.context["milestones"]] == [(named, [other])]
    assert ('name="m"' in past.text, 'name="m"' in now.text) == (False, True)


def test_an_answer_of_today_was_owed_yesterday(task, unit, plan):
    paper = {"issued_on": june(8), "reply_by": june(15)}
    slip = make_slip(overdue(task, 10), unit, **paper)
    Receipt.objects.update(received_on=TODAY, replied_on=TODAY, text="已加快。")
    receipt = slip.receipts.get()
    assert [receipt.is_late(june(day)) for day in (15, 16, 17, 18)] == [False, True, True, False]
    levels = {day: [one.level for one in proposals(plan, june(day))] for day in (15, 17, 18)}
    assert levels == {15: [], 17: [Slip.Level.RED], 18: []}
    for day, late in (("2015-06-17", [slip]), ("2015-06-18", [])):
        asked = {"as_of": date.fromisoformat(day), "request": SimpleNamespace(plan=plan)}
        found = SlipFilter({"state": "late"}, Slip.objects.all(), **asked)
        assert list(found.qs) == late
