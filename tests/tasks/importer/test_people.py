import pytest

from leaders.models import Leader
from tasks.importer.loading import load
from tasks.importer.plan import read_plan
from tasks.importer.reading import PlanTextError
from tasks.models import Assignment, Plan
from tests.factories import make_unit
from tests.texts import item, small_plan
from units.models import Unit, UnitAlias

pytestmark = pytest.mark.django_db


def load_item(responsible):
    return load(read_plan(small_plan(item(responsible=responsible)).encode(), "plan"))


def test_units_and_leaders_are_counted_in_the_documents_order():
    load_item("（牵头区领导：乙、甲，牵头单位：区法院，参与单位：区编办、各街道）")
    positions = list(Unit.objects.values_list("position", "name"))
    assert positions[:4] == [(1, "区法院"), (2, "区编办"), (3, "各街道"), (4, "新安街道")]
    assert list(Leader.objects.values_list("position", "name")) == [(1, "乙"), (2, "甲")]
    assert Unit.objects.get(name="各街道").members.count() == 6


def test_the_body_in_brackets_belongs_to_the_one_outside():
    load_item("（牵头区领导：甲，牵头单位：区委组织部〈区编办〉，参与单位：区编办）")
    assert Unit.objects.get(name="区编办").parent.name == "区委组织部〈区编办〉"


def test_a_unit_that_people_renamed_is_found_by_its_alias_and_keeps_the_written_name():
    court = make_unit(name="区人民法院", kind="judiciary", position=7)
    UnitAlias.objects.create(unit=court, name="区法院")
    load_item("（牵头区领导：甲，牵头单位：区法院）")
    court.refresh_from_db()
    assert (Unit.objects.get(), court.position) == (court, 7)
    assert Assignment.objects.get().written_as == "区法院"


def test_a_unit_stored_under_a_name_the_gazetteer_calls_an_alias_stays():
    office = make_unit(name="区人大办", kind="congress")
    load_item("（牵头区领导：甲，牵头单位：区人大常委会办公室）")
    assert (Unit.objects.get(), Assignment.objects.get().unit) == (office, office)


@pytest.mark.parametrize(
    ("responsible", "name"),
    [
        ("（牵头区领导：甲，牵头单位：区法院，参与单位：区法院）", "区法院"),
        ("（牵头区领导：甲，牵头单位：区人大办、区人大常委会办公室）", "区人大常委会办公室"),
        ("（牵头区领导：甲、甲，牵头单位：区法院）", "甲"),
        (f"（牵头区领导：{'长' * 51}，牵头单位：区法院）", "长" * 50),
        (f"（牵头区领导：甲，牵头单位：{'长' * 101}）", "长" * 50),
    ],
    ids=["two roles", "two names", "leader", "long leader", "long unit"],
)
def test_names_that_the_rows_cannot_hold_are_refused_with_their_line(responsible, name):
    with pytest.raises(PlanTextError, match=name) as caught:
        load_item(responsible)
    assert caught.value.line == 7
    assert (Plan.objects.count(), Unit.objects.count(), Leader.objects.count()) == (0, 0, 0)
