"""Lists of names in the order that a Chinese reader looks for."""

import random
import subprocess
import sys
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tasks.plan.reach import readers
from tests.factories import make_assignment, make_leader, make_task, make_unit, make_user
from tests.pages import address
from units.models import User
from units.pinyin import initials, key_of_person, key_of_words

PEOPLE = [
    "A1", "单于鞅", "陈伟", "黎安", "李安", "李伟", "林安", "区志强", "欧阳修", "仇英", "任长霞", "单雄信",
    "解缙", "曾庆", "张安", "张伟", "章安",
]  # fmt: skip
UNITS = [
    "长安区", "重庆市", "区财政局", "区法院", "区“两法衔接”成员单位", "区人大常委会办公室",
    "新安街道", "宣传部",
]  # fmt: skip


@pytest.mark.parametrize(("names", "key"), [(PEOPLE, key_of_person), (UNITS, key_of_words)])
def test_names_stand_in_the_order_of_their_pinyin(names, key):
    """Those of one sound by their signs, so that 张 and 章 do not mix."""
    mixed = random.Random(1).sample(names, len(names))
    assert sorted(mixed, key=key) == names


@pytest.mark.parametrize("name", ["", "İsmail ß", "𠮷野", "欸·买买提", "Ünal"])
def test_a_key_has_only_what_all_databases_order_alike(name):
    for key in (key_of_person(name), key_of_words(name)):
        assert key == "" or (key.isascii() and key.isalnum() and key == key.lower())


@pytest.mark.parametrize(
    ("name", "letters"), [("区教育局", "qjyj"), ("区“两法衔接”单位A1", "qlfxjdwa1"), ("", "")]
)
def test_first_letters_are_what_people_type(name, letters):
    assert initials(key_of_words(name)) == letters


def test_a_unit_of_a_filter_is_found_by_its_first_letters(client_as, plan):
    unit = make_unit(name="区教育局")
    make_assignment(make_task(plan=plan), unit=unit)
    page = client_as("viewer").get(address("task-list", plan)).text
    assert f'<option value="{unit.pk}" data-initials="qjyj">区教育局</option>' in page


@pytest.mark.django_db
def test_the_database_orders_as_we_do():
    unit = make_unit()
    for name in PEOPLE[::-1]:
        make_user(name=name, role="liaison", unit=unit)
    assert [person.name for person in User.objects.active()] == PEOPLE
    assert [person.name for person in readers([unit])[unit.pk]] == PEOPLE


@pytest.mark.django_db
def test_who_is_renamed_moves():
    person = make_user(name="陈伟")
    person.name = "曾伟"
    person.save()
    person.refresh_from_db()
    assert person.sort_name == key_of_person("曾伟")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "make", "names"),
    [("units/unit", make_unit, UNITS), ("leaders/leader", make_leader, PEOPLE)],
)
def test_the_administration_sorts_names_alike(client_as, page, make, names):
    for name in names[::-1]:
        make(name=name)
    shown = client_as("admin").get(f"/admin/{page}/?o=1").context["cl"].result_list
    assert [row.name for row in shown] == names


def test_the_dictionary_is_loaded_only_to_save_a_name():
    look = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'baoan_rule.settings';"
        "import baoan_rule.wsgi; from django.urls import get_resolver; get_resolver().url_patterns;"
        "print('pypinyin' in sys.modules, 'PIL' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert said.stdout == "False False\n"


@pytest.mark.django_db
def test_names_that_were_there_before_get_their_place():
    rows = make_unit(name="重庆市"), make_user(name="曾庆"), make_leader(name="单雄信")
    for row in rows:
        type(row).objects.update(sort_name="")
    then = MigrationLoader(connection).project_state().apps
    for migration in ("units.migrations.0007_sort_names", "leaders.migrations.0002_sort_names"):
        import_module(migration).fill(then, None)
    for row in rows:
        row.refresh_from_db()
        assert row.sort_name == row.sort_key() != ""


@pytest.mark.django_db
def test_a_name_that_stays_is_not_read_again(monkeypatch):
    person = make_user(name="区 Ann 2")
    with monkeypatch.context() as reading:
        reading.setattr("units.pinyin.syllables", lambda words: pytest.fail(words))
        person.save()
    person.name = "王"
    person.save()
    assert person.sort_name.startswith("wang2")
