import pytest
from django.utils import translation

from tasks.importer.loading import load
from tasks.importer.plan import read_plan
from tasks.importer.reading import PlanTextError
from tasks.models import Plan
from tests.texts import item, small_plan

pytestmark = pytest.mark.django_db


def load_text(text):
    with translation.override("en"):
        return load(read_plan(text.encode(), "plan"))


def test_a_new_plan_is_told_without_the_parts_of_its_tasks():
    assert load_text(small_plan(item(1))) == [
        "unit added: 区法院",
        "unit added: 区司法局",
        "leader added: 甲某",
        "plan added: 区委关于办好一件事的工作方案",
        "special project added: 第一项工作",
        "task added: 1 办好这件事",
    ]


def test_what_a_later_text_leaves_out_or_writes_otherwise_is_told_line_by_line():
    load_text(small_plan(item(1), "（二）第二项工作", item(2, title="另一件事")))
    changes = load_text(small_plan(item(1, schedule="2015年9月底前，完成工作。")))
    assert changes == [
        "plan changed: 区委关于办好一件事的工作方案, official text",
        "task removed: 2 另一件事",
        "task changed: 1 办好这件事, schedule: 2015年6月底前，完成工作。 → 2015年9月底前，完成工作。",
        "milestone changed: 完成工作 (task 1), date as written: 2015年6月底前 → 2015年9月底前",
        "milestone changed: 完成工作 (task 1), original due date: 2015-06-30 → 2015-09-30",
        "milestone changed: 完成工作 (task 1), due date: 2015-06-30 → 2015-09-30",
        "special project removed: 第二项工作",
    ]


def test_a_value_that_was_empty_is_shown_as_a_dash():
    load_text(small_plan(item(1)))
    focus = "2015年6月底前，完成工作。近期重点突破的工作：完成工作。"
    assert "task changed: 1 办好这件事, key focus: — → 完成工作" in load_text(
        small_plan(item(1, schedule=focus))
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (small_plan(item(0)), 5),
        (small_plan(item(1, title="长" * 201)), 5),
        (small_plan(item(1), item(2, title="乙", schedule=f"2015年底前，{'长' * 301}。")), 9),
        (small_plan(item(1), projects=["长" * 101]), 4),
        (small_plan(item(1)).replace("区委关于", "关于"), 1),
    ],
    ids=["number 0", "long title", "long milestone", "long project", "nobody issued it"],
)
def test_what_no_row_can_hold_is_refused_with_its_line(text, line):
    with pytest.raises(PlanTextError) as caught:
        load_text(text)
    assert caught.value.line == line
    assert Plan.objects.count() == 0


def test_a_change_that_no_row_can_hold_leaves_everything_as_it_was():
    load_text(small_plan(item(1)))
    with pytest.raises(PlanTextError, match="at most 200 characters"):
        load_text(small_plan(item(1, title="长" * 201)))
    assert Plan.objects.get().tasks.get().title == "办好这件事"
