"""Where each line of the set-up page leads."""

from types import SimpleNamespace

import pytest

from tasks.setup.checking import Facts
from tasks.setup.checks import page_of
from tasks.setup.health import Concern, Kind
from tasks.setup.ways import mend_of
from tests.factories import TODAY, make_leader, make_unit, make_user

pytestmark = pytest.mark.django_db


def test_somebody_is_put_right_on_the_page_of_his_unit_or_as_a_leader(plan):
    facts = Facts(plan, TODAY, None, SimpleNamespace())
    leader = make_leader(user=make_user(role="leader"))
    liaison = make_user(role="liaison", unit=make_unit())
    assert page_of(leader.user, facts).endswith(f"/leaders/{leader.pk}/")
    assert page_of(liaison, facts).endswith(f"/units/{liaison.unit_id}/")


def test_where_nobody_is_there_one_invites(plan):
    unit = make_unit()
    concern = Concern(unit, None, ((Kind.NO_HEAD, 1),))
    path = mend_of(concern, plan, make_user(role="supervisor")).path
    assert path.endswith(f"/units/{unit.pk}/#staff")


def test_what_a_unit_is_late_with_is_urged(plan):
    unit = make_unit()
    concern = Concern(unit, make_user(role="liaison", unit=unit), ((Kind.OVERDUE, 6),))
    path = mend_of(concern, plan, make_user(role="supervisor")).path
    assert path.endswith(f"/supervision/urge/?unit={unit.pk}&role=lead&light=red")
