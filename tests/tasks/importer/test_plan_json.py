"""Importer, fixture and canonical reading are one and the same."""

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import call_command

from tasks.importer.loading import load
from tasks.importer.plan import read_plan
from tasks.importer.plan_json import plan_data
from tasks.models import Plan
from tests.tasks.importer.test_plan import canonical
from tests.texts import FIXTURES, SOURCE, fixture
from units.models import Unit

pytestmark = pytest.mark.django_db


def load_text():
    load(read_plan(SOURCE.read_bytes(), "baoan-2015"))


def people_data():
    units = Unit.objects.prefetch_related("aliases", "members").select_related("parent")
    return [
        {
            "name": unit.name,
            "kind": unit.kind,
            "aliases": [alias.name for alias in unit.aliases.all()],
            "parent": unit.parent and unit.parent.name,
            "members": [member.name for member in unit.members.all()],
        }
        for unit in units
    ]


@pytest.mark.parametrize("way", ["importer", "fixture"])
def test_the_database_holds_the_canonical_reading(way):
    load_text() if way == "importer" else call_command("loaddata", "baoan-2015", verbosity=0)
    plan = Plan.objects.get()
    assert canonical(plan_data(plan)) == canonical(fixture("plan.json"))
    assert canonical(people_data()) == canonical(fixture("people.json")["units"])


def test_the_fixture_is_what_the_importer_makes():
    stored = serializers.deserialize("json", (FIXTURES / "baoan-2015.json").read_text())
    wanted = {}
    for row in stored:
        wanted.setdefault(row.object._meta.label_lower, []).append(plain(row.object))
    load_text()
    made = {name: [plain(row) for row in rows_of(name)] for name in wanted}
    assert made == wanted


def rows_of(label):
    return apps.get_model(label).objects.order_by("pk")


def plain(row):
    """A row's own values; what it refers to is compared with its own model."""
    return {
        field.name: field.value_to_string(row)
        for field in row._meta.concrete_fields
        if not field.is_relation and not field.primary_key
    }


def test_loading_the_text_over_the_fixture_changes_nothing():
    call_command("loaddata", "baoan-2015", verbosity=0)
    assert load(read_plan(SOURCE.read_bytes(), "baoan-2015")) == []
