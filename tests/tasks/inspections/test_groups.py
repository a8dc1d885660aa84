"""A group that is inspected: each member has its own line, answers it and is looked at by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.desk.duties import Desk
from tasks.desk.watch import watch
from tasks.handover.acts import move_part
from tasks.inspections import acts
from tasks.inspections.rules import Found, failures_by_unit
from tasks.models import Inspection, Mail
from tasks.plan.actors import Actor
from tasks.plan.recording import Conflict
from tests.factories import TODAY, make_done, make_evidence, make_unit, make_user
from tests.supervising import make_inspection

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def inspection(group, milestone, supervisor):
    """Both members have something to put right by tomorrow."""
    said = {"kind": "site", "findings": "台账不全。", "rectify_by": TODAY + DAY}
    return acts.inspect(milestone, by=supervisor, on=TODAY, unit=group, **said)


@pytest.fixture
def first(inspection):
    return inspection.visits.first()


def done(inspection):
    lines = inspection.rectified(TODAY)
    return [unit.name for unit in lines.said], [unit.name for unit in lines.missing]


def test_each_member_has_a_line_and_the_paper_names_the_group(inspection, group):
    rows = [(visit.unit, visit.group, visit.rectify_by) for visit in inspection.visits.all()]
    assert rows == [(person.unit, group, TODAY + DAY) for person in group.people]
    assert (inspection.addressees, inspection.sheet["addressees"]) == ([group], ["各街道"])
    assert {mail.recipient for mail in Mail.objects.filter(kind="inspection")} == {*group.people}


def test_a_group_without_members_keeps_one_line(task, milestone, supervisor):
    alone = make_unit(name="其他相关单位", kind="group")
    said = {"kind": "site", "findings": "台账不全。", "rectify_by": TODAY}
    made = acts.inspect(milestone, by=supervisor, on=TODAY, unit=alone, **said)
    assert [(visit.unit, visit.group) for visit in made.visits.all()] == [(alone, None)]


def visited(group, milestone, by, found, **words):
    said = {"kind": "site", "findings": "抽查台账。", "rectify_by": TODAY}
    return acts.inspect(milestone, by=by, on=TODAY, unit=group, found=found, **said | words)


def test_each_member_has_its_own_findings_and_day(group, milestone, supervisor):
    one, other = (person.unit for person in group.people)
    found = {one: Found("台账缺页。", rectify_by=TODAY + DAY), other: Found("制度齐全。")}
    made = visited(group, milestone, supervisor, found)
    told = ("unit", "group", "findings", "passed", "rectify_by")
    assert list(made.visits.values_list(*told)) == [
        (one.pk, group.pk, "台账缺页。", False, TODAY + DAY),
        (other.pk, group.pk, "制度齐全。", True, None),
    ]
    mail = Mail.objects.get(kind="inspection")
    assert (mail.recipient.unit, mail.body["opening"]) == (one, "抽查台账。\n台账缺页。")


def test_where_nobody_was_there_is_no_line_and_the_paper_names_the_others(
    group, milestone, supervisor
):
    one = group.people[0].unit
    made = visited(group, milestone, supervisor, {one: Found(rectify_by=TODAY)})
    assert [(visit.unit, visit.group) for visit in made.visits.all()] == [(one, None)]
    assert made.sheet["addressees"] == ["新安街道"]


def test_the_paper_tells_of_each_member(group, milestone, supervisor):
    one, other = (person.unit for person in group.people)
    found = {one: Found("台账缺页\n值班表缺页", TODAY + DAY), other: Found(rectify_by=TODAY)}
    sheet = visited(group, milestone, supervisor, found).sheet
    assert sheet["parts"][0][1][0].endswith("对有关单位进行了督查，情况如下：")
    assert sheet["parts"][0][1][1:] == [
        "抽查台账。",
        "1. 新安街道：台账缺页",
        "值班表缺页。请于2015年6月19日前完成整改。",
        "2. 西乡街道：请于2015年6月18日前完成整改。",
        "请需要整改的单位按期完成整改，并书面报告整改情况。",
    ]
    assert sheet["form"][1:3] == [
        ("整改时限", "2015年6月19日（新安街道）；2015年6月18日（西乡街道）"),
        ("承办单位", "各街道"),
    ]


def test_the_form_of_the_paper_names_who_has_to_put_something_right(group, milestone, supervisor):
    one, other = (person.unit for person in group.people)
    found = {one: Found("台账缺页！", TODAY), other: Found("制度齐全。")}
    sheet = visited(group, milestone, supervisor, found).sheet
    assert sheet["parts"][0][1][2:4] == [
        "1. 新安街道：台账缺页！请于2015年6月18日前完成整改。",
        "2. 西乡街道：制度齐全。无需整改。",
    ]
    assert sheet["form"][1:3] == [("整改时限", "2015年6月18日"), ("承办单位", "新安街道")]
    calm = visited(group, milestone, supervisor, {one: Found("齐全。"), other: Found()}).sheet
    assert (calm["parts"][0][1][-1], calm["form"]) == ("特此通报。", ())


def test_what_was_found_at_the_only_unit_stands_beside_the_rest(group, milestone, supervisor):
    found = {group.people[0].unit: Found("台账缺页。", rectify_by=TODAY)}
    sheet = visited(group, milestone, supervisor, found).sheet
    assert sheet["parts"][0][1][0].endswith("对你单位进行了督查，情况如下：")
    assert sheet["parts"][0][1][1:] == [
        "抽查台账。",
        "台账缺页。",
        "请于2015年6月18日前完成整改，并书面报告整改情况。",
    ]


def test_nothing_can_be_put_right_by_a_day_that_has_passed(group, milestone, supervisor):
    found = {group.people[0].unit: Found(rectify_by=TODAY - DAY)}
    with pytest.raises(ValidationError, match="2015-06-18"):
        visited(group, milestone, supervisor, found)
    assert not Inspection.objects.exists()


def test_each_member_answers_for_itself_alone(inspection, first, group):
    one, other = group.people
    with pytest.raises(PermissionDenied):
        acts.rectify(first, by=other, on=TODAY, text="已补齐。")
    acts.rectify(first, by=one, on=TODAY, text="已补齐。")
    assert done(inspection) == (["新安街道"], ["西乡街道"])
    assert (inspection.is_late(TODAY + DAY), inspection.is_late(TODAY + 2 * DAY)) == (False, True)


def test_each_line_is_closed_by_itself_and_only_its_unit_hears_of_it(
    inspection, first, group, supervisor
):
    for person, visit in zip(group.people, inspection.visits.all(), strict=True):
        acts.rectify(visit, by=person, on=TODAY, text="已补齐。")
    last = inspection.visits.last()
    acts.close(first, by=supervisor, on=TODAY, text="属实。")
    assert not inspection.is_closed_by(TODAY)
    acts.send_back(last, by=supervisor, on=TODAY, text="还缺两份。")
    assert done(inspection) == (["新安街道"], ["西乡街道"])
    with pytest.raises(Conflict):
        acts.send_back(first, by=supervisor, on=TODAY, text="晚了。")
    told = Mail.objects.filter(kind="notice", recipient__in=group.people)
    assert {(mail.recipient, mail.waits) for mail in told} == {
        (group.people[0], True),
        (group.people[1], False),
    }
    acts.rectify(last, by=group.people[1], on=TODAY, text="全部补齐。")
    acts.close(last, by=supervisor, on=TODAY, text="属实。")
    assert inspection.is_closed_by(TODAY)
    notes = inspection.events.filter(action="close-inspection").order_by("pk")
    assert list(notes.values_list("note", flat=True)) == ["新安街道：属实。", "西乡街道：属实。"]


def test_what_was_found_at_no_unit_is_never_closed(group, milestone):
    passed = make_inspection(milestone, *[person.unit for person in group.people])
    assert (passed.passed, passed.is_closed_by(TODAY), done(passed)) == (True, False, ([], []))


def test_a_desk_asks_for_its_own_line_and_supervisors_see_each(
    inspection, first, group, plan, supervisor
):
    acts.rectify(first, by=group.people[0], on=TODAY, text="已补齐。")
    found = []
    for person in group.people:
        duties = Desk(plan, Actor.of(person, TODAY), TODAY).duties()
        found.append([duty.paper for duty in duties if duty.action == "rectify"])
    last = inspection.visits.last()
    assert found == [[], [last]]
    acts.send_back(first, by=supervisor, on=TODAY, text="还缺两份。")
    (duty,) = Desk(plan, Actor.of(group.people[0], TODAY), TODAY).papers()
    assert (duty.paper, duty.reason) == (first, "还缺两份。")
    acts.rectify(first, by=group.people[0], on=TODAY, text="全部补齐。")
    lists = watch(plan, TODAY + 2 * DAY)
    assert (list(lists["rectified"]), list(lists["unrectified"])) == ([first], [last])


def test_a_re_check_of_several_units_has_a_line_for_each(task, group, supervisor):
    group.part.role = "lead"
    group.part.save()
    (row,) = [make_done(TODAY.replace(month=5), task=task)]
    made = acts.recheck(row, by=supervisor, on=TODAY, passed=True, findings="属实。")
    units = {visit.unit.name: visit.group for visit in made.visits.all()}
    assert units == {"区水务局": None, "新安街道": group, "西乡街道": group}
    assert made.sheet["addressees"] == ["区水务局", "各街道"]


def test_what_does_not_hold_at_one_unit_reopens_and_counts_for_that_one(task, group, supervisor):
    group.part.role = "lead"
    group.part.save()
    row = make_done(TODAY.replace(month=5), task=task)
    one, other = (person.unit for person in group.people)
    found = {one: Found("未执行。", passed=False), other: Found()}
    made = acts.recheck(row, by=supervisor, on=TODAY, passed=False, findings="查了。", found=found)
    row.refresh_from_db()
    assert (row.stage, made.passed) == ("open", False)
    assert made.sheet["parts"][0][1][1:] == [
        "查了。",
        "1. 新安街道：未执行。未达到办结要求。",
        "2. 西乡街道：办结属实。",
        "复查认定未达到办结要求，该项工作已重启办理。",
    ]
    failed = {unit.name: unit.failed for unit in failures_by_unit(task.plan, TODAY)}
    assert failed == {"新安街道": 1, "西乡街道": 0}


def test_the_members_lines_go_along_with_their_groups_part(
    inspection, first, group, supervisor, liaison
):
    acts.rectify(first, by=group.people[0], on=TODAY, text="已补齐。")
    acts.send_back(first, by=supervisor, on=TODAY, text="还缺两份。")
    inspection.visits.update(findings="值班表缺页。")
    inspection.visits.filter(pk=first.pk).update(findings="台账缺页。", rectify_by=TODAY)
    file = make_evidence(inspection.milestone, visit=first, action="rectify")
    new = make_user(role="liaison", unit=make_unit(name="区司法局"))
    move_part(group.part, by=supervisor, on=TODAY, unit=new.unit, reason="职能调整。")
    (visit,) = inspection.visits.all()
    assert (visit.unit, visit.group, visit.rectify_by) == (new.unit, None, TODAY)
    assert visit.findings == "台账缺页。\n值班表缺页。"
    assert list(visit.evidence.all()) == [file]


def test_a_group_that_takes_over_answers_by_its_members(task, unit, group, milestone, supervisor):
    owed = make_inspection(milestone, unit, rectify_by=TODAY)
    group.part.delete()
    move_part(task.assignments.get(), by=supervisor, on=TODAY, unit=group, reason="职能调整。")
    rows = [(visit.unit, visit.group, visit.passed) for visit in owed.visits.all()]
    assert rows == [(person.unit, group, False) for person in group.people]


def test_a_member_that_has_a_line_already_keeps_it(task, unit, group, milestone, supervisor):
    one, other = (person.unit for person in group.people)
    owed = make_inspection(milestone, unit, one, rectify_by=TODAY)
    group.part.delete()
    move_part(task.assignments.get(), by=supervisor, on=TODAY, unit=group, reason="职能调整。")
    assert [(visit.unit, visit.group) for visit in owed.visits.all()] == [
        (one, None),
        (other, group),
    ]
