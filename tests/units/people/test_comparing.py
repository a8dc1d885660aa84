"""What a sheet of people would do, row by row."""

from datetime import date

import pytest
from django.utils.translation import override

from tests.factories import make_unit, make_user
from units.models import Unit, UnitAlias
from units.people.columns import Row
from units.people.comparing import compare
from units.people.entries import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def supervisor():
    return make_user(role="supervisor", username="zhu", name="朱督查")


@pytest.fixture
def unit():
    return make_unit(name="区教育局")


def row(name="王伟", number=2, **said):
    return Row(number, name, **{"unit": "区教育局", "role": "liaison"} | said)


def entries(by, *rows, **answers):
    return compare(rows, answers, by).entries


def faults(by, *rows):
    return [str(fault) for fault in compare(rows, {}, by).faults]


def make_wang(unit, **fields):
    named = {"name": "王伟", "username": "wangwei", "role": "liaison", "unit": unit}
    return make_user(**named | fields)


class TestNew:
    def test_who_has_no_account_gets_one_by_the_pinyin_of_his_name(self, supervisor, unit):
        (entry,) = entries(supervisor, row(phone="0755-1234", email="wang@example.org"))
        assert (entry.kind, entry.person, entry.faults, entry.notes) == (Kind.NEW, None, [], [])
        assert entry.values == {
            "name": "王伟", "username": "wangwei", "unit": unit, "role": "liaison",
            "phone": "0755-1234", "email": "wang@example.org",
        }  # fmt: skip

    def test_user_names_are_unique_among_accounts_and_rows(self, supervisor, unit):
        make_user(username="wangwei", name="王卫")
        make_user(username="wangwei2", name="王维", is_active=False)
        rows = row(), row("王薇", 3), row("李丽", 4, username="WangWei3")
        names = [entry.values["username"] for entry in entries(supervisor, *rows)]
        assert names == ["wangwei4", "wangwei5", "wangwei3"]

    def test_a_namesake_elsewhere_is_mentioned(self, supervisor, unit):
        make_wang(make_unit(name="区卫计局"))
        make_wang(None, role="viewer", username="wangwei2")
        (entry,) = entries(supervisor, row())
        assert entry.kind == Kind.NEW
        assert entry.notes == [
            "Another 王伟 has the account wangwei: 区卫计局.",
            "Another 王伟 has the account wangwei2: Viewer.",
        ]

    def test_who_left_is_no_namesake(self, supervisor, unit):
        make_wang(unit, is_active=False)
        (entry,) = entries(supervisor, row())
        assert (entry.values["username"], entry.notes) == ("wangwei2", [])


class TestKnown:
    def test_name_and_unit_name_an_account(self, supervisor, unit):
        wang = make_wang(unit, phone="1234")
        (entry,) = entries(supervisor, row())
        assert (entry.person, entry.kind, entry.changes) == (wang, Kind.UNCHANGED, {})

    def test_a_user_name_names_it_however_it_is_typed(self, supervisor, unit):
        wang = make_wang(unit)
        (entry,) = entries(supervisor, Row(2, "王微", username="ＷangWei"))
        assert (entry.person, entry.kind) == (wang, Kind.CHANGED)
        assert entry.changes == {"name": ("王伟", "王微")}

    def test_what_changes_is_told_and_empty_cells_change_nothing(self, supervisor, unit):
        other = make_unit(name="区卫计局")
        make_wang(unit, phone="1234", email="a@example.org")
        said = {"username": "wangwei", "unit": "区卫计局", "role": "head", "phone": "5678"}
        (entry,) = entries(supervisor, row(**said))
        assert entry.changes == {
            "unit": (unit, other),
            "role": ("liaison", "head"),
            "phone": ("1234", "5678"),
        }

    def test_two_accounts_of_one_name_have_to_be_told_apart(self, supervisor, unit):
        for username in ("wangwei", "wangwei2"):
            make_wang(unit, username=username)
        assert faults(supervisor, row()) == [
            "Row 2, column “Name”: several accounts have this name (wangwei, wangwei2): please "
            "write the user name."
        ]
        assert faults(supervisor, row(username="wangwei2")) == []

    def test_a_closed_account_is_opened_by_administrators_elsewhere(self, supervisor, unit):
        make_wang(unit, is_active=False)
        assert faults(supervisor, row(username="wangwei")) == [
            "Row 2, column “User name”: the account wangwei is closed. An administrator can open "
            "it again."
        ]


class TestUnits:
    def test_other_names_spaces_and_widths_are_known(self, supervisor, unit):
        UnitAlias.objects.create(unit=unit, name="区教委（筹）")
        for typed in ("区教育局", "区 教育局", "区教委(筹)"):
            (entry,) = entries(supervisor, row(unit=typed))
            assert entry.values["unit"] == unit

    def test_one_that_was_merged_means_the_other_and_one_that_is_no_more_is_refused(
        self, supervisor, unit
    ):
        gone = {"dissolved_on": date(2015, 6, 18)}
        first = Unit.objects.create(name="区教委", kind="government", merged_into=unit, **gone)
        Unit.objects.create(name="区督学室", kind="government", merged_into=first, **gone)
        Unit.objects.create(name="区招考办", kind="government", **gone)
        assert [one.values["unit"] for one in entries(supervisor, row(unit="区督学室"))] == [unit]
        (fault,) = faults(supervisor, row(unit="区招考办"))
        assert "2015-06-18" in fault

    def test_an_unknown_one_is_asked_about_once(self, supervisor):
        preview = compare([row(), row("李丽", 3)], {}, supervisor)
        assert [entry.kind for entry in preview.entries] == [Kind.ASKED] * 2
        assert (preview.units.unknown, preview.is_ready) == ({"区教育局": None}, False)

    @pytest.mark.parametrize("answer", ["", "abc", "999999"])
    def test_it_stays_so_until_the_answer_makes_sense(self, supervisor, answer):
        assert entries(supervisor, row(), 区教育局=answer)[0].kind == Kind.ASKED

    def test_it_may_be_a_known_one(self, supervisor):
        known = make_unit(name="区教体局")
        wang = make_wang(known)
        (entry,) = entries(supervisor, row(), 区教育局=str(known.pk))
        assert (entry.kind, entry.person) == (Kind.UNCHANGED, wang)

    def test_or_a_new_one(self, supervisor):
        one, two = entries(supervisor, row(), row("李丽", 3), 区教育局="new:party")
        assert one.values["unit"] is two.values["unit"]
        assert (one.kind, one.values["unit"].kind) == (Kind.NEW, "party")
        assert not Unit.objects.exists()


class TestTwins:
    def test_one_name_and_unit_needs_user_names(self, supervisor, unit):
        twins = row(), row(number=3)
        said = "Row 3, column “Name”: the same name and unit as in row 2: please write a user name in both."
        assert faults(supervisor, *twins) == [said]
        assert faults(supervisor, row(username="a"), row(number=3)) == [said]
        assert faults(supervisor, row(username="a"), row(number=3, username="b")) == []

    def test_one_name_in_two_units_is_two_people(self, supervisor, unit):
        make_unit(name="区卫计局")
        assert faults(supervisor, row(), row(number=3, unit="区卫计局")) == []

    @pytest.mark.parametrize("second", [{}, {"username": "WANGWEI"}])
    def test_one_account_is_changed_by_one_row(self, supervisor, unit, second):
        make_wang(unit)
        assert faults(supervisor, row(), row(number=3, **second)) == [
            "Row 3, column “User name”: the same account as in row 2."
        ]

    def test_a_new_user_name_is_given_once(self, supervisor, unit):
        rows = row(username="ab"), row("李丽", 3, username="AB")
        assert faults(supervisor, *rows) == [
            "Row 3, column “User name”: the same account as in row 2."
        ]


class TestRights:
    @pytest.mark.parametrize("role", ["viewer", "leader", "supervisor", "admin"])
    def test_supervisors_give_no_role_but_those_of_units(self, supervisor, unit, role):
        (said,) = faults(supervisor, row(role=role))
        assert said.startswith("Row 2, column “Role”: you may not give the role")
        assert faults(make_user(role="admin"), row(role=role)) == []

    def test_nor_by_changing_an_account(self, supervisor, unit):
        make_wang(unit)
        (said,) = faults(supervisor, row(role="supervisor"))
        assert said.endswith("you may not give the role “Supervisor”.")

    @pytest.mark.parametrize("role", ["viewer", "leader", "supervisor", "admin"])
    def test_nor_do_they_change_the_account_of_another_role(self, supervisor, unit, role):
        make_wang(unit, role=role, email="old@example.org")
        (said,) = faults(supervisor, row(role=role, email="mine@example.org"))
        assert "is changed by administrators only." in said
        assert faults(supervisor, row(role=role)) == []

    def test_nobody_gives_himself_a_role_or_unit(self, unit):
        admin = make_user(role="admin", username="guan", name="管理", unit=unit)
        for said in ({"role": "supervisor"}, {"unit": make_unit().name}):
            change = {"unit": "", "role": ""} | said
            (fault,) = faults(admin, row("管理", username="guan", **change))
            assert "Nobody gives himself a right" in fault
        assert faults(admin, Row(2, "管理", username="guan", phone="1234")) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"name": ""}, "“Name”: is empty."),
        ({"role": ""}, "“Role”: is empty."),
        ({"role": "局长"}, "“Role”: “局长” is no role."),
        ({"unit": ""}, "“Unit”: A liaison officer or head needs a unit."),
        ({"unit": "", "role": "head"}, "“Unit”: A liaison officer or head needs a unit."),
        ({"email": "wang@"}, "“E-mail”: Enter a valid email address."),
        ({"phone": "无"}, "“Telephone”: “无” is no telephone number."),
        ({"phone": "12"}, "“Telephone”: “12” is no telephone number."),
        ({"phone": "1" * 31}, "“Telephone”: Ensure this value has at most 30 characters (it has 31)."),
        ({"name": "王" * 51}, "“Name”: Ensure this value has at most 50 characters (it has 51)."),
        ({"username": "wang wei"}, "“User name”: Enter a valid username."),
    ],
)  # fmt: skip
def test_what_is_missing_or_cannot_be_is_named(supervisor, unit, said, expected):
    (fault,) = faults(supervisor, row(**said))
    assert fault.startswith(f"Row 2, column {expected}")


@pytest.mark.parametrize(
    "phone", ["13800000000", "+86 755-2999 1234转801", "0755-1234567、7654321"]
)
def test_telephone_numbers_are_written_in_many_ways(supervisor, unit, phone):
    assert faults(supervisor, row(phone=phone)) == []


class TestPreview:
    def test_it_is_ready_when_there_is_something_to_do_and_nothing_wrong(self, supervisor, unit):
        make_wang(unit)
        wrong = row("李丽", 3, role="x")
        assert compare([row(phone="123")], {}, supervisor).is_ready
        assert not compare([row()], {}, supervisor).is_ready
        assert not compare([row(phone="123"), wrong], {}, supervisor).is_ready

    def test_its_token_stands_for_what_is_shown(self, supervisor, unit):
        wang = make_wang(unit, phone="1")
        rows, other = [row(phone="123")], make_user(role="supervisor")
        token = compare(rows, {}, supervisor).token
        assert compare(rows, {}, supervisor).token == token
        assert compare(rows, {}, other).token != token
        assert compare([row(phone="124")], {}, supervisor).token != token
        wang.phone = "2"
        wang.save()
        assert compare(rows, {}, supervisor).token != token

    def test_so_does_a_name_that_was_taken_meanwhile(self, supervisor, unit):
        token = compare([row()], {}, supervisor).token
        make_user(username="wangwei", name="王卫")
        assert compare([row()], {}, supervisor).token != token

    def test_it_asks_as_often_for_many_rows(self, supervisor, unit, django_assert_num_queries):
        for number in (1, 30):
            rows = [row(f"王{n}", n) for n in range(number)]
            with django_assert_num_queries(4):
                assert compare(rows, {}, supervisor).counts == {Kind.NEW: number}
