"""Who comes second reads who was first: what he did, when, and with which words."""

import re

import pytest
from django.test import Client

from tests.factories import (
    TODAY,
    make_done,
    make_practice,
    make_report,
    make_user,
)
from tests.pages import address
from tests.supervising import make_instruction, make_slip, make_visit, overdue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def slip_to_withdraw(task, unit):
    return "withdraw-slip", make_slip(overdue(task), unit).pk


def slip_to_refer(task, unit):
    return "refer-slip", make_slip(overdue(task), unit, level=3).pk


def slip_to_issue(task, unit):
    return "issue-slips", None


def instruction_to_answer(task, unit):
    return "reply", make_instruction(task, unit).replies.get().pk


def slip_to_answer(task, unit):
    return "answer-slip", make_slip(overdue(task), unit).receipts.get().pk


def slip_to_confirm(task, unit):
    return "receive-slip", make_slip(overdue(task), unit).receipts.get().pk


def inspection_to_rectify(task, unit):
    return "rectify", make_visit(overdue(task), unit, rectify_by=TODAY).pk


def inspection_to_close(task, unit):
    done = {"rectified_on": TODAY, "rectification": "已补。"}
    return "close-inspection", make_visit(overdue(task), unit, rectify_by=TODAY, **done).pk


def done_to_recheck(task, unit):
    return "recheck", make_done(TODAY.replace(month=5), task=task).pk


def practice_to_publish(task, unit):
    return "publish-practice", make_practice(make_report(overdue(task), unit=unit)).pk


def report_to_offer(task, unit):
    return "propose-practice", make_report(overdue(task), unit=unit).pk


def task_to_acknowledge(task, unit):
    return "acknowledge", task.assignments.get().pk


def task_to_leave(task, unit):
    return "ask-relief", task.assignments.get().pk


PAPERS = [
    slip_to_withdraw,
    slip_to_refer,
    slip_to_issue,
    slip_to_answer,
    slip_to_confirm,
    instruction_to_answer,
    inspection_to_rectify,
    inspection_to_close,
    done_to_recheck,
    practice_to_publish,
    report_to_offer,
    task_to_acknowledge,
    task_to_leave,
]
WORDS = {
    "text": "先到一步。",
    "reason": "先到一步。",
    "title": "先到一步",
    "passed": "yes",
    "findings": "属实。",
}


def opened_form(client, target, values):
    """What the browser sends: the page's hidden fields and the words."""
    hidden = re.findall(
        r'type="hidden" name="(looked|seen|m)" value="([^"]*)"', client.get(target).text
    )
    return dict(hidden) | values


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.__name__)
def test_the_page_says_who_did_what(paper, plan, task, unit):
    name, pk = paper(task, unit)
    is_unit = name in (
        "reply",
        "answer-slip",
        "receive-slip",
        "rectify",
        "propose-practice",
        "acknowledge",
        "ask-relief",
    )
    people = [
        make_user(role="liaison" if is_unit else "supervisor", unit=unit, name=name_)
        for name_ in ("先到者", "后到者")
    ]
    clients = [Client() for _person in people]
    for client, person in zip(clients, people, strict=True):
        client.force_login(person)
    values = WORDS
    if pk is None:
        milestone = overdue(task)
        prefix = f"m{milestone.pk}"
        values = {
            "m": milestone.pk,
            f"{prefix}-requirement": "请办。",
            f"{prefix}-reply_by": "2015-07-01",
        }
        target = address(name, plan, m=milestone.pk)
    else:
        target = address(name, plan, pk)
    sent = opened_form(clients[1], target, values)
    assert clients[0].post(target, values).status_code == 302
    answer = clients[1].post(target, sent, follow=True)
    assert "先到者" in answer.text
    assert "2015-06-18" in answer.text
