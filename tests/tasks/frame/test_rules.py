"""Each number leads to its counting rule, and each such way ends at a rule."""

import re

import pytest
from django.core.management import call_command

from tasks.models import Plan
from tests.factories import make_user
from tests.pages import address
from units.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

OWNER = {"owners", "completion-rate", "on-time-rate", "lights"}
COLUMNS = {"owners", "dated", "lights", "completion-rate", "on-time-rate"}
# The page, its key and what it must explain.
RULES = {
    "overview": (None, {
        "dated", "completion-rate", "on-time-rate", "movement", "curve", "coming", "lights",
        "owners",
    }),
    "task-list": (None, {"lists"}),
    "milestone-list": (None, {"lists"}),
    "timeline": (None, {"lists"}),
    "calendar": (None, {"dated"}),
    "unit-list": (None, COLUMNS),
    "leader-list": (None, COLUMNS),
    "unit": ("lead_units", OWNER | {"burden", "record", "accuracy", "trend-rates"}),
    "leader": ("leaders", OWNER | {"record", "accuracy", "trend-rates", "duty-calendar"}),
    "project": ("projects", OWNER - {"lights"} | {"record", "lists"}),
    "collision-map": (None, {"crowded"}),
    "supervision": (None, {"slips", "lists"}),
    "extension-list": (None, {"extensions"}),
    "burden": (None, {"burden", "burden-reports"}),
    "rating-list": (None, {"ratings"}),
    "flag-list": (None, {"flags"}),
    "inspection-list": (None, {"inspections"}),
    "implementation-list": (None, {"parts"}),
    "extra-list": (None, {"outside"}),
}  # fmt: skip
HEADING = re.compile(r"<(h1|h2)[^>]*>(.*?)</\1>", re.S)
SUMMARY = re.compile(r"<summary>.*?</summary>", re.S)
NUMBER = re.compile(r"<(?:span class=\"quiet\"|a class=\"count)[^>]*>\s*\d")
COLUMN = re.compile(r"<th scope=\"col\"[^>]*>.*?</th>", re.S)
TO_A_RULE = re.compile(r'href="[^"]*/about/[^"]*#([\w-]+)"')


@pytest.fixture(scope="module")
def seeded(rows_of_this_file):
    call_command("loaddata", "baoan-2015", verbosity=0)
    call_command("seed_demo", verbosity=0)


@pytest.fixture
def demo(seeded, db):
    return Plan.objects.get(slug="baoan-2015")


@pytest.fixture
def supervisor(client, demo):
    client.force_login(make_user(role=User.Role.SUPERVISOR))
    return client


@pytest.fixture
def anchors(supervisor, demo):
    return re.findall(r' id="([\w-]+)"', supervisor.get(address("about", demo)).text)


def page_of(name, client, plan):
    key, _rules = RULES[name]
    task = plan.tasks.get(number=10)
    keys = {
        "lead_units": lambda: task.assignments.filter(role="lead").first().unit_id,
        "leaders": lambda: task.leaders.first().pk,
        "projects": lambda: task.project.number,
    }
    args = [keys[key]()] if key else []
    answer = client.get(address(name, plan, *args))
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("name", RULES)
def test_numbers_lead_to_their_rules(name, supervisor, demo, anchors):
    page = page_of(name, supervisor, demo)
    led = set(TO_A_RULE.findall(page))
    assert RULES[name][1] <= led
    assert led <= set(anchors)
    # A heading that opens and closes what is below it is a way already, and holds none.
    headings = HEADING.findall(SUMMARY.sub("", page))
    bare = [text for _, text in headings if NUMBER.search(text) and "#" not in text]
    assert bare == []


@pytest.mark.parametrize("name", ["unit-list", "leader-list"])
def test_each_column_of_numbers_has_its_rule(name, supervisor, demo):
    name_of_row, *numbers = COLUMN.findall(page_of(name, supervisor, demo).partition("</thead>")[0])
    assert "#" not in name_of_row
    assert [column for column in numbers if not TO_A_RULE.search(column)] == []


def test_no_rule_has_two_places(anchors):
    assert len(anchors) == len(set(anchors))


def test_a_rule_keeps_the_day(supervisor, demo):
    page = supervisor.get(address("overview", demo, as_of="2015-03-31")).text
    assert f'href="{address("about", demo, as_of="2015-03-31")}#completion-rate"' in page
