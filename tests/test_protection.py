"""What must outlive people and mistakes: reports, accounts, the record of what happened."""

import pytest
from django.db import IntegrityError, transaction

from leaders.models import Leader
from tasks.models import Correction, Event
from tests.factories import (
    make_event,
    make_leader,
    make_milestone,
    make_report,
    make_user,
)
from units.models import User

pytestmark = pytest.mark.django_db


def test_who_has_reports_or_accounts_cannot_be_deleted():
    report = make_report(make_milestone(), reported_by=make_user())
    for row in (report.unit, report.reported_by):
        with pytest.raises(IntegrityError):
            row.delete()


def test_an_event_is_never_changed_or_deleted():
    event = make_event(make_milestone())
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(note="anders")
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        event.milestone.delete()


def test_a_correction_is_never_changed_or_deleted():
    event = make_event(make_milestone(), action="correct")
    line = event.corrections.create(field="题目", before="旧", after="新")
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(after="另")
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        line.delete()
    assert Correction.objects.get().after == "新"


def test_a_leader_outlives_the_account():
    leader = make_leader(user=make_user())
    leader.user.delete()
    assert Leader.objects.get(pk=leader.pk).user is None
    assert User.objects.count() == 0
