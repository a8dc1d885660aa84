"""Who hears at once of what was decided."""

from datetime import date

import pytest

from tasks.handover import acts as handover
from tasks.inspections import acts as inspections
from tasks.instructions import acts as instructions
from tasks.models import Delivery, Event, Mail
from tasks.plan.correcting import Change, correct
from tasks.rounds import acts as rounds
from tasks.slips import acts as slips
from tasks.workflow.acts import completion, dates, extensions, splitting
from tests.factories import (
    TODAY,
    make_assignment,
    make_deputy,
    make_extension,
    make_relief,
    make_request,
    make_round,
    make_unit,
    make_user,
)
from tests.supervising import make_instruction, make_slip, make_visit
from tests.tasks.notices.test_notices import claim, seen, told
from units.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


class TestDecisions:
    @pytest.mark.parametrize(
        ("state", "decide", "is_urgent"),
        [
            ("submitted", completion.approve, False),
            ("submitted", completion.return_request, True),
            ("pending", extensions.grant, False),
            ("pending", extensions.refuse, False),
        ],
    )
    def test_the_unit_that_asked_hears_of_it(
        self, state, decide, is_urgent, milestone, task, unit, liaison, head, supervisor, others
    ):
        make_user(role="liaison", unit=make_assignment(task).unit)  # leads too, and did not ask
        ask = make_request if state == "submitted" else make_extension
        ask(milestone, unit=unit, requested_by=liaison)
        decide(milestone, by=supervisor, **seen(milestone), reason="见附件。")
        assert told() == {liaison, head}
        mail = liaison.mails.get()
        assert "见附件。" in mail.body["opening"]
        assert mail.waits != is_urgent
        assert mail.deliveries.exists() == is_urgent

    def test_what_the_head_sends_back_is_urgent(self, milestone, unit, liaison, head, others):
        asked = {"decision": "signing", "submitted_on": None, "requested_by": liaison}
        make_extension(milestone, unit=unit, **asked)
        extensions.send_back_extension(milestone, by=head, **seen(milestone), reason="再写")
        assert told() == {liaison}
        assert liaison.mails.get().deliveries.exists()

    def test_who_stands_in_for_the_staff_hears_of_it(self, milestone, unit, head, supervisor):
        deputy = make_user(role="liaison", unit=make_unit())
        make_deputy(person=head, deputy=deputy, from_on=TODAY, until_on=TODAY)
        make_request(milestone, unit=unit, requested_by=head)
        completion.approve(milestone, by=supervisor, **seen(milestone))
        assert told() == {head, deputy}

    def test_stopping_resuming_reopening_and_dates_are_told_to_who_answers(
        self, milestone, liaison, head, supervisor, others
    ):
        words = {"by": supervisor, "reason": "据会议纪要"}
        later = {"due_on": date(2015, 9, 30)}
        for act, more in (
            (completion.stop, {}),
            (completion.resume, {}),
            (dates.set_date, later),
        ):
            act(milestone, **words, **seen(milestone), **more)
            assert told() == {liaison, head}
        assert liaison.mails.count() == 3
        assert "2015-09-30" in str(list(liaison.mails.values_list("body", flat=True)))

    def test_whose_wish_lapses_by_what_another_lead_unit_claims_hears_of_it(
        self, task, milestone, unit, liaison, head, supervisor, others
    ):
        asking = make_user(
            role="liaison", unit=make_assignment(task, make_unit(name="区先问局")).unit
        )
        make_extension(milestone, unit=asking.unit, requested_by=asking)
        claim(milestone, liaison)
        assert told() == {head, asking}
        lapsed = Event.objects.get(action="withdraw-extension")
        assert (lapsed.unit, lapsed.person) == (asking.unit, liaison)
        assert (
            lapsed.note
            == milestone.extensions.get().decision_note
            == f"{unit}申请办结，延期申请失效。"
        )

    def test_whose_own_claim_takes_the_place_of_its_wish_is_told_nothing(
        self, milestone, unit, liaison, head, supervisor, others
    ):
        make_extension(milestone, unit=unit, requested_by=liaison)
        claim(milestone, liaison)
        assert told() == {head}
        assert head.mails.count() == 1

    def test_who_is_named_and_who_led_hear_of_it(
        self, task, milestone, liaison, head, supervisor, others
    ):
        named = make_user(role="liaison", unit=make_assignment(task, role="participating").unit)
        words = {"unit": named.unit, "reason": "分工"}
        splitting.name_unit(milestone, by=supervisor, **seen(milestone), **words)
        assert told() == {liaison, head, named}

    def test_all_lead_units_hear_who_hosts(self, task, liaison, head, supervisor, others):
        second = make_user(role="liaison", unit=make_assignment(task).unit)
        part = task.assignments.get(unit=second.unit)
        handover.name_host(part, by=supervisor, on=TODAY, reason="议定")
        assert told() == {liaison, head, second}

    def test_both_sides_hear_of_a_part_that_moves(
        self, task, unit, liaison, head, supervisor, others
    ):
        fresh = make_user(role="head", unit=make_unit())
        part = task.assignments.get(unit=unit)
        handover.move_part(part, by=supervisor, on=TODAY, unit=fresh.unit, reason="三定")
        assert told() == {liaison, head, fresh}

    def test_who_has_to_keep_the_task_hears_of_it(
        self, task, unit, liaison, head, supervisor, others
    ):
        part = task.assignments.get(unit=unit)
        make_relief(part, requested_by=liaison)
        handover.refuse_relief(part, by=supervisor, on=TODAY, reason="职责明确")
        assert told() == {liaison, head}

    def test_who_had_the_slip_hears_that_it_is_withdrawn(
        self, milestone, unit, liaison, head, supervisor, others
    ):
        slips.withdraw(make_slip(milestone, unit), by=supervisor, on=TODAY, text="误发")
        assert told() == {liaison, head}
        assert "/slips/" in str(liaison.mails.get().body)

    def test_a_reply_sent_back_is_urgent_for_its_unit_alone(
        self, task, unit, liaison, head, others
    ):
        other = make_user(role="liaison", unit=make_assignment(task).unit)
        given = make_instruction(task, unit, other.unit)
        given.replies.update(state="answered", text="已办。", replied_on=TODAY)
        answer = given.replies.get(unit=unit)
        instructions.send_back_reply(answer, by=given.given_by, on=TODAY, text="空泛")
        assert told() == {liaison, head}
        assert Delivery.objects.count() == 2

    def test_a_reply_is_told_to_the_leader_who_instructed(
        self, task, unit, liaison, head, supervisor, others
    ):
        given = make_instruction(task, unit)
        instructions.reply(given.replies.get(), by=liaison, on=TODAY, text="两街道已补齐。")
        assert told() == {given.given_by}
        mail = given.given_by.mails.get()
        assert "区水务局" in mail.body["opening"]
        assert "两街道已补齐。" in mail.body["opening"]
        assert "#instructions" in str(mail.body["sections"])

    def test_a_score_is_told_to_the_unit_that_assessed_itself(
        self, plan, task, unit, liaison, head, supervisor, others
    ):
        other = make_user(role="liaison", unit=make_assignment(task).unit)  # leads too
        one, words = make_round(plan=plan), {"progress": "已办", "own_score": 90}
        theirs, answer = (
            rounds.answer(one, part, by=person, on=TODAY, seen=0, **words)
            for person in (other, liaison)
            for part in task.assignments.filter(unit=person.unit)
        )
        rounds.review(theirs, by=supervisor, on=TODAY, answer=1, seen=0, score=95, comment="好")
        Mail.objects.all().delete()
        rounds.review(answer, by=supervisor, on=TODAY, answer=1, seen=0, score=80, comment="缺附件")
        assert told() == {liaison, head}
        assert "80。缺附件" in head.mails.get().body["opening"]
        assert f"/rounds/{one.pk}/" in str(head.mails.get().body["sections"])

    def test_a_correction_is_told_to_the_units_of_the_task_and_to_the_one_it_took_away(
        self, task, liaison, head, supervisor, others
    ):
        gone = make_user(role="liaison", unit=make_unit(name="区财政局"))
        part = User.objects.get(unit__assignments__role="participating")
        change = Change("参与单位", "区财政局", "")
        by = make_user(role="admin")
        correct(task, [change], by=by, on=TODAY, reason="校对原文")
        assert told() == {liaison, head, gone, part}
        assert "区财政局" in head.mails.get().body["opening"]

    @pytest.mark.parametrize(
        ("act", "is_urgent"), [(inspections.close, False), (inspections.send_back, True)]
    )
    def test_the_unit_hears_what_became_of_its_rectification(
        self, act, is_urgent, milestone, unit, liaison, head, supervisor, others
    ):
        done = {"rectified_on": TODAY, "rectification": "已补。", "rectified_by": liaison}
        act(
            make_visit(milestone, unit, rectify_by=TODAY, **done),
            by=supervisor, on=TODAY, text="阅",
        )  # fmt: skip
        assert told() == {liaison, head}
        assert liaison.mails.get().waits != is_urgent
