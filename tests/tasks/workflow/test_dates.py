from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.models import Milestone
from tasks.plan.recording import Conflict
from tasks.workflow.acts.dates import confirm_dates, set_date
from tasks.workflow.acts.extensions import grant
from tests.factories import TODAY, changed, make_extension, make_milestone, make_user
from tests.factories import grant as grant_extension
from tests.pages import act

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
    assert milestone.events.get().note == "待定 → 2015年9月30日。商定"


def test_a_date_that_stays_is_not_told_as_moved():
    milestone, by = make_milestone(), {"by": make_user(role="supervisor"), "on": TODAY}
    set_date(milestone, **by, seen=0, due_on=milestone.due_on, reason="无误")
    assert milestone.events.get().note == "无误"


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


@pytest.mark.parametrize(
    ("due_on", "problem"),
    [
        (date(2015, 6, 17), None),
        (date(2015, 2, 5), None),
        (date(2015, 2, 4), "due_on"),
        (date(2020, 12, 31), None),
        (date(2021, 1, 1), "due_on"),
    ],
)
def test_no_date_is_set_before_the_plan_or_long_after_it(due_on, problem):
    milestone = make_milestone()
    words = {"by": make_user(role="supervisor"), "on": TODAY, "seen": 0, "reason": "定"}
    try:
        set_date(milestone, due_on=due_on, **words)
    except ValidationError as refused:
        assert list(refused.error_dict) == [problem]
    else:
        assert problem is None
    milestone.refresh_from_db()
    assert milestone.due_on == (date(2015, 6, 30) if problem else due_on)
    assert (milestone.version, milestone.events.count()) == ((0, 0) if problem else (1, 1))


def test_the_date_that_stands_needs_no_second_thought():
    milestone = make_milestone(due_on=date(2015, 1, 31))
    words = {"by": make_user(role="supervisor"), "on": TODAY, "seen": 0, "reason": "照旧"}
    set_date(milestone, due_on=date(2015, 1, 31), **words)
    assert milestone.events.get().note == "照旧"


class TestTheForm:
    """A box asks whether a date that has passed is meant."""

    BOX = '<input type="checkbox" name="due_on_answer"'
    YES = {"due_on_asked": "2015-06-01", "due_on_answer": "on"}

    @pytest.fixture(autouse=True)
    def of_today(self, today):
        pass

    def send(self, client, milestone, **fields):
        typed = {"seen": 0, "due_on": "2015-06-01", "reason": "会议商定"}
        return client.post(act("set-date", milestone), typed | fields)

    def test_it_asks_first_and_keeps_what_was_typed(self, as_supervisor, milestone):
        assert self.BOX not in as_supervisor.get(act("set-date", milestone)).text
        page = self.send(as_supervisor, milestone).text
        assert self.BOX in page
        assert "该日期已过（今天是2015-06-18），设定后即为逾期。是否确定？" in page
        assert ("会议商定" in page, 'value="2015-06-01"' in page) == (True, True)
        assert Milestone.objects.get().due_on == date(2015, 6, 30)
        self.send(as_supervisor, milestone, **self.YES)
        assert Milestone.objects.get().due_on == date(2015, 6, 1)

    def test_a_date_before_the_plan_is_refused_with_its_day(self, as_supervisor, milestone):
        page = self.send(as_supervisor, milestone, due_on="2015-02-04").text
        assert "该日期过早，最早可填2015-02-05。" in page

    def test_the_tick_stays_in_sight_beside_another_error(self, as_supervisor, milestone):
        page = self.send(as_supervisor, milestone, **self.YES | {"reason": ""}).text
        assert self.BOX in page
        assert Milestone.objects.get().due_on == date(2015, 6, 30)

    def test_after_a_conflict_it_is_asked_anew(self, as_supervisor, milestone):
        changed(milestone, version=1)
        answer = self.send(as_supervisor, milestone, **self.YES)
        assert (answer.status_code, self.BOX in answer.text) == (409, False)
        assert "会议商定" in answer.text
        assert 'name="due_on_asked"' not in answer.text


class TestWhichDaysItCovers:
    """A reading of the document holds for every day, any other date from its day on."""

    YESTERDAY = date(2015, 6, 17)

    def due_yesterday(self, milestone):
        """What a page of the day before shows once a date is set today."""
        milestone.refresh_from_db()
        supervisor, seen = make_user(role="supervisor"), milestone.version
        words = {"due_on": LATER, "reason": "商定"}
        set_date(milestone, by=supervisor, on=TODAY, seen=seen, **words)
        return Milestone.objects.of(milestone.task.plan, self.YESTERDAY).get().due

    def test_what_a_noted_date_means_was_meant_all_along(self):
        assert self.due_yesterday(make_milestone(date_note="before_month")) == LATER

    def test_another_reading_replaces_the_first(self):
        milestone = make_milestone(date_note="before_month")
        first = {"due_on": date(2015, 7, 31), "reason": "初定"}
        set_date(milestone, by=make_user(role="supervisor"), on=TODAY, seen=0, **first)
        assert self.due_yesterday(milestone) == LATER

    @pytest.mark.parametrize(
        "fields", [{"date_note": "no_date", "due_on": None}, {"due_on": date(2015, 6, 30)}]
    )
    def test_a_date_that_nobody_could_read_holds_from_its_day(self, fields):
        assert self.due_yesterday(make_milestone(**fields)) == fields["due_on"]

    def test_after_a_grant_the_days_before_keep_the_granted_date(self):
        milestone = make_milestone(date_note="before_month")
        granted = date(2015, 7, 31)
        grant_extension(milestone, new_due_on=granted, decided_on=date(2015, 6, 10))
        assert self.due_yesterday(milestone) == granted
