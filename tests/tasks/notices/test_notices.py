"""Who hears of an act at once, and what goes out in the morning."""

from datetime import date, timedelta

import pytest

from tasks.handover import acts as handover
from tasks.inspections import acts as inspections
from tasks.models import Event, Mail
from tasks.notices.rules import NOTICES
from tasks.plan.acting import announce
from tasks.rounds import acts as rounds
from tasks.workflow.acts import completion, extensions
from tests import pages
from tests.factories import (
    TODAY,
    make_acting_head,
    make_evidence,
    make_request,
    make_unit,
    make_user,
)
from tests.supervising import make_visit
from units.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
NOTICE, MORNING = Mail.Kind.NOTICE, Mail.Kind.MORNING


def told():
    return {mail.recipient for mail in Mail.objects.filter(kind=NOTICE).select_related("recipient")}


def seen(milestone):
    milestone.refresh_from_db()
    return {"seen": milestone.version, "on": TODAY}


def leads_to(person):
    """Where the only notice to ``person`` leads."""
    return person.mails.get().body["sections"][0]["lines"][0]["path"]


def claim(milestone, by):
    make_evidence(milestone, uploaded_by=by, action="request-completion")
    words = {
        "statement": "已印发。",
        "completed_on": TODAY,
        "exception": "已与其他单位电话会签，均无不同意见。",
    }
    return completion.request_completion(milestone, by=by, **seen(milestone), **words)


class TestRequests:
    def test_what_has_to_be_signed_is_told_to_who_signs(
        self, milestone, liaison, head, supervisor, others
    ):
        acting = make_user(role="liaison", unit=milestone.lead)
        make_acting_head(unit=milestone.lead, person=acting)
        claim(milestone, liaison)
        assert told() == {head, acting}
        assert head.mails.get().subject.startswith("申请办结，请审签：任务11 ")
        assert leads_to(head) == pages.act("sign", milestone)
        completion.sign(milestone, by=head, **seen(milestone))
        assert leads_to(supervisor) == pages.act("approve", milestone)

    def test_what_was_signed_is_told_to_the_supervisors(
        self, milestone, liaison, head, supervisor, others
    ):
        claim(milestone, liaison)
        Mail.objects.all().delete()
        completion.sign(milestone, by=head, **seen(milestone))
        assert told() == {supervisor}

    def test_what_needs_no_signature_goes_to_the_supervisors(
        self, milestone, head, supervisor, others
    ):
        claim(milestone, head)
        assert told() == {supervisor}

    def test_an_extension_too(self, milestone, liaison, head, supervisor, others):
        words = {
            "new_due_on": date(2015, 9, 30),
            "reason": "缓",
            "progress": "半",
            "measures": "加",
        }
        extensions.request_extension(milestone, by=liaison, **seen(milestone), **words)
        assert told() == {head}
        extensions.sign_extension(milestone, by=head, **seen(milestone))
        assert told() == {head, supervisor}

    def test_who_asks_to_be_relieved_is_told_to_the_supervisors(
        self, task, unit, liaison, supervisor, others
    ):
        part = task.assignments.get(unit=unit)
        handover.ask_relief(part, by=liaison, on=TODAY, reason="非我职责")
        assert told() == {supervisor}

    def test_a_rectification_is_told_to_the_supervisors(
        self, milestone, unit, liaison, supervisor, others
    ):
        visit = make_visit(milestone, unit, rectify_by=TODAY)  # makes a second supervisor
        inspections.rectify(visit, by=liaison, on=TODAY, text="已补。")
        assert told() == set(User.objects.filter(role="supervisor", is_active=True))
        assert supervisor in told()


class TestPeople:
    def test_lead_units_hear_of_a_round(self, plan, task, liaison, head, supervisor, others):
        days = {"from_on": TODAY, "until_on": TODAY, "deadline_on": TODAY + 7 * DAY}
        rounds.open_round(
            plan, by=supervisor, on=TODAY, title="上半年", questions="做了什么？", **days
        )
        assert told() == {liaison, head}

    def test_an_acting_head_hears_of_it_with_head_and_supervisors(
        self, unit, liaison, head, supervisor, others
    ):
        days = {"from_on": TODAY, "until_on": TODAY}
        handover.name_acting_head(unit, by=supervisor, on=TODAY, person=liaison, **days)
        assert told() == {liaison, head}
        days = {"from_on": TODAY + DAY, "until_on": TODAY + DAY}
        handover.name_acting_head(unit, by=head, on=TODAY, person=liaison, **days)
        assert told() == {liaison, head, supervisor}

    def test_a_deputy_hears_of_it_with_head_and_supervisors(
        self, unit, liaison, head, supervisor, others
    ):
        deputy = make_user(role="liaison", unit=make_unit())
        handover.name_deputy(liaison, deputy=deputy, from_on=TODAY, until_on=TODAY)
        assert told() == {deputy, head, supervisor}


def test_every_word_is_one_that_acts_write():
    assert set(NOTICES) <= set(Event.Action)


def test_nobody_is_told_of_what_was_rolled_back(milestone, unit, liaison, supervisor):
    make_request(milestone, unit=unit)
    day = {"completed_on": TODAY + DAY, "reason": "更正"}
    with pytest.raises(Exception, match="未来|future|晚于"):
        completion.approve(milestone, by=supervisor, **seen(milestone), **day)
    assert Mail.objects.count() == 0


def test_outside_of_an_act_nobody_would_be_told(milestone):
    with pytest.raises(RuntimeError):
        announce(milestone)
