from datetime import date

import pytest
from django.utils import translation

from leaders.models import Leader
from tasks.importer.loading import load
from tasks.importer.plan import read_plan
from tasks.importer.plan_json import plan_data
from tasks.importer.reading import PlanTextError
from tasks.models import Assignment, Event, Milestone, Plan, Task
from tests.factories import (
    TODAY,
    changed,
    grant,
    make_date_setting,
    make_event,
    make_extension,
    make_extra_task,
    make_milestone,
    make_proposed_correction,
    make_report,
    make_unit,
    make_user,
)
from tests.texts import item, small_plan
from units.models import Unit, UnitAlias

pytestmark = pytest.mark.django_db
JUNE = "2015年6月底前，制定办法，完成培训。"


def reading_of(*items, slug="plan", **fields):
    return read_plan(small_plan(*items, **fields).encode(), slug)


def load_in_english(*items):
    """The changes of a load as everybody can compare them."""
    with translation.override("en"):
        return load(reading_of(*items))


def milestone(text):
    return Milestone.objects.get(text=text)


@pytest.fixture
def loaded():
    load(reading_of(item(1, schedule=JUNE), item(2)))


def test_a_plan_is_loaded_once_and_a_second_time_changes_nothing(loaded):
    assert load(reading_of(item(1, schedule=JUNE), item(2))) == []
    assert (Plan.objects.count(), Task.objects.count(), Milestone.objects.count()) == (1, 2, 3)
    assert milestone("制定办法").due_on == date(2015, 6, 30)


def test_what_is_outside_the_plan_stays_as_it_is(loaded):
    plan = Plan.objects.get()
    extra = make_extra_task(plan, number=1001, title="任务2")
    load(reading_of(item(1, schedule=JUNE), item(3)))
    kept = Task.objects.of_document().values_list("number", flat=True)
    assert list(kept.order_by("number")) == [1, 3]
    extra.refresh_from_db()
    assert (extra.number, extra.project.title, extra.source_start) == (1001, "计划外立项", None)
    assert load(reading_of(item(1, schedule=JUNE), item(3))) == []
    exported = plan_data(plan)
    assert [task["number"] for task in exported["tasks"]] == [1, 3]
    assert [one["number"] for one in exported["projects"]] == [1]


def test_the_first_plan_becomes_the_active_one(loaded):
    load(reading_of(item(1), slug="other"))
    assert list(Plan.objects.filter(is_active=True).values_list("slug", flat=True)) == ["plan"]


def test_a_dry_run_says_what_it_would_do_and_does_nothing():
    changes = load(reading_of(item(1)), dry_run=True)
    assert any("办好这件事" in change for change in changes)
    assert (Plan.objects.count(), Unit.objects.count()) == (0, 0)


def test_a_changed_text_shows_what_changed(loaded):
    changes = load_in_english(item(1, title="办好大事", schedule=JUNE), item(2))
    assert changes == [
        "plan changed: 区委关于办好一件事的工作方案, official text",
        "task changed: 1 办好大事, title: 办好这件事 → 办好大事",
    ]
    assert Task.objects.get(number=1).title == "办好大事"


def test_changed_responsibility_replaces_the_old_one(loaded):
    other = "（牵头区领导：乙某，牵头单位：区司法局，参与单位：区法院）"
    changes = load_in_english(item(1, schedule=JUNE, responsible=other), item(2))
    assert changes == [
        "leader added: 乙某",
        "plan changed: 区委关于办好一件事的工作方案, official text",
        "assignment changed: 区司法局 (task 1), role: participating → lead",
        "assignment changed: 区法院 (task 1), role: lead → participating",
        "lead leader removed: 甲某 (task 1)",
        "lead leader added: 乙某 (task 1)",
    ]
    parts = Assignment.objects.filter(task__number=1).values_list("unit__name", "role")
    assert set(parts) == {("区司法局", "lead"), ("区法院", "participating")}


def test_a_later_import_never_touches_progress(loaded):
    row = milestone("制定办法")
    report = make_report(row)
    Milestone.objects.filter(pk=row.pk).update(stage="done", completed_on=TODAY)
    load(reading_of(item(1, schedule="2015年9月底前，制定办法，完成培训。"), item(2)))
    row = milestone("制定办法")
    assert (row.stage, row.completed_on, list(row.reports.all())) == ("done", TODAY, [report])


def test_a_new_date_in_the_document_moves_both_dates(loaded):
    load(reading_of(item(1, schedule="2015年9月底前，制定办法，完成培训。"), item(2)))
    row = milestone("制定办法")
    assert (row.original_due_on, row.due_on) == (date(2015, 9, 30), date(2015, 9, 30))


def test_what_an_import_changes_is_told_anew_and_raises_the_edition(loaded):
    before = Plan.objects.for_page().get().edition_number
    load(reading_of(item(1, schedule="2015年9月底前，制定办法，完成培训。"), item(2)))
    told = milestone("制定办法").standings.get()
    assert (told.due, Plan.objects.for_page().get().edition_number) == (
        date(2015, 9, 30),
        before + 1,
    )


def test_a_granted_date_stays_when_the_document_changes(loaded):
    grant(milestone("制定办法"), new_due_on=date(2015, 11, 30), decided_on=TODAY)
    load(reading_of(item(1, schedule="2015年9月底前，制定办法，完成培训。"), item(2)))
    row = milestone("制定办法")
    assert (row.original_due_on, row.due_on) == (date(2015, 9, 30), date(2015, 11, 30))


def test_a_refusal_keeps_no_date(loaded):
    make_extension(milestone("制定办法"), decision="refused", decided_on=TODAY)
    load(reading_of(item(1, schedule="2015年9月底前，制定办法，完成培训。"), item(2)))
    assert milestone("制定办法").due_on == date(2015, 9, 30)


def test_a_date_set_by_hand_stays_when_the_document_changes(loaded):
    make_date_setting(changed(milestone("制定办法"), due_on=TODAY))
    load(reading_of(item(1, schedule="2015年9月底前，制定办法，完成培训。"), item(2)))
    row = milestone("制定办法")
    assert (row.original_due_on, row.due_on) == (date(2015, 9, 30), TODAY)


def test_what_supervisors_added_stays(loaded):
    task = Task.objects.get(number=1)
    make_milestone(task=task, text="补充培训", order=101, added_on=TODAY)
    assert load(reading_of(item(1, schedule=JUNE), item(2))) == []
    assert milestone("补充培训").order == 101


def test_a_date_that_a_supervisor_set_stays(loaded):
    load(reading_of(item(1, schedule="立即启动工作。"), item(2)))
    Milestone.objects.filter(text="立即启动工作").update(due_on=TODAY)
    assert load(reading_of(item(1, schedule="立即启动工作。"), item(2))) == []
    assert milestone("立即启动工作").due_on == TODAY


def test_a_confirmed_reading_is_asked_again_when_the_date_was_rewritten():
    load(reading_of(item(1, schedule="2015年6月前，完成工作。")))
    Milestone.objects.update(date_confirmed_on=TODAY)
    assert load(reading_of(item(1, schedule="2015年6月前，完成工作。"))) == []
    load(reading_of(item(1, schedule="2015年9月前，完成工作。")))
    assert Milestone.objects.get().date_confirmed_on is None


def test_a_confirmation_ends_where_the_document_leaves_no_doubt():
    load(reading_of(item(schedule="2015年6月底前，完成甲。完成乙。")))
    Milestone.objects.filter(text="完成乙").update(date_confirmed_on=TODAY)
    load(reading_of(item(schedule="2015年6月底前，完成甲。2015年6月底前，完成乙。")))
    row = milestone("完成乙")
    assert (row.date_note, row.date_confirmed_on) == ("", None)


def test_reports_follow_the_words_when_clauses_change_places(loaded):
    report = make_report(milestone("完成培训"))
    load(reading_of(item(1, schedule="2015年6月底前，完成培训，制定办法。"), item(2)))
    assert report.milestone == milestone("完成培训")
    assert (milestone("完成培训").order, milestone("制定办法").order) == (1, 2)


def test_a_clause_without_progress_may_go(loaded):
    changes = load_in_english(item(1, schedule="2015年6月底前，制定办法。"), item(2))
    assert "milestone removed: 完成培训 (task 1)" in changes
    assert not Milestone.objects.filter(text="完成培训").exists()


def test_a_task_without_progress_may_go_and_its_project_with_it():
    two = small_plan(item(1), "（二）第二项工作", item(2))
    load(read_plan(two.encode(), "plan"))
    load(reading_of(item(1)))
    plan = Plan.objects.get()
    assert (plan.tasks.count(), plan.projects.count()) == (1, 1)


@pytest.mark.parametrize(
    "touch",
    [
        make_report,
        make_extension,
        make_event,
        make_proposed_correction,
        lambda row: Milestone.objects.filter(pk=row.pk).update(stage="submitted"),
    ],
    ids=["report", "extension", "event", "proposal", "stage"],
)
def test_whatever_people_did_keeps_a_clause(loaded, touch):
    touch(milestone("完成培训"))
    with pytest.raises(PlanTextError, match="完成培训") as caught:
        load(reading_of(item(1, schedule="2015年6月底前，制定办法。"), item(2)))
    assert caught.value.line == 5


@pytest.mark.parametrize(
    "later",
    [(item(2, title="另一件事"),), (item(1, schedule="2015年6月底前，制定办法。"), item(2))],
    ids=["task gone", "clause gone"],
)
def test_what_has_progress_cannot_be_removed_and_nothing_else_changes(loaded, later):
    make_report(milestone("完成培训"))
    with pytest.raises(PlanTextError, match="完成培训"):
        load(reading_of(*later))
    assert (Task.objects.count(), Milestone.objects.count()) == (2, 3)


def test_a_task_that_a_unit_acknowledged_cannot_be_removed(loaded):
    task = milestone("完成培训").task
    Event.objects.create(task=task, action="acknowledge", person=make_user(), on=TODAY)
    with pytest.raises(PlanTextError, match=task.title):
        load(reading_of(item(2, title="另一件事")))
    assert Task.objects.count() == 2


def test_units_and_leaders_that_exist_stay_as_people_keep_them():
    court = make_unit(name="区人民法院", kind="judiciary", position=7)
    UnitAlias.objects.create(unit=court, name="区法院")
    Leader.objects.create(name="甲某", title="常委", position=3)
    load(reading_of(item(1)))
    assert Assignment.objects.get(role="lead").unit == court
    assert list(Unit.objects.filter(name="区法院")) == []
    assert Leader.objects.get().title == "常委"


def test_an_alias_in_the_document_is_kept_as_written():
    by_alias = "（牵头区领导：甲某，牵头单位：区人大办）"
    load(reading_of(item(1, responsible=by_alias)))
    row = Assignment.objects.get()
    assert (row.unit.name, row.written_as) == ("区人大常委会办公室", "区人大办")
