import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tasks.models import Edition, Plan, SearchRow, Task
from tests.factories import (
    make_assignment,
    make_milestone,
    make_standing,
    make_task,
    make_task_leader,
)
from tests.texts import SOURCE, item, small_plan

pytestmark = pytest.mark.django_db


def run(*args, **options):
    out = StringIO()
    call_command(*args, stdout=out, stderr=out, **options)
    return out.getvalue().splitlines()


def test_the_official_text_is_imported_and_exported():
    lines = run("import_plan", SOURCE)
    assert "baoan-2015" in lines[-1]
    assert run("import_plan", SOURCE) == ["baoan-2015：0处改动。"]
    data = json.loads("\n".join(run("export_plan", "baoan-2015")[:-1]))
    assert (data["schema"], len(data["tasks"])) == (1, 44)


def test_a_dry_run_leaves_the_database_alone():
    assert "未写入" in run("import_plan", SOURCE, dry_run=True)[-1]
    assert Plan.objects.count() == 0


def test_a_bad_file_is_refused_with_its_line_and_nothing_changes(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(small_plan(item(schedule="2015年2月30日前，完成。")))
    with pytest.raises(CommandError, match=r"plan\.txt:6: .*2月30日"):
        run("import_plan", path)
    assert Plan.objects.count() == 0


def test_a_file_without_a_plan_is_refused(tmp_path):
    path = tmp_path / "empty.txt"
    path.touch()
    with pytest.raises(CommandError, match="empty.txt:1: "):
        run("import_plan", path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match="nowhere.txt"):
        run("import_plan", tmp_path / "nowhere.txt")


def test_a_short_name_that_fits_no_address_is_refused():
    with pytest.raises(CommandError, match="--slug 宝安 2015: "):
        run("import_plan", SOURCE, slug="宝安 2015")
    assert Plan.objects.count() == 0


def test_an_unknown_plan_cannot_be_exported(plan):
    with pytest.raises(CommandError, match=plan.slug):
        run("export_plan", "other")


def test_sound_data_has_no_problems():
    run("import_plan", SOURCE)
    assert run("check_data") == ["发现0个问题。"]


def test_every_problem_is_told_and_ends_with_a_failure():
    task = make_task()
    make_assignment(task)
    make_task_leader(task)
    make_milestone(task=task)
    Task.objects.filter(pk=task.pk).update(source_end=10_000)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_data", stdout=out)
    assert ended.value.code == 1
    assert out.getvalue().splitlines()[-1] == "发现1个问题。"


def test_standings_that_somebody_spoilt_are_told_anew():
    milestone = make_milestone()
    make_standing(milestone=milestone)
    assert run("keep_standings") == ["已更正0段日况。"]
    milestone.standings.all().delete()
    assert run("keep_standings") == ["已更正1段日况。"]
    assert milestone.standings.count() == 1
    assert Edition.objects.get(plan=milestone.task.plan).number >= 2


def test_search_rows_that_somebody_spoilt_are_made_anew():
    make_task()
    assert "0" in run("keep_search")[0]
    SearchRow.objects.filter(kind="task").delete()
    assert "1" in run("keep_search")[0]
    assert SearchRow.objects.filter(kind="task").count() == 1


@pytest.mark.parametrize("command", ["send_digests", "flag_overdue"])
def test_a_day_that_does_not_exist_is_named(command):
    with pytest.raises(CommandError, match="“2015-02-30”不是有效日期"):
        run(command, "--as-of=2015-02-30")
