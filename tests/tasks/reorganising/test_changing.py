"""Renaming, splitting and dissolving a unit; moving its people: docs/changes.md."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from tasks.browse.filters import TaskFilter
from tasks.machine.consistency import problems
from tasks.models import Assignment, Mail, Milestone, Task, UnitChange
from tasks.plan.models.responsibility import owner_names
from tasks.plan.recording import Conflict
from tasks.reorganising.acts import (
    dissolve_unit,
    let_go,
    merge_units,
    move_person,
    rename_unit,
    split_unit,
)
from tasks.reorganising.rules import duties_of
from tests.factories import (
    TODAY,
    make_acting_head,
    make_assignment,
    make_deputy,
    make_milestone,
    make_naming,
    make_request,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.supervising import make_instruction, make_slip, make_visit, overdue
from units.models import ActingHead, Unit, UnitAlias
from units.people.known_units import KnownUnits

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def part(plan, old):
    """What the unit leads."""
    task = make_task(plan=plan, number=31)
    make_task_leader(task)
    make_milestone(task=task)
    return make_assignment(task, old)


def rename(plan, old, by, name, since=TODAY):
    return rename_unit(plan, old, by=by, on=TODAY, since=since, reason="机构改革方案", name=name)


def names_on(part, day):
    parts = Assignment.ever.filter(pk=part.pk).on(day)
    (lead,) = owner_names([part.task_id], day)[part.task_id]["units"]
    return {lead, *(one.unit.name for one in parts), Unit.objects.on(day).get(pk=part.unit_id).name}


class TestRename:
    def test_each_day_has_the_name_of_that_day(self, plan, part, old, supervisor):
        for name, since in (("区数据局", date(2015, 6, 1)), ("区智慧局", TODAY)):
            change = rename(plan, old, supervisor, name, since)
        assert names_on(part, date(2015, 5, 31)) == {"区科创局"}
        assert names_on(part, date(2015, 6, 1)) == names_on(part, TODAY - DAY) == {"区数据局"}
        assert names_on(part, TODAY) == {"区智慧局"}
        assert (change.before, change.after) == ("区数据局", "区智慧局")
        assert problems() == []

    def test_search_filter_and_imports_know_former_names(self, plan, part, old, supervisor):
        rename(plan, old, supervisor, "区数据局")
        tasks = Task.objects.of(plan, TODAY)
        asked = TaskFilter({"q": "区科创局"}, tasks, plan=plan, as_of=TODAY)
        assert list(asked.qs) == [part.task]
        labels = dict(asked.form.fields["unit"].choices)
        assert "区科创局" in str(labels[old.pk]) and "区数据局" in str(labels[old.pk])
        assert KnownUnits({}).find("区 科创局") == old

    def test_a_name_that_held_on_no_day_is_not_kept(self, plan, old, supervisor):
        rename(plan, old, supervisor, "区数剧局")
        rename(plan, old, supervisor, "区数据局")
        assert [(one.name, one.until) for one in UnitAlias.objects.all()] == [("区科创局", TODAY)]

    def test_its_own_former_name_may_come_back(self, plan, part, old, supervisor):
        rename(plan, old, supervisor, "区数据局", date(2015, 6, 1))
        rename(plan, old, supervisor, "区科创局")
        assert names_on(part, TODAY - DAY) == {"区数据局"}
        assert names_on(part, TODAY) == {"区科创局"}

    def test_a_taken_name_is_refused_however_it_is_written(self, plan, old, supervisor):
        other = make_unit(name="区政府办A（筹）")
        rename(plan, other, supervisor, "区政府办B")
        make_unit(name="区残联").aliases.create(name="残联")
        for name in ("区政府办 b", "区政府办Ａ(筹)", "残联", "区科创局"):
            with pytest.raises(ValidationError) as refused:
                rename(plan, old, supervisor, name)
            assert list(refused.value.message_dict) == ["name"]

    def test_a_unit_that_is_no_more(self, plan, old, supervisor):
        old.dissolved_on = TODAY
        old.save()
        with pytest.raises(Conflict):
            rename(plan, old, supervisor, "区数据局")

    def test_not_before_what_changed_last(self, plan, part, old, supervisor):
        milestone = make_milestone(task=part.task)
        make_naming(milestone, old, date(2015, 6, 5))
        with pytest.raises(ValidationError, match="2015-06-05"):
            rename(plan, old, supervisor, "区数据局", date(2015, 6, 4))
        rename(plan, old, supervisor, "区数据局", date(2015, 6, 5))
        with pytest.raises(ValidationError, match="2015-06-05"):
            rename(plan, old, supervisor, "区大数据局", date(2015, 6, 4))

    def test_an_issued_paper_keeps_the_name_of_its_day(self, plan, part, old, supervisor):
        slip = make_slip(overdue(part.task), old)
        slip.refresh_from_db()
        sheet = slip.sheet
        rename(plan, old, supervisor, "区数据局")
        slip.refresh_from_db()
        assert slip.sheet == sheet
        assert old.name in str(sheet)


class TestSplit:
    def split(self, plan, old, by, parts=(), people=(), name="区数据局", since=TODAY):
        words = {"since": since, "reason": "职能拆分", "name": name}
        return split_unit(plan, old, by=by, on=TODAY, parts=parts, people=people, **words)

    def test_what_was_chosen_goes_and_the_rest_stays(self, plan, part, old, supervisor):
        rest = make_assignment(make_task(plan=plan, number=32), old)
        make_task_leader(rest.task)
        make_milestone(task=rest.task)
        goes, stays = (make_user(role="liaison", unit=old) for _ in range(2))
        slips = [make_slip(overdue(one.task), old) for one in (part, rest)]
        change = self.split(plan, old, supervisor, [part], [goes])
        for row in (part, rest, goes, stays):
            row.refresh_from_db()
        new = Unit.objects.get(name="区数据局")
        assert (part.unit, rest.unit, goes.unit, stays.unit) == (new, old, new, old)
        assert [slip.receipts.get().unit for slip in slips] == [new, old]
        assert (new.kind, new.position, change.other) == (old.kind, old.position, new)
        assert change.numbers == {"parts": 1, "duties": 1, "people": 1, "papers": 2}
        milestones = Milestone.objects.of(plan, TODAY - DAY)
        assert milestones.of_unit(old, "lead").filter(task=part.task).exists()
        assert not milestones.of_unit(new).exists()
        assert problems() == []

    def test_people_alone_will_do(self, plan, old, supervisor):
        person = make_user(role="liaison", unit=old)
        self.split(plan, old, supervisor, people=[person])
        with pytest.raises(ValidationError):
            self.split(plan, old, supervisor, name="区信息局")

    def test_parts_alone_will_do(self, plan, part, old, supervisor):
        assert self.split(plan, old, supervisor, [part]).numbers == {"parts": 1}

    def test_refused(self, plan, part, old, supervisor):
        group = make_unit(kind="group")
        for unit, name in ((old, "区科创局"), (group, "区数据局")):
            with pytest.raises(ValidationError) as refused:
                self.split(plan, unit, supervisor, [part], name=name)
            assert list(refused.value.message_dict) == ["name"]
        with pytest.raises(PermissionDenied):
            self.split(plan, old, make_user(role="head", unit=old), [part])
        assert Unit.objects.filter(name="区数据局").count() == 0

    def test_what_is_owed_of_every_kind_goes_with_its_task_only(self, plan, part, old, supervisor):
        other = make_assignment(make_task(plan=plan, number=33), old)
        for task in (part.task, other.task):
            make_slip(overdue(task), old)
            make_instruction(task, old)
            make_visit(make_milestone(task=task), old, rectify_by=TODAY)
            make_request(make_milestone(task=task), unit=old, state="submitted")
        change = self.split(plan, old, supervisor, [part])
        assert change.numbers == {"parts": 1, "duties": 4, "papers": 4}
        assert len(duties_of(old, TODAY)) == len(duties_of(change.other, TODAY)) == 4


class TestDissolve:
    def dissolve(self, plan, old, by, since=TODAY):
        return dissolve_unit(plan, old, by=by, on=TODAY, since=since, reason="撤销建制")

    def test_an_empty_one_is_no_more(self, plan, old, supervisor):
        group = make_unit(kind="group")
        group.members.add(old)
        self.dissolve(plan, old, supervisor)
        old.refresh_from_db()
        assert (old.dissolved_on, old.merged_into) == (TODAY, None)
        assert not group.members.exists()
        assert old not in Unit.objects.present()

    def test_first_everything_else_goes(self, plan, part, old, supervisor):
        make_slip(overdue(part.task), old)
        make_user(role="liaison", unit=old)
        make_unit(parent=old)
        with pytest.raises(ValidationError) as refused:
            self.dissolve(plan, old, supervisor)
        assert refused.value.messages[0].count("1") == 4
        old.refresh_from_db()
        assert old.dissolved_on is None

    def test_twice_and_by_others(self, plan, old, supervisor):
        with pytest.raises(PermissionDenied):
            self.dissolve(plan, old, make_user(role="leader"))
        self.dissolve(plan, old, supervisor)
        with pytest.raises(Conflict):
            self.dissolve(plan, old, supervisor)

    def test_its_name_stays_taken_and_sheets_say_so(self, plan, old, supervisor):
        new = make_unit(name="区数据局")
        merge_units(plan, old, by=supervisor, on=TODAY, since=TODAY, reason="合并", into=new)
        assert KnownUnits({}).find("区科创局") == new


class TestPeople:
    @pytest.fixture
    def person(self, old):
        return make_user(role="head", unit=old, email="head@example.org")

    def test_a_person_moves_and_what_the_unit_owes_stays(self, part, old, person, supervisor):
        slip, new = make_slip(overdue(part.task), old), make_unit(name="区数据局")
        colleague = make_user(role="liaison", unit=old)
        spans = [make_deputy(person=person, deputy=colleague), make_acting_head(person)]
        to_come = make_deputy(
            person=colleague, deputy=person, from_on=TODAY, until_on=TODAY + 3 * DAY
        )
        change = move_person(person, by=supervisor, on=TODAY, reason="工作调动", to=new)
        person.refresh_from_db()
        assert (person.unit, slip.receipts.get().unit) == (new, old)
        for span in spans:
            span.refresh_from_db()
            assert span.until_on == TODAY - DAY
        assert not type(to_come).objects.filter(pk=to_come.pk).exists()
        assert (change.whom, change.before, change.after) == (person, "区科创局", "区数据局")
        told = set(Mail.objects.values_list("recipient", flat=True))
        assert told == {person.pk, colleague.pk}

    def test_who_leaves_signs_in_no_more_and_the_unit_is_told(self, old, person, supervisor):
        colleague = make_user(role="liaison", unit=old)
        let_go(person, by=supervisor, on=TODAY, reason="退休")
        person.refresh_from_db()
        assert not person.is_active
        mail = Mail.objects.get()
        assert (mail.recipient, mail.kind) == (colleague, "notice")
        assert old.name in mail.body["opening"].splitlines()[-1]

    def test_one_of_two_leaves_nobody_missing(self, old, person, supervisor):
        make_user(role="head", unit=old)
        let_go(person, by=supervisor, on=TODAY, reason="退休")
        assert len(Mail.objects.get().body["opening"].splitlines()) == 2

    def test_where_nobody_can_move_to(self, old, person, supervisor):
        for to in (old, make_unit(kind="group"), make_unit(dissolved_on=TODAY)):
            with pytest.raises(ValidationError) as refused:
                move_person(person, by=supervisor, on=TODAY, reason="调动", to=to)
            assert list(refused.value.message_dict) == ["to"]

    def test_who_is_not_moved(self, old, person, supervisor):
        new = make_unit()
        closed = make_user(role="liaison", unit=old, is_active=False)
        alone = make_user(role="admin")
        admin = make_user(role="admin", unit=old)
        for whom, by in (
            (supervisor, supervisor),
            (closed, supervisor),
            (make_user(role="leader", unit=old), supervisor),
            (alone, admin),
            (person, make_user(role="head", unit=old)),
        ):
            for act, words in ((move_person, {"to": new}), (let_go, {})):
                with pytest.raises(PermissionDenied):
                    act(whom, by=by, on=TODAY, reason="调动", **words)
        assert not ActingHead.objects.exists()


def test_a_change_is_never_changed_nor_deleted(plan, old, supervisor):
    change = rename(plan, old, supervisor, "区数据局")
    for refused in (change.save, change.delete):
        with pytest.raises(TypeError):
            refused()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE tasks_unitchange SET note = 'x'")
    assert UnitChange.objects.get().note == "机构改革方案"
    assert (change.time, str(change)[:10]) == ("", "2015-06-18")
