"""What must outlive people and mistakes: reports, accounts, the record of what happened."""

import pytest
from django.db import IntegrityError, transaction

from leaders.models import Leader
from tasks.models import Event
from tests.factories import (
    make_correction,
    make_event,
    make_leader,
    make_milestone,
    make_plan_correction,
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


@pytest.mark.parametrize("of", ["event", "plan"])
def test_a_correction_is_never_changed_or_deleted(of):
    line = make_correction() if of == "event" else make_plan_correction()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(line).objects.update(after="另")
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        line.delete()
    assert type(line).objects.get().after == "新"


def test_a_leader_outlives_the_account():
    leader = make_leader(user=make_user())
    leader.user.delete()
    assert Leader.objects.get(pk=leader.pk).user is None
    assert User.objects.count() == 0
