"""Referrals of the time before they were restricted."""

from importlib import import_module

import pytest
from django.apps import apps

from tasks.models import Restriction
from tests.factories import TODAY, make_event, make_unit
from tests.supervising import make_slip, overdue

pytestmark = pytest.mark.django_db


def test_the_units_concerned_read_those_of_which_the_event_is_known(task, unit, supervisor):
    units = [unit, make_unit()]
    referred = {"level": 3, "referred_on": TODAY, "referral": "建议核查。"}
    known, lost = (make_slip(overdue(task), *units, **referred) for _time in range(2))
    make_slip(overdue(task), *units)
    event = make_event(known.milestone, action="refer", slip=known, person=supervisor)
    make_event(lost.milestone, action="issue-slip", slip=lost)
    import_module("tasks.migrations.0094_first_restrictions").restrict_referrals(apps, None)
    row = Restriction.objects.get()
    assert (row.slip, row.marked, row.task, list(row.units.all())) == (known, event, task, units)
