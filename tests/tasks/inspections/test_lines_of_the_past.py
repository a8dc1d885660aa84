"""Inspections of the time before each unit had a line of its own, and the way back."""

from datetime import date

from tests.factories import TODAY, make_event, make_evidence, make_milestone, make_unit
from tests.supervising import make_inspection

BEFORE, AFTER = "0061_inspected_units", "0062_a_line_for_each_inspected_unit"
JUNE = date(2015, 6, 1)


def test_lines_become_inspections_and_inspections_lines(migrate):
    milestone, units = make_milestone(), [make_unit(name=name) for name in ("甲街道", "乙街道")]
    fresh = make_unit()
    done = {"rectify_by": TODAY, "rectification": "已补。", "rectified_on": TODAY}
    visit = make_inspection(milestone, units[0], **done)
    file = make_evidence(milestone, visit=visit.visits.get(), action="rectify")
    photo = make_evidence(milestone, inspection=visit, action="inspect", unit=None)
    shared = make_inspection(milestone, *units, kind="recheck", month=JUNE)
    shared.visits.filter(unit=units[1]).update(findings="一处存疑。", passed=False)
    event = make_event(milestone, action="inspect", inspection=shared)
    old = migrate(BEFORE)
    rows = old.get_model("tasks", "Inspection").objects.order_by("pk")
    told = ("unit__name", "passed", "findings", "rectification", "rectified_on")
    assert list(rows.values_list(*told)) == [
        ("甲街道", False, "台账不全。", "已补。", TODAY),
        ("甲街道", True, "台账不全。", "", None),
        ("乙街道", False, "台账不全。\n一处存疑。", "", None),
    ]
    assert [row.sheet["addressees"] for row in rows] == [["甲街道"], ["甲街道"], ["乙街道"]]
    files = old.get_model("tasks", "Evidence").objects
    assert {row.inspection_id for row in files.all()} == {visit.pk}
    assert files.get(pk=photo.pk).unit.name == "甲街道"

    new = migrate(AFTER)
    lines = new.get_model("tasks", "Visit").objects.order_by("pk")
    assert list(lines.values_list("inspection", "unit__name", "passed", "rectified_on")) == [
        (visit.pk, "甲街道", False, TODAY),
        (shared.pk, "甲街道", True, None),
        (shared.pk, "乙街道", False, None),
    ]
    kept = new.get_model("tasks", "Inspection").objects.get(pk=shared.pk)
    assert kept.sheet["addressees"] == ["甲街道", "乙街道"]
    assert kept.events.get().pk == event.pk
    assert new.get_model("tasks", "Evidence").objects.get(pk=file.pk).visit == lines.first()
    assert kept.visits.create(unit_id=fresh.pk, passed=True).pk > shared.pk
