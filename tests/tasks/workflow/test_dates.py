from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tasks.models import Milestone
from tasks.plan.recording import Conflict
from tasks.workflow.acts.dates import confirm_dates, set_date
from tasks.workflow.acts.extensions import grant
from tests.factories import TODAY, make_extension, make_milestone, make_user

pytestmark = pytest.mark.django_db
LATER = date(2015, 9, 30)


def test_noted_dates_are_confirmed_once():
    noted = make_milestone(date_note="inherited")
    earlier = make_milestone(date_note="period", date_confirmed_on=TODAY.replace(day=1))
    plain = make_milestone()
    supervisor = make_user(role="supervisor")
    assert confirm_dates(Milestone.objects.all(), by=supervisor, on=TODAY) == 1
    days = dict(Milestone.objects.values_list("pk", "date_confirmed_on"))
    assert days == {noted.pk: TODAY, earlier.pk: TODAY.replace(day=1), plain.pk: None}
    assert confirm_dates(Milestone.objects.all(), by=supervisor, on=TODAY) == 0


@pytest.mark.parametrize("role", ["viewer", "leader"])
def test_others_confirm_nothing(role):
    make_milestone(date_note="inherited")
    with pytest.raises(PermissionDenied):
        confirm_dates(Milestone.objects.all(), by=make_user(role=role), on=TODAY)
    assert Milestone.objects.get().date_to_check


def test_a_supervisor_sets_the_date_that_the_document_does_not_give():
    milestone = make_milestone(due_on=None, date_note="no_date")
    supervisor = make_user(role="supervisor")
    set_date(milestone, by=supervisor, on=TODAY, seen=0, due_on=LATER, reason="商定")
    milestone.refresh_from_db()
    dates = (milestone.due_on, milestone.original_due_on, milestone.date_confirmed_on)
    assert dates == (LATER, None, TODAY)
    assert milestone.events.get().note == "商定"


def test_a_second_date_does_not_replace_the_first_unseen():
    milestone = make_milestone()
    supervisor = make_user(role="supervisor")
    set_date(milestone, by=supervisor, on=TODAY, seen=0, due_on=LATER, reason="商定")
    with pytest.raises(Conflict):
        set_date(milestone, by=supervisor, on=TODAY, seen=0, due_on=TODAY, reason="另定")
    assert Milestone.objects.get().due_on == LATER


def test_a_date_is_not_set_over_one_that_was_granted_unseen():
    milestone = make_milestone()
    make_extension(milestone, decision="pending", new_due_on=LATER)
    supervisor = make_user(role="supervisor")
    grant(milestone, by=supervisor, on=TODAY, seen=0)
    with pytest.raises(Conflict) as caught:
        set_date(milestone, by=supervisor, on=TODAY, seen=0, due_on=TODAY, reason="另定")
    assert [event.action for event in caught.value.events] == ["grant"]
    assert Milestone.objects.get().due_on == LATER
