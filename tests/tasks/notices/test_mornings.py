"""The mail of the morning, with what was told since the last."""

from datetime import date

import pytest

from tasks.models import Delivery
from tasks.notices.acts import write_mornings
from tasks.workflow.acts import completion
from tests.factories import (
    TODAY,
    make_request,
)
from tests.tasks.notices.test_notices import DAY, MORNING, seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


class TestMornings:
    def a_decision(self, milestone, liaison, by):
        make_request(milestone, unit=milestone.lead, requested_by=liaison)
        completion.approve(milestone, by=by, **seen(milestone))

    def test_one_mail_carries_all_and_once(self, milestone, liaison, supervisor):
        self.a_decision(milestone, liaison, supervisor)
        completion.reopen(milestone, by=supervisor, **seen(milestone), reason="回头看")
        assert Delivery.objects.count() == 0
        assert [write_mornings(TODAY), write_mornings(TODAY), write_mornings(TODAY + DAY)] == [
            1,
            0,
            0,
        ]
        mail = liaison.mails.get(kind=MORNING)
        assert mail.deliveries.count() == 1
        assert mail.read_at
        assert [line["text"][:4] for line in mail.body["sections"][0]["lines"]] == [
            "办结申请",
            "重启：任",
        ]
        assert "/tasks/11/#m3" in mail.body["sections"][0]["lines"][0]["path"]
        assert liaison.mails.filter(read_at=None).count() == 2

    def test_what_came_after_the_morning_goes_with_the_next(self, milestone, liaison, supervisor):
        self.a_decision(milestone, liaison, supervisor)
        write_mornings(TODAY)
        completion.reopen(milestone, by=supervisor, **seen(milestone), reason="回头看")
        assert write_mornings(TODAY) == 0
        assert write_mornings(TODAY + DAY) == 1
        assert liaison.mails.filter(kind=MORNING).count() == 2

    def test_not_on_days_off_and_not_to_who_left(self, milestone, liaison, supervisor):
        self.a_decision(milestone, liaison, supervisor)
        assert [write_mornings(date(2015, 6, day)) for day in (20, 21, 22)] == [0, 0, 0]
        liaison.is_active = False
        liaison.save()
        assert write_mornings(date(2015, 6, 23)) == 0
        liaison.is_active = True
        liaison.save()
        assert write_mornings(date(2015, 6, 24)) == 1
