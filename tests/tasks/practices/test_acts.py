import pytest
from django.core.exceptions import PermissionDenied

from tasks.models import Event
from tasks.plan.recording import Conflict
from tasks.practices.acts import propose, publish
from tests.factories import TODAY, make_milestone, make_practice, make_report, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return make_report(make_milestone())


def test_a_unit_offers_its_own_report_once(report):
    person = make_user(role="liaison", unit=report.unit)
    made = propose(report, by=person, on=TODAY, title="一窗受理")
    assert (made.report, made.title, made.published_on) == (report, "一窗受理", None)
    with pytest.raises(Conflict):
        propose(report, by=person, on=TODAY, title="又一次")
    assert Event.objects.get().note == "一窗受理"


def test_nobody_offers_the_reports_of_others(report):
    other = make_user(role="liaison", unit=make_unit())
    with pytest.raises(PermissionDenied):
        propose(report, by=other, on=TODAY, title="一窗受理")


def test_a_supervisor_publishes_once(report):
    practice, supervisor = make_practice(report), make_user(role="supervisor")
    publish(practice, by=supervisor, on=TODAY)
    practice.refresh_from_db()
    assert practice.published_on == TODAY
    with pytest.raises(Conflict):
        publish(practice, by=supervisor, on=TODAY)
    with pytest.raises(PermissionDenied):
        publish(practice, by=make_user(role="liaison", unit=report.unit), on=TODAY)
