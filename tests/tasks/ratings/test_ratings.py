"""What the unit and the supervisors say of a milestone, where they differ, and who was right."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.models import Event, Mail, Milestone, SupervisorRating
from tasks.plan.recording import Conflict
from tasks.ratings.rules import Record, gaps, records, with_ratings, with_words
from tasks.workflow.acts.rating import rate
from tasks.workflow.acts.reports import report
from tests.factories import (
    TODAY,
    make_assignment,
    make_done,
    make_milestone,
    make_rating,
    make_report,
    make_task,
    make_unit,
    make_user,
    told,
)
from tests.pages import act, address, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
CAUSE = {"at-risk": "等上级文件。", "unable": "无编制。", "confident": "", "": ""}


def says(milestone, unit=None, own=None, on=TODAY):
    """What both say of ``milestone`` on the day."""
    if unit is not None:
        make_report(milestone, rating=unit, rating_cause=CAUSE[unit], reported_on=on)
    if own:
        make_rating(milestone, own, on)
    return milestone


class TestTheUnit:
    @pytest.mark.parametrize("rating", ["at-risk", "unable"])
    def test_what_worries_needs_a_cause(self, milestone, liaison, rating):
        who = {"by": liaison, "on": TODAY, "done": "已办3件。", "rating": rating}
        with pytest.raises(ValidationError) as refused:
            report(milestone, **who)
        assert set(refused.value.error_dict) == {"rating_cause"}
        made = report(milestone, **who, rating_cause="等上级文件。")
        assert (made.rating, made.rating_cause) == (rating, "等上级文件。")

    def test_that_it_cannot_be_done_is_told_to_supervisors_at_once(
        self, milestone, liaison, supervisor
    ):
        who = {"by": liaison, "on": TODAY, "done": "已办3件。"}
        report(milestone, **who, rating="confident")
        report(milestone, **who, rating="at-risk", rating_cause="等上级文件。")
        assert not Mail.objects.filter(recipient=supervisor).exists()
        report(milestone, **who, rating="unable", rating_cause="无编制。")
        event = Event.objects.get(action="warn")
        assert (event.note, event.unit, event.milestone) == ("无编制。", liaison.unit, milestone)
        mail = Mail.objects.get(recipient=supervisor)
        assert (mail.waits, "无编制。" in mail.body["opening"]) == (False, True)
        assert not Mail.objects.filter(recipient=liaison).exists()

    def test_the_form_asks_for_a_rating_and_keeps_the_words(self, as_liaison, milestone):
        typed = {"seen": 0, "done": "已办3件。"}
        page = as_liaison.post(act("report", milestone), typed)
        assert set(page.context["form"].errors) == {"rating"}
        page = as_liaison.post(act("report", milestone), typed | {"rating": "unable"})
        assert set(page.context["form"].errors) == {"rating_cause"}
        assert "已办3件。" in page.text
        assert not milestone.reports.exists()


class TestSupervisors:
    def test_they_rate_with_words_and_it_is_an_event(self, milestone, supervisor):
        made = rate(milestone, by=supervisor, on=TODAY, rating="at-risk", note="进度偏慢")
        assert (made.rating, made.rated_by, made.rated_on) == ("at-risk", supervisor, TODAY)
        event = milestone.events.get()
        assert (event.action, event.note.endswith("：进度偏慢")) == ("rate", True)

    @pytest.mark.parametrize("role", ["viewer", "leader", "admin"])
    def test_nobody_else_does(self, milestone, role):
        with pytest.raises(PermissionDenied):
            rate(milestone, by=make_user(role=role), on=TODAY, rating="at-risk", note="慢")

    def test_what_ended_is_not_rated(self, task, supervisor):
        for fields in (
            {"stage": "done", "completed_on": TODAY},
            {"stage": "stopped", "stopped_on": TODAY},
        ):
            with pytest.raises(Conflict):
                ended = make_milestone(task=task, **fields)
                rate(ended, by=supervisor, on=TODAY, rating="at-risk", note="慢")
        assert not SupervisorRating.objects.exists()

    def test_no_light_changes(self, milestone, supervisor):
        lights = Milestone.objects.of(milestone.task.plan, TODAY).values_list("light", flat=True)
        before = list(lights)
        rate(milestone, by=supervisor, on=TODAY, rating="unable", note="慢")
        assert list(lights.all()) == before


def test_the_latest_of_each_counts_as_of_the_day(milestone):
    says(milestone, "confident", "unable", TODAY - 2 * DAY)
    says(milestone, "at-risk", "confident", TODAY)
    make_report(milestone, reported_on=TODAY, kind="no-change")
    plan = milestone.task.plan
    found = {
        day: with_ratings(Milestone.objects.of(plan, day), day).get()
        for day in (TODAY - 3 * DAY, TODAY - DAY, TODAY)
    }
    assert [(one.unit_rating, one.own_rating) for one in found.values()] == [
        (None, None), ("confident", "unable"), ("at-risk", "confident"),
    ]  # fmt: skip
    row = with_words(Milestone.objects.of(plan, TODAY), TODAY).get()
    assert (row.unit_cause, row.unit_rated_on, row.own_rated_on) == ("等上级文件。", TODAY, TODAY)
    assert (row.own_note, row.unit_rater) == (
        "进度偏慢",
        milestone.reports.exclude(rating="").first().unit.name,
    )


def test_gaps_come_widest_first_then_the_supervisors_worst(plan, task):
    pairs = [("at-risk", "confident"), ("confident", "at-risk"), ("at-risk", "unable"),
             ("unable", "confident"), ("confident", "unable")]  # fmt: skip
    for pair in pairs:
        says(make_milestone(task=task), *pair)
    says(make_milestone(task=task), "at-risk", "at-risk")
    says(make_milestone(task=task), "unable")
    says(make_milestone(task=task), None, "unable")
    found = [(one.unit_rating, one.own_rating, one.gap) for one in gaps(plan, TODAY)]
    assert found == [
        ("confident", "unable", 2), ("unable", "confident", 2), ("at-risk", "unable", 1),
        ("confident", "at-risk", 1), ("at-risk", "confident", 1),
    ]  # fmt: skip


def test_what_ended_is_no_gap_and_what_waits_for_others_is(plan, task):
    for stage, day in (("done", "completed_on"), ("stopped", "stopped_on")):
        told(says(make_milestone(task=task, stage=stage, **{day: TODAY}), "confident", "unable"))
    asked = told(says(make_milestone(task=task, stage="submitted"), "confident", "unable"))
    assert list(gaps(plan, TODAY)) == [asked]


def known(task, unit, own, *, late, rated_on):
    """A milestone of which both said something on the day; overdue, or done in time on the 10th."""
    if late:
        milestone = make_milestone(task=task, due_on=date(2015, 6, 12))
    else:
        milestone = make_done(task=task, due_on=date(2015, 6, 12), completed_on=date(2015, 6, 10))
    return told(says(milestone, unit, own, rated_on))


def test_confident_came_true_where_it_was_done_in_time_and_worry_where_not(plan, task):
    before = date(2015, 6, 9)
    known(task, "confident", "at-risk", late=False, rated_on=before)
    known(task, "confident", "at-risk", late=True, rated_on=before)
    known(task, "confident", "unable", late=True, rated_on=before)
    known(task, "at-risk", None, late=True, rated_on=before)
    assert records(plan, TODAY) == {"unit": Record(4, 2), "own": Record(3, 2)}
    assert records(plan, before) == {"unit": Record(0, 0), "own": Record(0, 0)}


@pytest.mark.parametrize(("late", "last_day"), [(False, 9), (True, 12)])
def test_only_what_was_said_before_the_outcome_was_known_counts(plan, task, late, last_day):
    milestone = known(task, "confident", "unable", late=late, rated_on=date(2015, 6, last_day))
    says(milestone, "unable", "confident", date(2015, 6, last_day + 1))
    told(milestone)
    assert records(plan, TODAY) == {"unit": Record(1, int(not late)), "own": Record(1, int(late))}


def test_milestones_without_a_date_or_still_in_time_are_no_cases(plan, task):
    says(make_milestone(task=task), "confident", "confident", date(2015, 6, 1))
    says(make_milestone(task=task, kind="ongoing", due_on=None), "confident", "confident")
    assert records(plan, TODAY)["unit"].cases == 0


@pytest.mark.parametrize(("cases", "is_telling"), [(4, False), (5, True)])
def test_below_five_cases_no_share_is_told(cases, is_telling):
    assert Record(cases, 2).is_telling is is_telling
    assert Record(5, 2).percent == 40


class TestPages:
    def test_the_list_is_filtered_by_unit_and_project(self, viewer, plan, task, unit):
        mine = says(make_milestone(task=task), "confident", "unable")
        other = make_task(plan=plan)
        make_assignment(other, make_unit())
        theirs = says(make_milestone(task=other), "confident", "at-risk")
        place = address("rating-list", plan)
        assert [row.pk for row in rows_of(viewer.get(place))] == [mine.pk, theirs.pk]
        for asked, expected in (
            ({"unit": unit.pk}, [mine.pk]),
            ({"project": other.project_id}, [theirs.pk]),
            ({"unit": "x"}, []),
        ):
            assert [row.pk for row in rows_of(viewer.get(place, asked))] == expected
        page = viewer.get(place).text
        assert (mine.text in page, "进度偏慢" in page) == (True, True)

    def test_few_cases_show_their_number_only(self, viewer, plan, task):
        for _number in range(4):
            known(task, "confident", None, late=True, rated_on=date(2015, 6, 9))
        page = viewer.get(address("rating-list", plan))
        assert [record for _label, record in page.context["records"]] == [
            Record(4, 0), Record(0, 0),
        ]  # fmt: skip
        assert "0%" not in page.text
        known(task, "at-risk", None, late=True, rated_on=date(2015, 6, 9))
        assert "20%" in viewer.get(address("rating-list", plan)).text

    @pytest.mark.parametrize("number", [1, 3, 20])
    def test_it_asks_as_often_for_many_as_for_one(
        self, viewer, plan, task, number, django_assert_num_queries
    ):
        for _number in range(number):
            says(make_milestone(task=task), "confident", "unable")
        with django_assert_num_queries(11):
            viewer.get(address("rating-list", plan))

    def test_the_page_of_the_task_tells_both(self, as_supervisor, plan, task):
        milestone = says(make_milestone(task=task, order=3), "at-risk", "confident")
        page = as_supervisor.get(address("task", plan, task.number)).text
        part = page[page.index('class="ratings"') :][:900]
        assert "进度偏慢" in part
        assert "等上级文件。" in page
        assert act("rate", milestone) in page

    def test_the_list_of_milestones_marks_worries_and_what_supervisors_see_otherwise(
        self, viewer, plan, task
    ):
        says(make_milestone(task=task), "confident", "confident")
        done = make_milestone(task=task, stage="done", completed_on=TODAY)
        told(says(done, "unable", "unable"))
        calm = viewer.get(address("milestone-list", plan)).text
        says(make_milestone(task=task), "at-risk", "at-risk")
        says(make_milestone(task=task), "confident", "unable")
        page = viewer.get(address("milestone-list", plan)).text
        assert page.count('class="tag"') - calm.count('class="tag"') == 2
