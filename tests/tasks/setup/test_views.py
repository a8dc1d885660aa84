"""The pages on which a plan is set up."""

import os
import re
from datetime import date, timedelta

import pytest
from django.core import mail as outbox
from django.urls import reverse

from tasks.importer.loading import load
from tasks.importer.plan import read_plan
from tasks.models import Delivery, Mail, Plan, PlanCorrection
from tasks.setup.checks import CHECKS
from tests.factories import (
    TODAY,
    make_assignment,
    make_leader,
    make_milestone,
    make_plan,
    make_plan_of,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.mail_server import Sink, mail_server
from tests.pages import address
from tests.supervising import make_inspection, make_instruction, make_slip, overdue
from tests.tasks.setup.test_health import well
from tests.texts import SOURCE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
ABSENT = (None, "")


@pytest.fixture
def supervisor(client):
    person = make_user(role="supervisor", email="supervisor@example.org")
    client.force_login(person)
    return person


def open_lines(client, plan):
    """``{title: how many are open}`` of the checklist."""
    checks = client.get(address("setup", plan)).context["checks"]
    return {str(check.title): check.open for check in checks if check.open}


class TestChecklist:
    def test_a_bare_plan_has_everything_before_it(self, client, supervisor, settings):
        plan = make_plan(in_use_from=None)
        assert len(open_lines(client, plan)) < len(CHECKS)
        assert {"方案设置": 1, "发文单位与联系人": 3, "启用": 1}.items() <= open_lines(
            client, plan
        ).items()

    def test_each_line_counts_what_is_missing_and_names_it(self, client, supervisor, plan, task):
        make_assignment(task, make_unit(name="各街道", kind="group"), role="participating")
        make_milestone(task=task, date_note="inherited")
        make_task_leader(task, make_leader(name="甲某"))
        make_user(role="head", unit=task.units.first())
        found = open_lines(client, plan)
        expected = {
            "待核对的时限": 1,
            "各组成员单位": 1,
            "牵头单位联络员": 1,
            "牵头区领导账号": 1,
            "人员邮箱": 1,
        }
        assert expected.items() <= found.items()
        assert "牵头单位负责人" not in found
        page = client.get(address("setup", plan)).text
        for name in ("各街道", "区水务局", "甲某"):
            assert name in page

    def test_lines_go_quiet(self, client, supervisor, plan, task, unit, settings, tmp_path):
        well(role="liaison", unit=unit)
        well(role="head", unit=unit)
        make_task_leader(task, make_leader(user=well(role="leader")))
        settings.DEFAULT_FROM_EMAIL, settings.SITE_URL = "a@b.example", "https://b.example"
        settings.BACKUP_FOLDER = str(tmp_path)
        (tmp_path / "ledger.dump").write_text("all of it")
        office = {"office": "区委督查室", "contact": "林某", "contact_phone": "0755-1"}
        Plan.objects.update(settings_seen_on=TODAY, **office)
        client.post(address("test-mail", plan))
        assert open_lines(client, plan) == {}

    @pytest.mark.parametrize(("days", "is_open"), [(6, False), (8, True)])
    def test_a_backup_is_of_the_last_days(
        self, client, supervisor, plan, settings, tmp_path, days, is_open
    ):
        settings.BACKUP_FOLDER = str(tmp_path)
        assert "备份" in open_lines(client, plan)
        kept = tmp_path / "ledger.dump"
        kept.write_text("all of it")
        (tmp_path / "cut-short.dump").touch()
        then = kept.stat().st_mtime - days * 24 * 60 * 60
        os.utime(kept, (then, then))
        assert ("备份" in open_lines(client, plan)) is is_open
        settings.BACKUP_FOLDER = str(tmp_path / "nowhere")
        assert "备份" in open_lines(client, plan)

    def test_what_was_due_before_and_has_no_word_is_counted(self, client, supervisor, plan, task):
        Plan.objects.update(in_use_from=TODAY - 5 * DAY)
        overdue(task, 6)
        overdue(task, 5)
        assert open_lines(client, plan)["此前工作"] == 1

    @pytest.mark.parametrize("tasks", [1, 5])
    def test_it_asks_as_often_for_many_as_for_one(
        self, client, supervisor, tasks, django_assert_num_queries
    ):
        plan = make_plan_of(tasks)
        for task in plan.tasks.all():
            make_assignment(task, make_unit(kind="group"))
            make_user(role="liaison", unit=task.units.first())
            make_milestone(task=task, date_note="inherited")
        with django_assert_num_queries(15):
            client.get(address("setup", plan))


class TestMailTest:
    def test_what_the_server_says_is_shown_and_kept(self, client, supervisor, plan, port):
        page = client.post(address("test-mail", plan), follow=True)
        assert "ConnectionRefusedError" in page.text
        assert page.redirect_chain == [(address("setup", plan) + "#mail", 302)]
        assert open_lines(client, plan)["邮件服务器"] == 1
        sink = Sink()
        with mail_server(port, sink):
            page = client.post(address("test-mail", plan), follow=True).text
        assert "已发往supervisor@example.org" in page
        assert sink.subjects == ["【法治宝安】测试邮件"]
        assert "邮件服务器" not in open_lines(client, plan)

    def test_without_an_address_nothing_is_sent(self, client_as, plan):
        page = client_as("supervisor").post(address("test-mail", plan), follow=True)
        assert "没有登记邮箱" in page.text
        assert not Mail.objects.exists()

    def test_without_a_server_it_says_where_the_mail_is(
        self, client, supervisor, plan, settings, tmp_path
    ):
        settings.EMAIL_BACKEND = "baoan_rule.mail_files.EmailBackend"
        settings.EMAIL_FILE_PATH = str(tmp_path)
        page = client.post(address("test-mail", plan), follow=True).text
        assert "以文件形式存入" in page
        assert open_lines(client, plan)["邮件服务器"] == 1


class TestPhases:
    def test_the_page_offers_what_can_be_done_now(self, client, supervisor):
        plan = make_plan(in_use_from=None)
        page = client.get(address("setup", plan)).text
        assert address("turn-put-in-use", plan) in page
        assert address("turn-archive", plan) not in page

    def test_what_cannot_be_done_now_leads_back(self, client, supervisor, plan):
        answer = client.get(address("turn-archive", plan), follow=True)
        assert answer.redirect_chain == [(address("setup", plan), 302)]
        assert "其他阶段" in answer.text

    def test_a_day_that_passed_is_asked_about_once(self, client, supervisor):
        plan = make_plan(in_use_from=None)
        at, words = address("turn-put-in-use", plan), {"reason": "会议决定", "seen": 0}
        day = {"day": "2015-06-17"}
        asked = client.post(at, words | day)
        assert "立即启用" in asked.text
        client.post(at, words | day | {"day_asked": "2015-06-17", "day_answer": "on"})
        assert Plan.objects.get().in_use_from == date(2015, 6, 17)

    def test_what_is_left_is_listed_with_its_lists(self, client, supervisor, plan, task, unit):
        make_slip(make_milestone(task=task, due_on=TODAY + 99 * DAY))
        make_instruction(task, unit, text="请抓紧办理")
        make_inspection(make_milestone(task=task), rectify_by=TODAY)
        assert "未办结事项" not in client.get(address("setup", plan)).text
        Plan.objects.update(closing_from=TODAY)
        page = client.get(address("setup", plan))
        assert [check.open for check in page.context["leftovers"]] == [2, 1, 1, 1]
        assert "请抓紧办理" in page.text
        link = page.context["leftovers"][0].mend.path
        assert len(client.get(link).context["table"].rows) == 2
        assert "未办结节点" in client.get(address("turn-archive", plan)).text


class TestSettings:
    def test_they_are_saved_with_a_reason_that_everybody_reads(self, client, supervisor, plan):
        at = address("plan-settings", plan)
        form = client.get(at).context["form"]
        values = {field.name: field.value() for field in form if field.value() not in ABSENT}
        assert client.post(at, values).url == address("setup", plan)
        asked = client.post(at, values | {"amber_days": 10})
        assert "请填写修改原因" in asked.text
        client.post(at, values | {"amber_days": 10, "reason": "办法修订"})
        line = PlanCorrection.objects.get()
        assert (line.before, line.after, line.person) == ("15", "10", supervisor)
        assert "办法修订" in client.get(at).text

    @pytest.mark.parametrize("values", [{"review_days": 0}, {"idle_days": ""}, {"idle_days": "x"}])
    def test_a_number_that_is_none_is_answered_and_nothing_is_lost(
        self, client, supervisor, plan, values
    ):
        at = address("plan-settings", plan)
        form = client.get(at).context["form"]
        filled = {field.name: field.value() for field in form if field.value() not in ABSENT}
        answer = client.post(at, filled | {"office": "区委督查室", "reason": "改"} | values)
        assert answer.status_code == 200
        assert "区委督查室" in answer.text
        assert not PlanCorrection.objects.exists()


def test_a_fresh_plan_is_walked_from_import_to_use(client, settings, tmp_path):
    """What a supervisor does in the first hour, page by page."""
    load(read_plan(SOURCE.read_bytes(), "fresh"))
    plan = Plan.objects.get()
    client.force_login(make_user(role="supervisor", email="a@example.org"))
    assert client.get("/", follow=True).redirect_chain[-1][0] == address("setup", plan)
    begun = open_lines(client, plan)
    assert begun["待核对的时限"] > 1
    page = client.get(address("setup", plan))
    for check in page.context["checks"]:
        if check.mend and not check.mend.posts:
            assert client.get(check.mend.path).status_code == 200
    confirm = re.findall(r'action="([^"]*confirm-date[^"]*)"', page.text) or re.findall(
        r'action="(/plans/fresh/[^"]*date[^"]*)"', page.text
    )
    assert client.post(confirm[0], {"next": address("setup", plan)}).status_code == 302
    assert open_lines(client, plan)["待核对的时限"] == begun["待核对的时限"] - 1
    form = client.get(address("plan-settings", plan)).context["form"]
    values = {field.name: field.value() for field in form if field.value() not in ABSENT}
    office = {"office": "区委督查室", "contact": "林某", "contact_phone": "0755-1"}
    client.post(address("plan-settings", plan), values | office | {"reason": "首次设置"})
    group = next(check for check in page.context["checks"] if check.title == "各组成员单位")
    client.post(group.things[0].path, {"members": make_unit().pk, "seen": ""})
    client.post(address("test-mail", plan))
    assert [mail.to for mail in outbox.outbox] == [["a@example.org"]]
    lines = open_lines(client, plan)
    assert not lines.keys() & {"方案设置", "发文单位与联系人", "邮件服务器"}
    assert lines["各组成员单位"] == begun["各组成员单位"] - 1
    form = client.get(address("turn-put-in-use", plan)).context["form"]
    words = {"day": "2015-06-18", "reason": "会议决定", "seen": form["seen"].value()}
    assert client.post(address("turn-put-in-use", plan), words).url == address("setup", plan)
    plan.refresh_from_db()
    assert plan.phase(TODAY) == Plan.Phase.IN_USE
    assert "启用" not in open_lines(client, plan)
    assert client.get("/").url == address("overview", plan)
    assert Delivery.objects.count() == 1
    assert reverse("setup", args=["fresh"]) in client.get(address("desk", plan)).text
