"""Search rows follow their things, in the same transaction."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tasks.models import SearchRow, Task
from tasks.search.keeping import differences, keep, keep_all
from tasks.search.words import asked
from tests.factories import (
    make_evidence,
    make_leader,
    make_milestone,
    make_plan,
    make_report,
    make_task,
    make_unit,
)
from tests.supervising import make_instruction, make_slip

pytestmark = pytest.mark.django_db


def found(typed, kind=None):
    """The ids of what holds ``typed``, of one kind or (kind, id) of all."""
    rows = SearchRow.objects.holding(asked(typed)).order_by("kind", "key", "place")
    if kind:
        return [*rows.filter(kind=kind).values_list("key", flat=True)]
    return [*rows.values_list("kind", "key")]


def test_each_kind_of_thing_is_found_by_its_words():
    plan = make_plan(source_text="甲文\n丑寅\n")
    unit = make_unit(name="区甲教局")
    leader = make_leader(name="王甲伟", title="区乙长")
    task = make_task(plan=plan, title="丙题", description="丁述", schedule="戊期", key_focus="己点")
    milestone = make_milestone(task=task, text="庚成果")
    report = make_report(
        milestone,
        unit=unit,
        done="辛做",
        difficulties="壬难",
        next_steps="癸步",
        rating_cause="子因",
    )
    slip = make_slip(milestone, requirement="卯求", grounds="辰据")
    instruction = make_instruction(task, unit, text="巳示")
    file = make_evidence(milestone, name="午件.pdf", report=report)
    words = {
        "甲教": ("unit", unit.pk), "王甲": ("leader", leader.pk), "乙长": ("leader", leader.pk),
        "丙题": ("task", task.pk), "丁述": ("task", task.pk), "戊期": ("task", task.pk),
        "己点": ("task", task.pk), "庚成": ("milestone", milestone.pk), "辛做": ("report", report.pk),
        "壬难": ("report", report.pk), "癸步": ("report", report.pk), "子因": ("report", report.pk),
        "卯求": ("slip", slip.pk), "辰据": ("slip", slip.pk), slip.reference: ("slip", slip.pk),
        "巳示": ("instruction", instruction.pk), "午件": ("file", file.pk), "丑寅": ("text", plan.pk),
    }  # fmt: skip
    assert {word: found(word) for word in words} == {word: [one] for word, one in words.items()}
    assert [*differences()] == []


def test_units_and_leaders_are_found_by_letters_and_units_by_their_other_names():
    unit = make_unit(name="区教育局")
    unit.aliases.create(name="文教办")
    leader = make_leader(name="曾伟")
    for typed in ("qjyj", "jyj", "qujiaoyuju", "文教办", "wjb", "QJYJ"):
        assert found(typed) == [("unit", unit.pk)]
    for typed in ("zw", "zengwei"):
        assert found(typed, "leader") == [leader.pk]


def test_what_is_said_anew_is_found_and_what_it_said_before_is_not():
    task = make_task(title="旧题")
    task.title = "新题"
    task.save()
    assert (found("旧题"), found("新题")) == ([], [("task", task.pk)])
    plan = task.plan
    plan.source_text = "别的一行\n"
    plan.save()
    assert (found("第一行"), found("别的一行")) == ([], [("text", plan.pk)])


def test_another_name_that_goes_is_not_found_any_more():
    unit = make_unit(name="区教育局")
    alias = unit.aliases.create(name="文教办")
    alias.delete()
    assert found("文教办") == []


def test_what_is_deleted_is_not_found():
    report = make_report(make_milestone(), done="辛做")
    report.delete()
    assert found("辛做") == []
    assert [*differences()] == []


def test_a_transaction_that_fails_leaves_no_row():
    task = make_task(title="旧题")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_milestone(task=task, text="庚成果")
        raise ZeroDivisionError
    assert found("庚成") == []


@pytest.mark.parametrize(("field", "asks"), [("version", False), ("text", True)])
def test_a_change_that_no_row_tells_of_asks_nothing(field, asks):
    milestone = make_milestone()
    with CaptureQueriesContext(connection) as asked:
        milestone.save(update_fields=[field])
    assert any("tasks_searchrow" in one["sql"] for one in asked) == asks


def test_what_was_written_past_the_rows_is_told_and_put_right():
    task, gone = make_task(title="旧题"), make_task()
    Task.objects.filter(pk=task.pk).update(title="新题")
    Task.objects.filter(pk=gone.pk)._raw_delete("default")
    assert [*differences()] == [("task", task.pk), ("task", gone.pk)]
    assert keep_all() == 2
    assert [*differences()] == []
    assert found("新题") == [("task", task.pk)]
    assert keep_all() == 0


def test_keeping_again_writes_nothing():
    task = make_task()
    before = [*SearchRow.objects.values_list("pk", flat=True)]
    assert keep("task", [task.pk]) == 0
    assert [*SearchRow.objects.values_list("pk", flat=True)] == before


def test_sqlite_makes_its_index_again():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps an index of its own")
    task = make_task(title="旧题")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tasks_searchindex(tasks_searchindex) VALUES ('delete-all')")
    assert found("旧题") == []
    keep_all()
    assert found("旧题") == [("task", task.pk)]


def test_a_fixture_that_is_loaded_is_found_at_once():
    call_command("loaddata", "fixtures/baoan-2015.json", verbosity=0)
    assert SearchRow.objects.filter(kind="task").count() == 44
    assert not list(differences())
