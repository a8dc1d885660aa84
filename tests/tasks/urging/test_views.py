"""Urging from a milestone, a list or a unit; not twice a day without a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tasks.models import Event, Urge
from tasks.urging.acts import urge, urged_lately
from tests.factories import (
    TODAY,
    make_assignment,
    make_leader,
    make_milestone,
    make_request,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.supervising import make_urge, overdue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)


@pytest.fixture
def unit():
    return make_unit(name="区水务局")


@pytest.fixture
def milestone(task):
    return make_milestone(task=task, due_on=TODAY - DAY, text="整治河道")


@pytest.fixture
def supervisor(client):
    person = make_user(role="supervisor", unit=make_unit())
    client.force_login(person)
    return person


def send(client, plan, *milestones, units=None, **said):
    """Urge all units of ``milestones``, or the ids ``units``."""
    if units is None:
        units = {unit.pk for one in milestones for unit in one.task.units.all()}
    said = {"to": ("liaison",), "reason": "", "text": "请抓紧。"} | said
    data = {"m": [row.pk for row in milestones], "units": list(units), "recipients": said.pop("to")}
    return client.post(address("urge", plan), data | said)


def test_the_chosen_people_get_one_mail_with_all_their_milestones(
    plan, task, unit, milestone, supervisor, client
):
    liaison, head = (make_user(role=role, unit=unit) for role in ("liaison", "head"))
    leader = make_user(role="leader")
    make_task_leader(task, make_leader(user=leader))
    second = make_milestone(task=task)
    answer = send(client, plan, milestone, second, to=("liaison", "leader"))
    assert answer.url == address("supervision", plan)
    assert "已通知2人：区水务局。" in client.get(answer.url).content.decode()
    for person in (liaison, leader):
        mail = person.mails.get()
        assert mail.body["opening"].startswith("请抓紧。")
        assert len(mail.body["sections"][0]["lines"]) == 2
    assert head.mails.count() == 0
    assert (
        Urge.objects.filter(unit=unit).count() == Event.objects.filter(action="urge").count() == 2
    )


def test_where_nobody_was_written_to_it_is_a_warning(plan, milestone, supervisor, client):
    page = client.get(send(client, plan, milestone).url)
    (said,) = page.context["messages"]
    assert (said.level_tag, "区水务局" in str(said)) == ("warning", True)


@pytest.mark.parametrize(
    ("lateness", "is_said"), [((3, 5), True), ((3, -9), False), ((-9, -3), False)]
)
def test_all_is_called_overdue_where_all_is(lateness, is_said, plan, task, supervisor, client):
    late = [overdue(task, days).pk for days in lateness]
    page = client.get(address("urge", plan, m=late))
    assert ("该项工作已逾期" in page.context["form"]["text"].value()) == is_said


def test_a_list_s_filter_a_unit_or_a_milestone_says_who_is_urged(
    plan, task, unit, milestone, supervisor, client
):
    make_milestone(task=task, due_on=None, original_due_on=None, kind="ongoing")
    make_milestone(task=task, stage="submitted", due_on=TODAY - DAY)
    other = make_milestone(task=make_assignment(make_task(plan=plan)).task)
    for query, found in (
        ({"light": "red"}, [milestone]),
        ({"m": other.pk}, [other]),
        ({"unit": other.task.units.get().pk}, [other]),
    ):
        page = client.get(address("urge", plan, **query))
        assert page.context["milestones"] == found
        assert page.context["chosen"] == [row.pk for row in found]
    assert len(client.get(address("urge", plan)).context["milestones"]) == 3


def test_the_words_to_begin_with_are_chinese_for_an_english_reader_too(
    plan, milestone, supervisor, client
):
    client.cookies["language"] = "en"
    page = client.get(address("urge", plan, m=milestone.pk)).text
    assert "该项工作已逾期" in page
    assert "Recipients" in page


def test_twice_within_a_day_needs_a_reason(plan, unit, milestone, supervisor, client):
    make_urge(milestone, unit, urged_at=timezone.now() - timedelta(hours=23))
    page = client.get(address("urge", plan, m=milestone.pk))
    assert "24小时内已催办" in page.content.decode()
    assert page.context["chosen"] == []
    answer = send(client, plan, milestone, text="我写的话。")
    assert "请说明再次催办的原因" in answer.content.decode()
    assert "我写的话。" in answer.content.decode()
    assert Urge.objects.count() == 1
    assert send(client, plan, milestone, reason="明天开会。").status_code == 302
    assert Urge.objects.first().reason == "明天开会。"


def test_after_a_day_no_reason_is_needed(plan, unit, milestone, supervisor, client):
    make_urge(milestone, unit, urged_at=timezone.now() - timedelta(hours=24, seconds=1))
    make_urge(milestone, make_unit(), urged_at=timezone.now() - timedelta(hours=30))
    assert send(client, plan, milestone).status_code == 302


@pytest.mark.parametrize(("seconds", "is_lately"), [(86_399, True), (86_400, False)])
def test_a_day_has_24_hours_to_the_second(seconds, is_lately, unit, milestone):
    now = timezone.now()
    make_urge(milestone, unit, urged_at=now - timedelta(seconds=seconds))
    assert bool(urged_lately([milestone], now)) == is_lately


def test_the_reason_stands_with_what_was_urged_before(
    plan, task, unit, milestone, supervisor, client
):
    other = make_milestone(task=task)
    make_urge(milestone, unit, urged_at=timezone.now())
    send(client, plan, milestone, other, reason="明天开会。")
    said = Urge.objects.order_by("milestone", "pk").values_list("milestone", "reason")
    assert list(said) == [(milestone.pk, ""), (milestone.pk, "明天开会。"), (other.pk, "")]


def test_a_leader_who_left_is_not_written_to(plan, task, milestone, supervisor, client):
    gone = make_user(role="leader", is_active=False)
    make_task_leader(task, make_leader(user=gone))
    send(client, plan, milestone, to=("leader",))
    assert gone.mails.count() == 0


class TestUnits:
    """Several units answer for one milestone; who is urged is chosen, and said by name."""

    @pytest.fixture
    def other(self, task):
        return make_assignment(task, make_unit(name="区城管局")).unit

    @pytest.fixture
    def people(self, unit, other):
        return [make_user(role="liaison", unit=one, name=f"{one}联络员") for one in (unit, other)]

    def test_from_a_unit_s_page_that_unit_alone_is_ticked(
        self, plan, other, people, milestone, supervisor, client
    ):
        page = client.get(address("urge", plan, unit=other.pk, role="lead"))
        form = page.context["form"]
        assert form["units"].initial == [other.pk]
        assert all(person.name in page.text for person in people)

    def test_only_the_chosen_unit_is_written_to_and_recorded(
        self, plan, other, people, milestone, supervisor, client
    ):
        answer = send(client, plan, milestone, units=[other.pk])
        assert "已通知1人：区城管局。" in client.get(answer.url).text
        assert [person.mails.count() for person in people] == [0, 1]
        assert Urge.objects.get().unit == other

    def test_what_was_urged_for_another_unit_needs_no_reason(
        self, plan, unit, other, milestone, supervisor, client
    ):
        make_urge(milestone, unit, urged_at=timezone.now())
        assert send(client, plan, milestone, units=[unit.pk]).status_code == 200
        assert send(client, plan, milestone, units=[other.pk]).status_code == 302

    def test_a_unit_that_nobody_reads_is_said_before(
        self, plan, unit, milestone, supervisor, client
    ):
        make_user(role="head", unit=unit, is_active=False)
        assert "区水务局：系统内无人接收，请电话联系" in client.get(address("urge", plan)).text

    def test_the_people_of_a_group_are_those_of_its_members(
        self, plan, unit, milestone, supervisor, client
    ):
        member = make_user(role="head", unit=make_unit())
        unit.members.add(member.unit)
        assert member.name in client.get(address("urge", plan)).text

    def test_no_unit_and_a_strange_one_are_refused_in_words(
        self, plan, milestone, supervisor, client
    ):
        assert "请至少选择一个单位" in send(client, plan, milestone, units=[]).text
        stranger = make_assignment(make_milestone(task=make_task(plan=plan)).task).unit
        assert "请至少选择一个单位" in send(client, plan, milestone, units=[stranger.pk]).text
        assert not Urge.objects.exists()

    def test_the_mail_says_what_who_and_how_late(
        self, plan, other, people, milestone, supervisor, client
    ):
        send(client, plan, milestone, units=[other.pk])
        mail = people[1].mails.get()
        assert mail.subject.endswith(f"催办：任务11 {milestone.task.title}（1个节点）")
        assert mail.body["opening"] == f"请抓紧。（{supervisor.unit} {supervisor}）"
        line = mail.body["sections"][0]["lines"][0]
        assert milestone.task.title in line["text"]
        assert line["note"] == "区城管局 · 2015-06-17到期 · 逾期1天"


def test_what_has_no_date_is_urged_without_one(plan, task, unit, supervisor, client):
    liaison = make_user(role="liaison", unit=unit)
    send(client, plan, make_milestone(task=task, due_on=None, kind="ongoing"))
    assert liaison.mails.get().body["sections"][0]["lines"][0]["note"] == "区水务局"


def test_nothing_chosen_or_nothing_said_urges_nobody(plan, unit, milestone, supervisor, client):
    assert "请至少选择一个节点" in send(client, plan, units=[unit.pk]).content.decode()
    assert send(client, plan, milestone, text="").status_code == 200
    assert client.post(address("urge", plan), {"m": ["x"]}).status_code == 200
    assert not Urge.objects.exists()


def test_what_is_done_is_in_nobody_s_hands(plan, milestone, supervisor, client):
    make_request(milestone)
    page = client.get(address("urge", plan, m=milestone.pk))
    assert "均不在单位办理中" in page.content.decode()


def test_only_supervisors_urge(milestone):
    with pytest.raises(PermissionDenied):
        urge([milestone], by=make_user(role="head", unit=make_unit()), on=TODAY,
             at=timezone.now(), units=[], recipients=[], text="请", reason="")  # fmt: skip


def test_the_pages_lead_there(plan, task, unit, milestone, supervisor, client):
    for page in (
        address("task", plan, 11),
        address("milestone-list", plan, light="red"),
        address("unit", plan, unit.pk),
    ):
        assert "/supervision/urge/?" in client.get(page).content.decode()


@pytest.mark.parametrize("many", [1, 20])
def test_the_page_asks_as_often_for_many_as_for_one(
    many, plan, task, supervisor, client, django_assert_num_queries
):
    for _number in range(many):
        make_milestone(task=task)
    with django_assert_num_queries(11):  # one for the rhythms that hold
        client.get(address("urge", plan))
