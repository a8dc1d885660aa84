"""What each form that does something is sent, by whom, and what becomes of a second tab; see
tests/test_sent_twice.py.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from tasks.handover.acts import ask_relief, name_host
from tasks.inspections.acts import rectify, send_back
from tasks.instructions.acts import reply as answer_instruction
from tasks.instructions.acts import send_back_reply
from tasks.models import Reply, Visit
from tasks.rounds.acts import answer as answer_round
from tasks.setup.rules import SETTINGS
from tasks.slips.acts import answer as answer_slip
from tests.entering import entered, entry
from tests.factories import (
    TODAY,
    changed,
    make_answer,
    make_assignment,
    make_done,
    make_evidence,
    make_extension,
    make_milestone,
    make_practice,
    make_report,
    make_request,
    make_round,
    make_unit,
    make_user,
)
from tests.supervising import make_inspection, make_instruction, make_slip

DAY = timedelta(days=1)
# What becomes of the second tab: 409 and every word kept; a second thing; a sentence, and nothing is
# done; a question or complaint beside the words.
REFUSED, SECOND, TOLD, ASKED = "refused", "second", "told", "asked"
WORDS = "因上级文件未下发，按会议纪要办理。"


@dataclass
class Sent:
    """Who sends which words to the page; ``make`` gives what its address ends in, the milestone
    unless said otherwise; ``again`` is what becomes of the second tab. After what others do
    ``meanwhile`` what the page showed is no more, and it is refused.
    """

    role: str
    words: dict = field(default_factory=dict)
    again: object = REFUSED
    make: object = lambda world: world.milestone.pk
    meanwhile: Callable | None = None


def asks(state):
    """A completion is asked for and is in ``state``."""

    def made(world):
        make_request(world.milestone, state=state, unit=world.unit)
        return world.milestone.pk

    return made


def request_on_a_page_of_many(world):
    world.request = make_request(world.milestone, unit=world.unit).pk


def corrected(world):
    """What a correction leaves at the milestone."""
    changed(world.milestone, version=1)


def wishes(decision):
    def made(world):
        make_extension(world.milestone, decision=decision, unit=world.unit)
        return world.milestone.pk

    return made


def ended(stage, day):
    def made(world):
        return changed(world.milestone, stage=stage, **{f"{day}_on": TODAY}).pk

    return made


def with_evidence(world):
    """The unit reported before, with a file."""
    report = make_report(world.milestone, unit=world.unit)
    make_evidence(world.milestone, report=report, uploaded_by=world.liaison)
    return world.milestone.pk


def confirms(world):
    """A unit that only takes part signs its own work."""
    make_assignment(world.task, world.other, role="participating")
    world.liaison = make_user(role="liaison", unit=world.other)
    return world.milestone.pk


def unread_date(world):
    return make_milestone(task=world.task, date_note="inherited").pk


def slip(world, **fields):
    return make_slip(world.milestone, world.unit, **fields)


def red(world):
    return slip(world, level=3).pk


def slip_is_answered(world):
    owed = world.milestone.slips.get().receipts.get()
    answer_slip(owed, by=world.liaison, on=TODAY, text="已办。")


def receipt(world):
    return slip(world).receipts.get().pk


def reply(world, **fields):
    given = make_instruction(world.task, world.unit, given_by=world.leader)
    given.replies.update(**fields)
    return given.replies.get().pk


def answered(world):
    return reply(world, state="answered", text="已办。", replied_on=TODAY)


def sent_back(world):
    send_back_reply(Reply.objects.get(), by=world.leader, on=TODAY, text="太空。")


def answered_anew(world):
    sent_back(world)
    answer_instruction(Reply.objects.get(), by=world.liaison, on=TODAY, text="已补3份。")


def answered_and_sent_back(world):
    answer_instruction(Reply.objects.get(), by=world.liaison, on=TODAY, text="已办。")
    sent_back(world)


def late(world):
    return make_instruction(world.task, world.unit, reply_by=TODAY - DAY).pk


def visit(world, **fields):
    return make_inspection(world.milestone, world.unit, rectify_by=TODAY, **fields).pk


def rectified(world):
    return visit(world, rectification="已补。", rectified_on=TODAY)


def rectified_anew(world):
    line = Visit.objects.get()
    send_back(line, by=world.supervisor, on=TODAY, text="请补照片。")
    rectify(line, by=world.liaison, on=TODAY, text="已补3张照片。")


def rectified_and_sent_back(world):
    line = Visit.objects.get()
    rectify(line, by=world.liaison, on=TODAY, text="已补。")
    send_back(line, by=world.supervisor, on=TODAY, text="请补照片。")


def done_last_month(world):
    """All that was done last month is looked at again."""
    world.plan.recheck_percent = 100
    world.plan.save()
    return make_done(date(2015, 5, 20), task=world.task, due_on=date(2015, 5, 31)).pk


def part(world):
    return world.part.pk


def own_report(world):
    return make_report(world.milestone, unit=world.unit).pk


def offered(world):
    return make_practice(make_report(world.milestone, unit=world.unit)).pk


def second_lead(world):
    return make_assignment(world.task, world.other).pk


def asked_anew(world):
    """The page showed no wish."""
    ask_relief(world.part, by=world.liaison, on=TODAY, reason="不属职责。")


def host_is_another(world):
    third = make_assignment(world.task)
    name_host(third, by=world.supervisor, on=TODAY, reason="批示。")


def to_other(world):
    return {"unit": world.other.pk}


def asked(world):
    return make_round(plan=world.plan).pk


def answered_round(world):
    world.answer = make_answer(make_round(plan=world.plan), world.part).pk
    return world.plan.rounds.get().pk


def answer_is_rewritten(world):
    words = {"progress": "全部推翻。", "own_score": 60}
    asked = world.plan.rounds.get()
    answer_round(asked, world.part, by=world.liaison, on=TODAY, seen=1, **words)


def in_phase(**days):
    def made(world):
        for name, day in days.items():
            setattr(world.plan, name, day)
        world.plan.save()

    return made


def with_address(world):
    world.supervisor.email = "supervisor@example.org"
    world.supervisor.save()


def settings_of(world):
    """All of the page, with another number of days."""
    values = {name: getattr(world.plan, name) or "" for name in SETTINGS}
    return values | {"amber_days": 10, "reason": WORDS}


def a_group(world):
    return make_unit(kind="group").pk


def done_before(world):
    """A sheet of one row, looked through already."""
    row = {"milestone": world.milestone.pk, "seen": "0", "what": "done", "day": "2015-06-01"}
    return {"enter": "1", "rows": json.dumps([row | {"new_due_on": "", "words": WORDS}])}


REASON = {"reason": WORDS}
NEW_DATE = {"new_due_on": "2015-09-30", "progress": WORDS, "measures": WORDS} | REASON
ACTS = {
    "act-report": Sent("liaison", {"done": WORDS}, SECOND),
    "act-no-change": Sent("liaison", {}, SECOND),
    "act-confirm": Sent("liaison", {"note": WORDS}, ASKED, confirms),
    "act-request-completion": Sent(
        "liaison",
        {"completed_on": "2015-06-18", "statement": WORDS},
        make=with_evidence,
    ),
    "decide-sign": Sent("head", {"decision": "sign"}, make=asks("signing")),
    "decide-review": Sent(
        "supervisor",
        {"decision": "return"} | REASON,
        make=asks("submitted"),
        meanwhile=corrected,
    ),
    "act-withdraw": Sent("liaison", REASON, make=asks("submitted")),
    "act-reopen": Sent("supervisor", REASON, make=ended("done", "completed")),
    "act-stop": Sent("supervisor", REASON),
    "act-resume": Sent("supervisor", REASON, make=ended("stopped", "stopped")),
    "act-request-extension": Sent("liaison", NEW_DATE),
    "act-withdraw-extension": Sent("liaison", REASON, make=wishes("pending")),
    "act-set-date": Sent("supervisor", {"due_on": "2015-09-30"} | REASON),
    "act-name-unit": Sent("supervisor", lambda world: {"unit": world.unit.pk} | REASON),
    "act-split": Sent(
        "supervisor",
        lambda world: (
            {
                f"{name}{number}": value
                for number, text in ((1, "起草"), (2, "论证"))
                for name, value in {
                    "text": text,
                    "unit": world.unit.pk,
                    "due_on": "2015-06-30",
                }.items()
            }
            | REASON
        ),
        make=lambda world: make_milestone(task=world.task).pk,
    ),
    "add-milestone": Sent(
        "supervisor",
        lambda world: (
            {"text": "补充制度", "kind": "deadline", "unit": world.unit.pk, "due_on": "2015-06-30"}
            | REASON
        ),
        SECOND,
        lambda world: world.task.number,
    ),
    "confirm-date": Sent("supervisor", {}, TOLD, unread_date),
    "acknowledge": Sent("liaison", {}, TOLD, part),
    "review": Sent(
        "supervisor",
        lambda world: {
            f"r{world.request}-{name}": value
            for name, value in (("decision", "return"), ("reason", WORDS))
        },
        make=request_on_a_page_of_many,
        meanwhile=corrected,
    ),
    "implementation": Sent(
        "liaison",
        {"responsible": "林某", "phone": "0755-1234567", "working_group": WORDS}
        | {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0}
        | {"form-0-text": "征求意见", "form-0-due_on": "2015-06-30"},
        make=part,
    ),
    "past": Sent("supervisor", done_before, make=lambda world: None),
    "past-batch": Sent(
        "supervisor", {"text": WORDS}, make=lambda world: entered(entry(world.milestone)).pk
    ),
    "round-list": Sent(
        "supervisor",
        {"title": "上半年自查自评", "from_on": "2015-01-01", "until_on": "2015-06-30"}
        | {"questions": WORDS, "deadline_on": "2015-06-25"},
        SECOND,
        lambda world: None,
    ),
    "round-answer": Sent(
        "liaison",
        lambda world: {
            f"p{world.part.pk}-{name}": value
            for name, value in (("progress", WORDS), ("own_score", 90))
        },
        make=asked,
    ),
    "round-review": Sent(
        "supervisor",
        lambda world: {
            f"a{world.answer}-{name}": value for name, value in (("score", 90), ("comment", WORDS))
        },
        make=answered_round,
        meanwhile=answer_is_rewritten,
    ),
    "issue-slips": Sent(
        "supervisor",
        lambda world: {
            "m": world.milestone.pk,
            f"m{world.milestone.pk}-requirement": WORDS,
            f"m{world.milestone.pk}-reply_by": "2015-06-25",
        },
        make=lambda world: None,
    ),
    "write-slip": Sent(
        "supervisor",
        {"level": 2, "grounds": WORDS, "requirement": WORDS, "reply_by": "2015-06-25"},
    ),
    "withdraw-slip": Sent("supervisor", {"text": WORDS}, make=red, meanwhile=slip_is_answered),
    "refer-slip": Sent("supervisor", {"text": WORDS}, make=red, meanwhile=slip_is_answered),
    "receive-slip": Sent("liaison", {}, TOLD, receipt),
    "answer-slip": Sent("liaison", {"text": WORDS}, make=receipt),
    "inspect": Sent(
        "supervisor",
        lambda world: {"kind": "site", "unit": world.unit.pk, "findings": WORDS},
        SECOND,
    ),
    "recheck": Sent("supervisor", {"passed": "yes", "findings": WORDS}, make=done_last_month),
    "rectify": Sent("liaison", {"text": WORDS}, make=visit, meanwhile=rectified_and_sent_back),
    **dict.fromkeys(
        ("close-inspection", "send-back-rectification"),
        Sent("supervisor", {"text": WORDS}, make=rectified, meanwhile=rectified_anew),
    ),
    "plan-settings": Sent("supervisor", settings_of, make=in_phase()),
    "group-members": Sent("supervisor", lambda world: {"members": world.other.pk}, make=a_group),
    "turn-put-in-use": Sent(
        "supervisor", {"day": "2015-07-01"} | REASON, make=in_phase(in_use_from=None)
    ),
    "turn-begin-closing": Sent("supervisor", REASON, make=in_phase()),
    "turn-go-on": Sent("supervisor", REASON, make=in_phase(closing_from=TODAY)),
    "turn-archive": Sent("supervisor", REASON, make=in_phase(closing_from=TODAY)),
    "turn-reopen": Sent(
        "supervisor", REASON, make=in_phase(closing_from=TODAY, archived_from=TODAY)
    ),
    "test-mail": Sent("supervisor", {}, SECOND, with_address),
    "remind-unit": Sent("supervisor", {}, TOLD, lambda world: world.unit.pk),
    "urge": Sent(
        "supervisor",
        lambda world: (
            {"m": world.milestone.pk, "units": world.unit.pk, "text": WORDS}
            | {"recipients": "liaison"}
        ),
        ASKED,
        make=lambda world: None,
    ),
    "instruct": Sent(
        "leader",
        lambda world: {"text": WORDS, "reply_by": "2015-06-25", "units": world.unit.pk},
        SECOND,
        lambda world: world.task.number,
    ),
    "reply": Sent("liaison", {"text": WORDS}, make=reply, meanwhile=answered_and_sent_back),
    "send-back-reply": Sent("leader", {"text": WORDS}, make=answered, meanwhile=answered_anew),
    "chase-replies": Sent("leader", {}, TOLD, late),
    "propose-practice": Sent("liaison", {"title": "一窗受理"}, TOLD, own_report),
    "publish-practice": Sent("supervisor", {}, TOLD, offered),
    "ask-relief": Sent("liaison", REASON, make=part),
    "move-part": Sent(
        "supervisor",
        lambda world: to_other(world) | REASON,
        make=part,
        meanwhile=asked_anew,
    ),
    "name-host": Sent("supervisor", REASON, make=second_lead, meanwhile=host_is_another),
    "acting-head": Sent(
        "supervisor",
        lambda world: (
            {"person": world.liaison.pk} | {"from_on": "2015-06-18", "until_on": "2015-06-25"}
        ),
        ASKED,
        lambda world: world.unit.pk,
    ),
    "hand-over": Sent(
        "liaison",
        lambda world: (
            {"deputy": world.colleague.pk} | {"from_on": "2015-06-18", "until_on": "2015-06-25"}
        ),
        ASKED,
        lambda world: None,
    ),
}
