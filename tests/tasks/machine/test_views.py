"""The job page, the preview of the digests, one's own reminders."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from kombu.exceptions import OperationalError

from tasks.machine import views as jobs
from tasks.machine.jobs import digest
from tests.factories import TODAY, make_assignment, make_milestone, make_task, make_user
from tests.supervising import NOW, make_delivery, make_outage, make_run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def at(plan, name, **query):
    return reverse(name, args=[plan.slug], query=query)


@pytest.fixture
def work(plan):
    """One overdue milestone and its unit's liaison officer."""
    task = make_task(plan=plan)
    unit = make_assignment(task).unit
    make_milestone(task=task, due_on=TODAY - timedelta(days=1), text="整治河道")
    return make_user(role="liaison", unit=unit, name="何一帆", email="")


def test_the_page_tells_last_run_result_and_next_run(plan, work, client_as):
    digest()
    make_delivery()
    make_outage(error="wrong password")
    client = client_as("admin")
    page = client.get(at(plan, "jobs"))
    row = next(job for job in page.context["jobs"] if job.name == "digest")
    assert (row.last.state, row.last.result) == ("done", "1封")
    assert row.next_at is not None
    assert '<td data-label="结果" lang="zh-hans"> 1封 </td>' in " ".join(page.text.split())
    assert "wrong password" in page.content.decode()


def test_the_last_run_is_the_latest(plan, client_as):
    make_run(job="remind", period="2015-06-16", started_at=NOW - timedelta(days=1))
    latest = make_run(job="remind", period="2015-06-17", started_at=NOW)
    page = client_as("admin").get(at(plan, "jobs"))
    assert next(job for job in page.context["jobs"] if job.name == "remind").last == latest


@pytest.mark.parametrize(
    ("job", "period", "is_missed"),
    [
        ("digest", "2015-W25", False),  # today is Thursday of that week
        ("digest", "2015-W24", True),
        ("remind", "2015-06-18", False),
        ("remind", "2015-06-17", False),
        ("remind", "2015-06-16", True),
        ("send_due_mails", "latest", False),
    ],
)
def test_a_day_or_week_that_was_missed_is_shown(job, period, is_missed, plan, client_as):
    make_run(job=job, period=period)
    page = client_as("admin").get(at(plan, "jobs"))
    assert {row.name: row.is_missed for row in page.context["jobs"]}[job] is is_missed
    assert ("其后未运行" in page.text) is is_missed


def test_until_tuesday_the_digest_is_not_missed_yet(plan, client_as, settings):
    make_run(job="digest", period="2015-W24")
    for day, is_missed in ((date(2015, 6, 16), False), (date(2015, 6, 17), True)):
        settings.PLAN_TODAY = day
        page = client_as("admin").get(at(plan, "jobs"))
        assert ("其后未运行" in page.text) is is_missed


def test_a_job_that_is_switched_off_is_shown_as_such(plan, client_as):
    client = client_as("admin")
    for job in client.get(at(plan, "jobs")).context["jobs"]:
        for entry in job.entries:
            entry.enabled = False
            entry.save()
    assert "已停用" in client.get(at(plan, "jobs")).content.decode()


def test_starting_a_job_asks_a_worker(plan, client_as, monkeypatch):
    asked = []

    def ask(name, kwargs, retry):
        asked.append((name, kwargs))

    monkeypatch.setattr(jobs.current_app, "send_task", ask)
    client = client_as("admin")
    assert client.post(at(plan, "jobs"), {"job": "digest"}).status_code == 302
    assert asked == [("tasks.jobs.digest", {"again": True})]
    assert client.post(at(plan, "jobs"), {"job": "os.system"}).status_code == 404


def test_without_a_broker_the_page_says_so(plan, client_as, monkeypatch):
    def away(*args, **options):
        raise OperationalError

    monkeypatch.setattr(jobs.current_app, "send_task", away)
    answer = client_as("admin").post(at(plan, "jobs"), {"job": "digest"}, follow=True)
    assert "消息服务没有响应" in answer.content.decode()


def test_the_preview_shows_what_goes_out_on_monday_and_to_whom(plan, work, client_as):
    client = client_as("supervisor")
    page = client.get(at(plan, "digest-preview"))
    assert str(page.context["monday"]) == "2015-06-22"
    said = page.content.decode()
    assert "何一帆" in said
    assert "无邮箱" in said
    page = client.get(at(plan, "digest-preview", person=work.pk))
    assert page.context["shown"].recipient == work
    assert "整治河道" in page.content.decode()


def test_the_preview_says_when_there_is_nothing(plan, client_as):
    assert "不发送邮件" in client_as("supervisor").get(at(plan, "digest-preview")).content.decode()


def test_everybody_chooses_his_reminders(client):
    person = make_user()
    client.force_login(person)
    assert client.get(reverse("reminders")).context["form"].initial == {"days": [15, 7, 3, 1]}
    client.post(reverse("reminders"), {"days": ["7"]})
    person.refresh_from_db()
    assert person.reminder_days == [7]
    assert client.post(reverse("reminders"), {"days": ["99"]}).status_code == 200


def test_the_supervisor_s_desk_warns_when_something_stands_still(plan, client_as):
    make_delivery()  # due since 2015
    page = client_as("supervisor").get(at(plan, "desk")).content.decode()
    assert "请告知系统管理员" in page
