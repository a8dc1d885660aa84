"""What stands in the database before a form is sent, and what others do meanwhile: for
tests/sending.py. Each gives what the page's address ends in.
"""

import json
from datetime import date, timedelta

from tasks.bulletin import acts as bulletins
from tasks.endings.acts import end_task, restore_task
from tasks.evaluation.acts import SETTABLE
from tasks.frame.previewing import token_of
from tasks.handover.acts import ask_relief, name_host
from tasks.inspections.acts import rectify, send_back
from tasks.instructions.acts import reply as answer_instruction
from tasks.instructions.acts import send_back_reply
from tasks.leading.acts import replace_leader
from tasks.models import Reply, Visit, Weights
from tasks.reorganising.acts import rename_unit
from tasks.rounds.acts import answer as answer_round
from tasks.setup.rules import SETTINGS
from tasks.sheets.reading import WORDS as WORDS_OF_A_ROW
from tasks.slips.acts import answer as answer_slip
from tests.factories import (
    TODAY,
    changed,
    make_absence,
    make_answer,
    make_assignment,
    make_done,
    make_event,
    make_evidence,
    make_extension,
    make_leader,
    make_milestone,
    make_plan,
    make_practice,
    make_proposal,
    make_proposed_correction,
    make_report,
    make_request,
    make_restriction,
    make_round,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.meetings import make_decision, make_item, make_meeting
from tests.supervising import make_bulletin, make_inspection, make_instruction, make_slip

DAY = timedelta(days=1)
WORDS = "因上级文件未下发，按会议纪要办理。"


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


def reported(world):
    world.thing = make_report(world.milestone, unit=world.unit)
    return world.thing.pk


def returned(world):
    decided = {"state": "returned", "decided_on": TODAY}
    return make_request(world.milestone, unit=world.unit, **decided).pk


def refused(world):
    decided = {"decision": "refused", "decided_on": TODAY}
    return make_extension(world.milestone, unit=world.unit, **decided).pk


def stopped_with_words(world):
    return make_event(world.milestone, action="stop", note="另行部署。").pk


def sent_file(world):
    reported(world)
    return make_evidence(world.milestone, report=world.thing, uploaded_by=world.liaison).pk


def restricted(world):
    reported(world)
    return make_restriction(world.thing, world.unit).pk


def to_admit(world):
    """The task is led by somebody who can sign in."""
    world.lead = make_leader(user=world.leader)
    make_task_leader(world.task, world.lead)
    return restricted(world)


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


def reports_of_a_sheet(world):
    """A ledger with one report, looked through already."""
    milestone = world.milestone
    row = dict.fromkeys(WORDS_OF_A_ROW, "") | {"done": WORDS, "rating": "confident"}
    key = {"milestone": milestone.pk, "key": f"{milestone.pk}-{milestone.version}-0"}
    return {"report": "1", "rows": json.dumps([row | key | {"late": False}])}


NOW = {"on": TODAY, "since": TODAY}


def looked_at(words, parts=1, people=3, **others):
    """``words`` of a change whose page said before how much it touches."""

    def sent(world):
        mine = words(world) if callable(words) else words
        names = {name: [str(value)] for name, value in mine.items()}
        if "parts" in mine:
            names["people"] = []
        if "kind" in mine:
            names["into"] = []
        numbers = {"parts": parts, "people": people} | others
        numbers = {name: number for name, number in numbers.items() if number}
        return mine | {"previewed": token_of(names, numbers)}

    return sent


def empty_unit(world):
    return make_unit(name="区旧改办").pk


def renamed(world):
    days = {"on": TODAY, "since": TODAY}
    rename_unit(world.plan, world.unit, by=world.supervisor, reason="更名", name="新名", **days)


def to_carry_over(world):
    """The plan closes, and another one is in preparation."""
    type(world.plan).objects.filter(pk=world.plan.pk).update(closing_from=TODAY)
    world.taker = make_plan(in_use_from=None, issued_on=date(2016, 1, 8))


def ended_task(world):
    """The task was withdrawn today, with its milestone."""
    end_task(world.task, by=world.supervisor, kind="withdrawn", reason="决定", **NOW)
    return world.task.number


def gone_on(world):
    """The task was withdrawn meanwhile, and goes on again."""
    ended_task(world)
    restore_task(world.task, by=world.supervisor, reason="重启", **NOW)


def gone_on_and_ended(world):
    restore_task(world.task, by=world.supervisor, reason="重启", **NOW)
    ended_task(world)


def next_leader(world):
    """Somebody who can lead something; the page is the plan's."""
    world.next = make_leader()


def proposed_by_another(world):
    return make_proposal(world.plan, host=world.unit).pk


def bulletin(world):
    """A draft of a month in which the milestone had a date to keep."""
    world.bulletin = make_bulletin(world.plan, by=world.supervisor)
    return world.bulletin.pk


def issued_bulletin(world):
    return make_bulletin(world.plan, by=world.supervisor, issued_on=TODAY).pk


def section_of_a_bulletin(world):
    return bulletin(world), "done"


def section_written(world):
    who = {"by": world.supervisor, "on": TODAY}
    bulletins.write(world.bulletin, "late", **who, seen=0, text=WORDS)


def leads(world):
    """Somebody leads the task, and somebody else could."""
    world.next = make_leader(user=make_user(role="leader"))
    return make_task_leader(world.task, make_leader(user=world.leader)).leader_id


def replacing(world):
    words = {"to": world.next.pk, "tasks": world.task.pk, "orders_go": "yes"}
    words |= {"since": "2015-06-18", "reason": WORDS}
    names = {name: [str(value)] for name, value in words.items()}
    return words | {"previewed": token_of(names, {"tasks": 1})}


def replaced(world):
    """Another task got another leader meanwhile."""
    task, leader = make_task(plan=world.plan), make_leader()
    make_task_leader(task, leader)
    words = {"reason": "分工", "to": world.next, "tasks": [task], "orders_go": False}
    replace_leader(world.plan, leader, by=world.supervisor, **words, **NOW)


def absent(world):
    return make_absence(from_on=TODAY - timedelta(days=1)).pk


def proposed(world):
    """Somebody wants to correct the task."""
    return make_proposed_correction(world.task).pk


def proposed_by_himself(world):
    world.admin = make_user(role="admin")
    return make_proposed_correction(world.task, proposed_by=world.admin).pk


def to_meet(world):
    """A meeting of today about the task."""
    return item_to_decide(world, "meeting_id")


def meets_later(world):
    """A meeting of tomorrow whose agenda is empty."""
    return make_meeting(world.plan, held_on=TODAY + DAY).pk


def item_to_decide(world, key="pk"):
    return getattr(make_item(make_meeting(world.plan), world.milestone), key)


def item_to_order(world):
    """The page of the agenda, with what is asked about its only item."""
    item = make_item(make_meeting(world.plan), world.milestone)
    world.rows = {
        f"i{item.pk}-position": 1,
        f"i{item.pk}-is_kept": "on",
        f"i{item.pk}-asked": WORDS,
    }
    return item.meeting_id


def noted(world):
    return make_decision(make_item(make_meeting(world.plan), world.milestone)).pk


def weights(world):
    """Late costs another number of points."""
    present = Weights(plan=world.plan)
    return {name: getattr(present, name) for name in SETTABLE} | {"late": "2.5", "reason": WORDS}
