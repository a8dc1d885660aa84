"""What each form that does something is sent, by whom, and what becomes of a second tab; see
tests/test_sent_twice.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests import states
from tests.entering import entered, entry
from tests.factories import TODAY, make_milestone
from tests.states import WORDS

# What becomes of the second tab: 409 and every word kept; a second thing; a sentence, and nothing is
# done; a question or complaint beside the words.
REFUSED, SECOND, TOLD, ASKED = "refused", "second", "told", "asked"


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


REASON = {"reason": WORDS}
SPAN = {"from_on": "2015-06-18", "until_on": "2015-06-25"}
NEW_DATE = {"new_due_on": "2015-09-30", "progress": WORDS, "measures": WORDS} | REASON
MEETING = {"title": "调度会", "held_on": "2015-06-25", "chair_words": "区委书记"}
RHYTHM = {"every": "monthly", "day": 25, "grace": 3} | REASON
MAY = {"first_on": "2015-05-01", "last_on": "2015-05-31", "layout": "red-head"}
ACTS = {
    "act-report": Sent("liaison", {"done": WORDS, "rating": "confident"}, SECOND),
    "act-rate": Sent("supervisor", {"rating": "at-risk", "note": WORDS}, SECOND),
    "act-no-change": Sent("liaison", {}, SECOND),
    "act-confirm": Sent("liaison", {"note": WORDS}, ASKED, states.confirms),
    "act-request-completion": Sent(
        "liaison",
        {"completed_on": "2015-06-18", "statement": WORDS},
        make=states.with_evidence,
    ),
    "decide-sign": Sent("head", {"decision": "sign"}, make=states.asks("signing")),
    "decide-review": Sent(
        "supervisor",
        {"decision": "return"} | REASON,
        make=states.asks("submitted"),
        meanwhile=states.corrected,
    ),
    "act-withdraw": Sent("liaison", REASON, make=states.asks("submitted")),
    "act-reopen": Sent("supervisor", REASON, make=states.ended("done", "completed")),
    "act-stop": Sent("supervisor", REASON),
    "act-resume": Sent("supervisor", REASON, make=states.ended("stopped", "stopped")),
    "act-request-extension": Sent("liaison", NEW_DATE),
    "act-withdraw-extension": Sent("liaison", REASON, make=states.wishes("pending")),
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
    "confirm-date": Sent("supervisor", {}, TOLD, states.unread_date),
    "acknowledge": Sent("liaison", {}, TOLD, states.part),
    "review": Sent(
        "supervisor",
        lambda world: {
            f"r{world.request}-{name}": value
            for name, value in (("decision", "return"), ("reason", WORDS))
        },
        make=states.request_on_a_page_of_many,
        meanwhile=states.corrected,
    ),
    "implementation": Sent(
        "liaison",
        {"responsible": "林某", "phone": "0755-1234567", "working_group": WORDS}
        | {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0}
        | {"form-0-text": "征求意见", "form-0-due_on": "2015-06-30"},
        make=states.part,
    ),
    "past": Sent("supervisor", states.done_before, make=lambda world: None),
    "api-clients": Sent("supervisor", {"name": WORDS}, SECOND, make=lambda world: None),
    "report-sheet": Sent("liaison", states.reports_of_a_sheet, make=lambda world: None),
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
        make=states.asked,
    ),
    "round-review": Sent(
        "supervisor",
        lambda world: {
            f"a{world.answer}-{name}": value for name, value in (("score", 90), ("comment", WORDS))
        },
        make=states.answered_round,
        meanwhile=states.answer_is_rewritten,
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
    "withdraw-slip": Sent(
        "supervisor", {"text": WORDS}, make=states.red, meanwhile=states.slip_is_answered
    ),
    "refer-slip": Sent(
        "supervisor", {"text": WORDS}, make=states.red, meanwhile=states.slip_is_answered
    ),
    "receive-slip": Sent("liaison", {}, TOLD, states.receipt),
    "answer-slip": Sent("liaison", {"text": WORDS}, make=states.receipt),
    "inspect": Sent(
        "supervisor",
        lambda world: {"kind": "site", "unit": world.unit.pk, "findings": WORDS},
        SECOND,
    ),
    "recheck": Sent(
        "supervisor", {"passed": "yes", "findings": WORDS}, make=states.done_last_month
    ),
    "rectify": Sent(
        "liaison", {"text": WORDS}, make=states.visit, meanwhile=states.rectified_and_sent_back
    ),
    **dict.fromkeys(
        ("close-inspection", "send-back-rectification"),
        Sent("supervisor", {"text": WORDS}, make=states.rectified, meanwhile=states.rectified_anew),
    ),
    "meeting-prepare": Sent("supervisor", MEETING, SECOND, make=lambda world: None),
    "meeting-change": Sent("supervisor", MEETING | {"place": WORDS}, make=states.to_meet),
    "meeting-agenda": Sent("supervisor", lambda world: world.rows, make=states.item_to_order),
    "meeting-pick": Sent(
        "supervisor", lambda world: {"numbers": world.task.number}, ASKED, states.meets_later
    ),
    "meeting-refresh": Sent("supervisor", {}, TOLD, states.meets_later),
    "meeting-item": Sent(
        "supervisor",
        {"kind": "note", "text": WORDS, "owner": "林某", "reply_by": "2015-06-25"},
        make=states.item_to_decide,
    ),
    "meeting-close": Sent("supervisor", {"attended": WORDS}, make=states.to_meet),
    "meeting-close-note": Sent("supervisor", {"text": WORDS}, make=states.noted),
    "begin-plan": Sent(
        "supervisor",
        {"title": "2016年工作方案", "short_title": "法治宝安", "issuer": "区委"}
        | {"issued_on": "2016-01-08"},
        ASKED,
        lambda world: None,
    ),
    "carry-over": Sent(
        "supervisor",
        lambda world: {"m": world.milestone.pk, "to": world.taker.pk} | REASON,
        make=states.to_carry_over,
    ),
    "plan-settings": Sent("supervisor", states.settings_of, make=states.in_phase()),
    "plan-rhythm": Sent("supervisor", RHYTHM, make=lambda world: None),
    "kind-rhythm": Sent("supervisor", RHYTHM, make=lambda world: "ongoing"),
    "task-rhythm": Sent("supervisor", RHYTHM, make=lambda world: world.task.number),
    "group-members": Sent(
        "supervisor", lambda world: {"members": world.other.pk}, make=states.a_group
    ),
    "turn-put-in-use": Sent(
        "supervisor", {"day": "2015-07-01"} | REASON, make=states.in_phase(in_use_from=None)
    ),
    "turn-begin-closing": Sent("supervisor", REASON, make=states.in_phase()),
    "turn-go-on": Sent("supervisor", REASON, make=states.in_phase(closing_from=TODAY)),
    "turn-archive": Sent("supervisor", REASON, make=states.in_phase(closing_from=TODAY)),
    "turn-reopen": Sent(
        "supervisor", REASON, make=states.in_phase(closing_from=TODAY, archived_from=TODAY)
    ),
    "test-mail": Sent("supervisor", {}, SECOND, states.with_address),
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
    **{
        f"restrict-{kind}": Sent("supervisor", {"text": WORDS}, make=make)
        for kind, make in {
            "report": states.reported,
            "request": states.returned,
            "extension": states.refused,
            "reply": states.answered,
            "note": states.stopped_with_words,
            "file": states.sent_file,
        }.items()
    },
    "lift-restriction": Sent("supervisor", {"text": WORDS}, make=states.restricted),
    "admit-leader": Sent(
        "supervisor",
        lambda world: {"leader": world.lead.pk, "text": WORDS},
        ASKED,
        make=states.to_admit,
    ),
    "instruct": Sent(
        "leader",
        lambda world: {"text": WORDS, "reply_by": "2015-06-25", "units": world.unit.pk},
        SECOND,
        lambda world: world.task.number,
    ),
    "reply": Sent(
        "liaison", {"text": WORDS}, make=states.reply, meanwhile=states.answered_and_sent_back
    ),
    "send-back-reply": Sent(
        "leader", {"text": WORDS}, make=states.answered, meanwhile=states.answered_anew
    ),
    "chase-replies": Sent("leader", {}, TOLD, states.late),
    "propose-practice": Sent("liaison", {"title": "一窗受理"}, TOLD, states.own_report),
    "publish-practice": Sent("supervisor", {}, TOLD, states.offered),
    "ask-relief": Sent("liaison", REASON, make=states.part),
    "move-part": Sent(
        "supervisor",
        lambda world: states.to_other(world) | REASON,
        make=states.part,
        meanwhile=states.asked_anew,
    ),
    "name-host": Sent(
        "supervisor", REASON, make=states.second_lead, meanwhile=states.host_is_another
    ),
    "acting-head": Sent(
        "supervisor",
        lambda world: (
            {"person": world.liaison.pk} | {"from_on": "2015-06-18", "until_on": "2015-06-25"}
        ),
        ASKED,
        lambda world: world.unit.pk,
    ),
    "replace-leader": Sent(
        "supervisor",
        states.replacing,
        again=ASKED,
        make=states.leads,
        meanwhile=states.replaced,
    ),
    "name-stand-in": Sent(
        "supervisor",
        lambda world: {"stand_in": world.next.pk} | SPAN | REASON,
        again=ASKED,
        make=states.leads,
    ),
    "end-absence": Sent("supervisor", REASON, again=ASKED, make=states.absent),
    "consent": Sent("supervisor", {"decision": "refuse"} | REASON, make=states.proposed),
    "withdraw-correction": Sent("admin", {}, TOLD, states.proposed_by_himself),
    "propose-extra": Sent(
        "supervisor",
        lambda world: (
            {"source": "meeting", "source_words": WORDS, "title": "防汛排查", "description": WORDS}
            | {"leaders": world.next.pk, "host": world.unit.pk, "text1": "完成排查"}
            | {"due_on1": "2015-07-31"}
            | REASON
        ),
        again=ASKED,
        make=states.next_leader,
    ),
    "extra": Sent(
        "supervisor", {"decision": "refuse", "note": WORDS}, make=states.proposed_by_another
    ),
    "begin-bulletin": Sent("supervisor", MAY, SECOND, lambda world: None),
    "correct-bulletin": Sent("supervisor", MAY, ASKED, states.issued_bulletin),
    "bulletin-head": Sent(
        "supervisor", MAY | {"title": WORDS, "addressees": "各街道"}, make=states.bulletin
    ),
    "write-section": Sent("supervisor", {"text": WORDS}, make=states.section_of_a_bulletin),
    "issue-bulletin": Sent(
        "supervisor",
        {"roles": "leader"},
        make=states.bulletin,
        meanwhile=states.section_written,
    ),
    "end-task": Sent(
        "supervisor",
        states.looked_at({"since": "2015-06-18", "kind": "withdrawn"} | REASON, 0, 0, milestones=1),
        make=lambda world: world.task.number,
        meanwhile=states.gone_on,
    ),
    "restore-task": Sent(
        "supervisor",
        states.looked_at({"since": "2015-06-18"} | REASON, 0, 0, resumed=1),
        make=states.ended_task,
        meanwhile=states.gone_on_and_ended,
    ),
    "rename-unit": Sent(
        "supervisor",
        states.looked_at({"since": "2015-06-18", "name": "区水利局"} | REASON),
        make=lambda world: world.unit.pk,
    ),
    "merge-unit": Sent(
        "supervisor",
        states.looked_at(lambda world: {"since": "2015-06-18", "into": world.other.pk} | REASON),
        make=lambda world: world.unit.pk,
        meanwhile=states.renamed,
    ),
    "split-unit": Sent(
        "supervisor",
        states.looked_at(
            lambda world: (
                {"since": "2015-06-18", "name": "区河道局", "parts": world.part.pk} | REASON
            ),
            people=0,
        ),
        again=ASKED,
        make=lambda world: world.unit.pk,
    ),
    "dissolve-unit": Sent(
        "supervisor",
        states.looked_at({"since": "2015-06-18"} | REASON, parts=0, people=0),
        make=states.empty_unit,
    ),
    "move-person": Sent(
        "supervisor",
        states.looked_at(lambda world: {"to": world.other.pk} | REASON, parts=0, people=1),
        make=lambda world: world.colleague.pk,
    ),
    "let-go": Sent(
        "supervisor",
        states.looked_at(REASON, parts=0, people=1),
        make=lambda world: world.colleague.pk,
    ),
    "weights": Sent("supervisor", states.weights, make=lambda world: None),
    "publish-evaluation": Sent("supervisor", {}, make=lambda world: None),
    "add-line": Sent("supervisor", {"points": "1.5"} | REASON, make=lambda world: world.unit.pk),
    "hand-over": Sent(
        "liaison",
        lambda world: (
            {"deputy": world.colleague.pk} | {"from_on": "2015-06-18", "until_on": "2015-06-25"}
        ),
        ASKED,
        lambda world: None,
    ),
}
