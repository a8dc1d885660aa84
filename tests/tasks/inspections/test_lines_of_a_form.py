"""The page on which an inspection of several units is written down."""

from datetime import date, timedelta

import pytest

from tasks.inspections.forms import AGREE, LEAVE, NOBODY
from tasks.models import Event, Inspection, Visit
from tests import files
from tests.factories import TODAY, make_done, make_unit, make_user
from tests.pages import address
from tests.tasks.frame.test_unsent import sent_too_late

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOBODY_READS = "在系统内无人接收"
TOMORROW = "2015-06-19"


@pytest.fixture
def page(group, milestone, as_supervisor, plan):
    """Sends the form of the visit, with its words and some more; to the group that was shown."""
    at = address("inspect", plan, milestone.pk)
    words = {"kind": "site", "unit": group.pk, "shown": group.pk, "findings": "抽查台账。"}
    return lambda **more: as_supervisor.post(at, words | {"rectify_by": TOMORROW} | more)


@pytest.fixture
def one(group):
    """The prefix of the first member's fields."""
    return f"u{group.people[0].unit.pk}"


@pytest.fixture
def other(group):
    return f"u{group.people[1].unit.pk}"


def rows():
    told = ("unit__name", "findings", "passed", "rectify_by")
    return list(Visit.objects.values_list(*told))


def test_the_members_stand_there_once_the_group_is_chosen(
    page, one, as_supervisor, plan, milestone
):
    assert f"{one}-outcome" not in as_supervisor.get(address("inspect", plan, milestone.pk)).text
    shown = page(choose="1", shown="", rectify_by="").text
    for words in (f"{one}-outcome", "新安街道", "西乡街道", "抽查台账。"):
        assert words in shown
    assert "错误：" not in shown
    assert not Inspection.objects.exists()


def test_who_sends_without_having_seen_the_members_sees_them_first(page, one):
    answer = page(shown="", files=files.upload("现场.jpg", files.JPG))
    for words in (f"{one}-outcome", "抽查台账。", "现场.jpg"):
        assert words in answer.text
    assert len(answer.context["messages"]) == 1
    assert not Inspection.objects.exists()


def test_what_is_said_of_all_holds_for_each(page):
    assert page().status_code == 302
    asked = ("", False, date(2015, 6, 19))
    assert rows() == [("新安街道", *asked), ("西乡街道", *asked)]


def test_a_day_off_for_all_is_asked_about(page):
    assert "该日期不是工作日" in page(rectify_by="2015-06-20").text
    assert not Inspection.objects.exists()


def test_each_member_has_its_own_words_outcome_and_day(page, one, other):
    own = {f"{one}-findings": "台账缺页。", f"{one}-rectify_by": "2015-06-23"}
    own |= {f"{other}-outcome": "passed", f"{other}-findings": "制度齐全。"}
    page(**own)
    assert rows() == [
        ("新安街道", "台账缺页。", False, date(2015, 6, 23)),
        ("西乡街道", "制度齐全。", True, None),
    ]


def test_who_was_not_visited_has_no_line(page, one):
    page(**{f"{one}-outcome": "absent"}, rectify_by="")
    assert rows() == [("西乡街道", "", True, None)]
    assert Inspection.objects.get().sheet["addressees"] == ["西乡街道"]


@pytest.mark.parametrize(
    ("outcome", "name", "words"),
    [
        ("passed", "rectify_by", TOMORROW),
        ("absent", "rectify_by", TOMORROW),
        ("absent", "findings", "缺页。"),
    ],
)
def test_what_does_not_go_with_the_outcome_is_asked_back(page, one, outcome, name, words):
    shown = page(**{f"{one}-outcome": outcome, f"{one}-{name}": words}).text
    assert str(LEAVE) in shown
    assert f'href="#id_{one}-{name}"' in shown
    assert (
        str(LEAVE) in page(findings="", **{f"{one}-outcome": outcome, f"{one}-{name}": words}).text
    )
    assert not Inspection.objects.exists()


def test_somebody_was_somewhere(page, one, other):
    shown = page(**{f"{one}-outcome": "absent", f"{other}-outcome": "absent"}).text
    assert str(NOBODY) in shown


def test_an_odd_day_of_one_member_is_asked_about_and_kept_with_its_name(page, one):
    saturday = {f"{one}-rectify_by": "2015-06-27"}
    shown = page(**saturday).text
    assert f'name="{one}-rectify_by_answer"' in shown
    answer = {f"{one}-rectify_by_asked": "2015-06-27", f"{one}-rectify_by_answer": "on"}
    assert page(**saturday, **answer).status_code == 302
    asked = Event.objects.get(action="inspect").asked
    assert (asked.startswith("新安街道"), " 2015-06-27：该日期不是工作日" in asked) == (True, True)


def test_the_page_says_who_does_not_read_it_before_it_is_sent(
    task, group, milestone, as_supervisor, plan
):
    make_user(role="liaison", unit=task.units.get(name="区水务局"))
    at = address("inspect", plan, milestone.pk)
    words = {"kind": "site", "unit": group.pk, "shown": group.pk, "findings": "抽查。"}
    assert NOBODY_READS not in as_supervisor.get(at).text
    assert NOBODY_READS not in as_supervisor.post(at, words | {"choose": "1"}).text
    group.members.add(make_unit(name="福永街道"))
    shown = as_supervisor.post(at, words | {"choose": "1"}).text
    assert f"福永街道{NOBODY_READS}" in shown


def test_a_unit_that_nobody_reads_is_named_even_where_it_was_chosen_without_a_script(
    task, milestone, unit, as_supervisor, plan
):
    at = address("inspect", plan, milestone.pk)
    assert f"区水务局{NOBODY_READS}" in as_supervisor.get(at).text  # the only one of the task
    words = {"kind": "site", "unit": unit.pk, "findings": "台账不全。", "rectify_by": TOMORROW}
    assert f"区水务局{NOBODY_READS}" in as_supervisor.post(at, words).text
    assert not Inspection.objects.exists()
    assert as_supervisor.post(at, words | {"shown": unit.pk}).status_code == 302


def test_the_words_of_a_member_come_back_after_signing_in(group, milestone, client, plan, one):
    person, at = make_user(role="supervisor"), address("inspect", plan, milestone.pk)
    client.force_login(person)
    words = {"unit": group.pk, "shown": group.pk, f"{one}-findings": "台账缺页。"}
    sent_too_late(client, at, words)
    client.force_login(person)
    assert "台账缺页。" in client.get(at).text


class TestRecheck:
    """What does not hold at one unit does not hold."""

    @pytest.fixture
    def recheck(self, group, task, as_supervisor, plan):
        group.part.role = "lead"
        group.part.save()
        at = address("recheck", plan, make_done(TODAY - timedelta(days=30), task=task).pk)
        words = {"passed": "no", "findings": "查了三家。"}
        return lambda **more: as_supervisor.post(at, words | more)

    def test_each_unit_has_its_own_outcome(self, recheck, one, other, unit):
        assert recheck(**{f"{one}-outcome": "passed", f"u{unit.pk}-outcome": "absent"}).url
        assert rows() == [("新安街道", "", True, None), ("西乡街道", "", False, None)]

    def test_the_outcome_of_all_is_that_of_each(self, recheck, one):
        shown = recheck(passed="yes", **{f"{one}-outcome": "failed"}).text
        assert str(AGREE) in shown
        assert not Inspection.objects.exists()

    def test_a_single_unit_has_no_fields_of_its_own(self, as_supervisor, plan, task):
        at = address("recheck", plan, make_done(TODAY - timedelta(days=30), task=task).pk)
        assert "-outcome" not in as_supervisor.get(at).text
