"""Doing what the preview of a sheet showed, all of it or nothing."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError

from tasks.models import Plan
from tests.factories import make_plan, make_unit, make_user
from units.models import PeopleSheet, SignInCode, Unit, UnitAlias, User
from units.people import importing
from units.people.columns import Row
from units.people.importing import WorldChanged, import_sheet, keep_sheet, preview_of

pytestmark = pytest.mark.django_db
NOW = datetime(2015, 6, 18, 9, tzinfo=UTC)


@pytest.fixture
def supervisor():
    return make_user(role="supervisor")


@pytest.fixture
def unit():
    return make_unit(name="区教育局")


@pytest.fixture
def sheet(supervisor, unit):
    """``sheet(*rows)``: kept for the supervisor."""
    return lambda *rows: keep_sheet(supervisor, "名单.xlsx", rows, at=NOW)


def row(name="王伟", number=2, **said):
    return Row(number, name, **{"unit": "区教育局", "role": "liaison"} | said)


def confirm(kept, token=None, **options):
    token = token or preview_of(kept).token
    return import_sheet(kept, token, **{"at": NOW, "batch": uuid4(), "by_mail": False} | options)


def test_new_people_have_a_code_and_no_password(sheet, supervisor, unit):
    ((code,), _changed) = confirm(
        sheet(row(phone="0755-1234", email="wang@example.org", role="head"))
    )
    person = User.objects.get(username="wangwei")
    assert (code.person, code.made_by, code.is_open(NOW)) == (person, supervisor, True)
    assert not code.by_mail
    assert (person.name, person.unit, person.role) == ("王伟", unit, "head")
    assert (person.phone, person.email) == ("0755-1234", "wang@example.org")
    assert (person.has_usable_password(), person.is_active) == (False, True)
    assert person.sort_name == person.sort_key()


def test_codes_go_by_mail_to_whom_has_an_address(sheet):
    rows = row(email="wang@example.org"), row("李丽", 3)
    codes, _changed = confirm(sheet(*rows), by_mail=True)
    assert [code.by_mail for code in codes] == [True, False]


def test_what_changes_is_written_and_all_else_stays(sheet, unit):
    wang = make_user(
        name="王伟", username="wangwei", role="liaison", unit=unit, phone="1234", language="en"
    )
    was = wang.password
    assert confirm(sheet(row("王微", username="wangwei", role="head"))) == ([], 1)
    wang.refresh_from_db()
    assert (wang.name, wang.role, wang.phone, wang.language) == ("王微", "head", "1234", "en")
    assert (wang.password, wang.sort_name) == (was, wang.sort_key())


def test_the_sheet_is_forgotten(sheet):
    confirm(sheet(row()))
    assert not PeopleSheet.objects.exists()


def test_all_is_recorded_with_before_and_after(sheet, supervisor, unit):
    wang = make_user(name="王伟", username="wangwei", role="liaison", unit=unit)
    make_unit(name="区卫计局")
    confirm(sheet(row(unit="区卫计局", username="wangwei"), row("李丽", 3)))
    entry = LogEntry.objects.get(object_id=wang.pk, changes__has_key="unit", action=1)
    assert (entry.actor, entry.changes) == (supervisor, {"unit": ["区教育局", "区卫计局"]})
    new = User.objects.get(name="李丽")
    made = LogEntry.objects.get(object_id=new.pk, action=0)
    assert (made.actor, made.changes["role"]) == (supervisor, ["None", "liaison"])
    assert "password" not in made.changes


def test_new_units_are_made_and_other_names_remembered(sheet, unit):
    kept = sheet(row(), row("李丽", 3, unit="区教委"), row("赵军", 4, unit="区卫计局"))
    kept.answers = {"区教委": str(unit.pk), "区卫计局": "new:party"}
    confirm(kept)
    assert Unit.objects.get(name="区卫计局").kind == "party"
    assert UnitAlias.objects.get().unit == unit
    assert [one.unit.name for one in User.objects.filter(unit__isnull=False).order_by("pk")] == [
        "区教育局",
        "区教育局",
        "区卫计局",
    ]


class TestRefused:
    def left(self):
        return User.objects.count(), SignInCode.objects.count(), PeopleSheet.objects.count()

    def test_what_is_no_longer_what_was_shown(self, sheet):
        kept = sheet(row())
        token = preview_of(kept).token
        make_user(username="wangwei")
        before = self.left()
        with pytest.raises(WorldChanged):
            confirm(kept, token)
        assert self.left() == before

    @pytest.mark.parametrize("said", [{"role": "admin"}, {"unit": "没有"}])
    def test_what_is_wrong_or_asked(self, sheet, said):
        kept = sheet(row("李丽"), row(number=3, **said))
        before = self.left()
        with pytest.raises(WorldChanged):
            confirm(kept)
        assert self.left() == before

    def test_what_was_confirmed_already(self, sheet):
        kept = sheet(row())
        token = preview_of(kept).token
        confirm(PeopleSheet.objects.get(), token)
        with pytest.raises(WorldChanged):
            confirm(kept, token)
        assert SignInCode.objects.count() == 1

    def test_what_somebody_else_does_in_this_very_moment(self, sheet, monkeypatch):
        def taken(people):
            raise IntegrityError

        kept = sheet(row())
        monkeypatch.setattr(importing.User.objects, "bulk_create", taken)
        with pytest.raises(WorldChanged):
            confirm(kept)


def test_a_second_upload_takes_the_place_of_the_first(sheet):
    sheet(row())
    kept = sheet(row("李丽"))
    assert [entry.row.name for entry in preview_of(kept).entries] == ["李丽"]
    assert PeopleSheet.objects.count() == 1


def test_pages_that_show_names_are_out_of_date(sheet):
    kept, plan = sheet(row()), make_plan()
    assert Plan.objects.for_page().get(pk=plan.pk).edition_number == 0
    confirm(kept)
    assert Plan.objects.for_page().get(pk=plan.pk).edition_number == 1


@pytest.mark.parametrize("number", [1, 30])
def test_many_are_set_up_in_as_many_statements_as_one(
    number, sheet, unit, django_assert_num_queries
):
    for at in range(number):
        make_user(name=f"旧{at}", username=f"old{at}", role="liaison", unit=unit)
    old = [row(f"旧{at}", at, phone="12345") for at in range(number)]
    kept = sheet(*old, *[row(f"新{at}", 100 + at) for at in range(number)])
    token = preview_of(kept).token
    ContentType.objects.get_for_model(User)  # is asked for once in the life of a process
    with django_assert_num_queries(28):
        confirm(kept, token)
