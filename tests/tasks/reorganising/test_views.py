"""The pages on which units are changed, and where it shows: docs/changes.md."""

import re
from datetime import timedelta

import pytest

from tasks.models import Slip, UnitChange
from tests.factories import (
    TODAY,
    make_assignment,
    make_milestone,
    make_task,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.supervising import make_slip, overdue
from units.models import Unit, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
WORDS = {"since": "2015-06-18", "reason": "机构改革方案"}
SEEN = re.compile(r'name="seen" value="(\d+)"')
TOKEN = re.compile(r'name="previewed" value="(\w*)"')


@pytest.fixture
def part(plan, old):
    task = make_task(plan=plan, number=31)
    make_milestone(task=task)
    return make_assignment(task, old)


def look(client, at, words):
    """The preview of ``words``, and the token with which they are confirmed."""
    seen = {"seen": SEEN.search(client.get(at).text)[1]}
    page = client.post(at, words | seen)
    assert page.status_code == 200
    return page, seen | {"previewed": TOKEN.search(page.text)[1]}


def test_a_change_is_looked_at_before_it_is_done(as_supervisor, plan, part, old):
    at, words = address("rename-unit", plan, old.pk), WORDS | {"name": "区数据局"}
    page, token = look(as_supervisor, at, words)
    assert page.context["preview"] != []
    assert not UnitChange.objects.exists()
    other, _token = look(as_supervisor, at, words | token | {"name": "区智慧局"})
    assert Unit.objects.get(pk=old.pk).name == "区科创局"
    answer = as_supervisor.post(at, words | token)
    assert answer.url == address("unit", plan, old.pk)
    assert Unit.objects.get(pk=old.pk).name == "区数据局"


def test_what_changed_since_the_preview_is_shown_again(as_supervisor, plan, part, old):
    at, words = address("rename-unit", plan, old.pk), WORDS | {"name": "区数据局"}
    _page, token = look(as_supervisor, at, words)
    make_user(role="liaison", unit=old)
    page, again = look(as_supervisor, at, words | token)
    assert again != token
    assert as_supervisor.post(at, words | again).status_code == 302


def test_what_cannot_be_is_said_at_once_and_the_words_stay(as_supervisor, plan, old):
    taken = make_unit(name="区数据局")
    at = address("rename-unit", plan, old.pk)
    page = as_supervisor.post(at, WORDS | {"name": "区数据局 "})
    assert "name" in page.context["form"].errors
    assert "机构改革方案" in page.text
    for day in ("2015-06-19", "2015-02-04"):
        page = as_supervisor.post(at, WORDS | {"name": "区大数据局", "since": day})
        assert "since" in page.context["form"].errors
    assert taken.name in page.text or not UnitChange.objects.exists()


def test_only_units_that_there_are_can_be_chosen(as_supervisor, plan, old):
    gone, group = make_unit(dissolved_on=TODAY), make_unit(kind="group")
    page = as_supervisor.get(address("merge-unit", plan, old.pk))
    offered = set(page.context["form"].fields["into"].queryset)
    assert offered == set(Unit.objects.exclude(pk__in=[gone.pk, group.pk]))


def test_the_page_says_what_has_to_go_before_a_unit_is_dissolved(as_supervisor, plan, part, old):
    make_slip(overdue(part.task), old)
    make_user(role="liaison", unit=old)
    make_unit(parent=old)
    at = address("dissolve-unit", plan, old.pk)
    page = as_supervisor.get(at)
    assert [link for _words, link in page.context["left"]] == [
        f"{address('task-list', plan)}?unit={old.pk}",
        f"{address('unit', plan, old.pk)}?",
        f"/accounts/people/?q={old.name}",
        f"{address('unit', plan, old.pk)}?",
    ]
    assert as_supervisor.post(at, WORDS).context["form"].non_field_errors()


def test_an_empty_unit_is_dissolved_and_its_page_says_so(as_supervisor, plan, old):
    at = address("dissolve-unit", plan, old.pk)
    page, token = look(as_supervisor, at, WORDS)
    assert page.context["preview"] == []
    as_supervisor.post(at, WORDS | token)
    unit = address("unit", plan, old.pk)
    assert at not in as_supervisor.get(unit).text
    assert as_supervisor.get(unit).context["is_dissolved"]
    assert not as_supervisor.get(f"{unit}?as_of=2015-06-17").context["is_dissolved"]


def test_the_units_page_tells_each_day_its_name_and_changes(as_supervisor, plan, part, old):
    at, words = address("rename-unit", plan, old.pk), WORDS | {"name": "区数据局"}
    _page, token = look(as_supervisor, at, words)
    as_supervisor.post(at, words | token)
    unit = address("unit", plan, old.pk)
    now = as_supervisor.get(unit)
    assert (str(now.context["unit"]), now.context["latest_name"]) == ("区数据局", "")
    assert [one.name for one in now.context["former"]] == ["区科创局"]
    assert [one.action for one in now.context["changes"]] == ["rename"]
    past = as_supervisor.get(f"{unit}?as_of={TODAY - timedelta(days=1)}")
    assert (str(past.context["unit"]), past.context["latest_name"]) == ("区科创局", "区数据局")
    assert (past.context["former"], past.context["changes"]) == ([], [])


def test_people_move_and_leave_by_their_units_page(as_supervisor, plan, old):
    person, new = make_user(role="liaison", unit=old), make_unit()
    page = as_supervisor.get(address("unit", plan, old.pk))
    for name in ("move-person", "let-go"):
        assert address(name, plan, person.pk) in page.text
    at, words = address("move-person", plan, person.pk), {"reason": "调动", "to": new.pk}
    _page, token = look(as_supervisor, at, words)
    as_supervisor.post(at, words | token)
    person.refresh_from_db()
    assert person.unit == new
    at, words = address("let-go", plan, person.pk), {"reason": "退休"}
    _page, token = look(as_supervisor, at, words)
    as_supervisor.post(at, words | token)
    assert not User.objects.get(pk=person.pk).is_active


def test_nobody_moves_himself_or_whom_he_does_not_set_up(client_as, plan, old):
    supervisor = client_as("supervisor")
    for person in (make_user(role="admin", unit=old), make_user(role="leader", unit=old)):
        assert supervisor.get(address("move-person", plan, person.pk)).status_code == 403
    assert supervisor.get(address("let-go", plan, make_user().pk)).status_code == 404


def test_a_dissolved_unit_is_in_the_filter_of_its_days_only(as_supervisor, plan, part, old):
    Unit.objects.filter(pk=old.pk).update(dissolved_on=TODAY)
    option = f'<option value="{old.pk}"'
    lists = address("task-list", plan)
    assert option not in as_supervisor.get(lists).text
    assert option in as_supervisor.get(f"{lists}?as_of=2015-06-17").text


@pytest.mark.parametrize("parts", [1, 3, 20])
def test_the_form_asks_as_often_for_many_parts(
    parts, as_supervisor, plan, old, django_assert_num_queries
):
    for number in range(parts):
        make_assignment(make_task(plan=plan, number=40 + number), old)
    with django_assert_num_queries(7):
        as_supervisor.get(address("split-unit", plan, old.pk))
    assert not Slip.objects.exists()
