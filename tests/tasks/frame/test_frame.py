"""What every page shares: the day, the banners, what goes wrong."""

import re

import pytest

from tasks.frame.context import NAV
from tasks.urls import plan_pages
from tests.factories import (
    TODAY,
    make_milestone,
    make_plan,
    make_task,
)
from tests.pages import address
from tests.tasks.test_queries import QUERIES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


class TestFrame:
    def test_home_opens_the_active_plan(self, viewer):
        make_plan()
        active = make_plan(is_active=True)
        assert viewer.get("/").url == address("overview", active)

    def test_without_a_plan_home_says_how_to_load_one(self, viewer):
        answer = viewer.get("/")
        assert "import_plan" in answer.text

    @pytest.mark.parametrize(("path", "status"), [("/nothing", 404), ("/plans/x/", 404)])
    def test_who_is_signed_in_keeps_the_navigation_where_a_page_is_missing(
        self, viewer, client, path, status
    ):
        plan = make_plan(is_active=True)
        page = viewer.get(path)
        assert (page.status_code, address("task-list", plan) in page.text) == (status, True)
        viewer.logout()
        assert address("task-list", plan) not in viewer.get("/nothing").text

    def test_a_refused_page_keeps_the_navigation(self, viewer, plan):
        page = viewer.get(address("jobs", plan))
        assert (page.status_code, address("task-list", plan) in page.text) == (403, True)

    def test_without_a_plan_a_missing_page_says_so_too(self, viewer):
        page = viewer.get("/nothing")
        assert (page.status_code, "页面不存在" in page.text) == (404, True)

    def test_an_unknown_plan_is_not_found(self, viewer):
        assert viewer.get("/plans/nothing/").status_code == 404

    @pytest.mark.parametrize("text", ["2015-02-30", "gestern", "0001-01-00", "<b>"])
    def test_a_bad_date_gets_a_sentence(self, viewer, plan, text):
        answer = viewer.get(address("overview", plan, as_of=text))
        assert answer.status_code == 400
        assert "不是有效日期" in answer.text
        assert "<b>" not in answer.text

    @pytest.mark.parametrize(
        ("text", "bound"), [("0001-01-01", "1949-10-01"), ("9999-12-31", "2199-12-31")]
    )
    def test_a_date_that_no_page_can_show_is_told_the_bound(self, viewer, plan, text, bound):
        answer = viewer.get(address("overview", plan, as_of=text))
        assert (answer.status_code, bound in answer.text) == (400, True)

    def test_an_earlier_day_is_loud_and_every_link_keeps_it(self, viewer, plan):
        page = viewer.get(address("overview", plan, as_of="2015-03-31")).text
        assert "正在查看2015年3月31日的情况，不是今天" in page
        assert address("task-list", plan, as_of="2015-03-31") in page
        assert f'"{address("task-list", plan)}"' not in page

    @pytest.mark.parametrize(
        ("day", "kind"),
        [
            ("2015-02-04", "is_before_issue"),
            ("2015-02-05", None),
            ("2015-06-18", "is_today"),
            ("2015-06-19", "is_projection"),
        ],
    )
    def test_each_kind_of_day_has_a_banner_of_its_own(self, viewer, plan, day, kind):
        answer = viewer.get(address("overview", plan, as_of=day))
        kinds = ("is_before_issue", "is_today", "is_projection")
        assert [name for name in kinds if answer.context[name]] == [kind] * bool(kind)
        assert ("正在查看" in answer.text) == (kind is None)
        assert ("banner-as-of" in answer.text, "返回今天" in answer.text) == (
            (kind != "is_today",) * 2
        )

    def test_a_day_to_come_is_headed_as_a_projection_and_shows_its_year(self, viewer, plan):
        page = viewer.get(address("overview", plan, as_of="2015-06-19")).text
        assert "推算：以下为今天以后不再办理任何事项、至2015年6月19日的情况。" in page
        assert ("推算至2015-06-19" in page, "数据截至" in page) == (True, False)

    @pytest.mark.parametrize(("day", "is_said"), [("2015-02-04", True), ("2015-02-05", False)])
    def test_a_day_before_the_plan_says_that_it_shows_the_document(
        self, viewer, plan, day, is_said
    ):
        page = viewer.get(address("overview", plan, as_of=day)).text
        words = "本方案于2015年2月5日印发，2015年2月4日尚未印发：以下仅为文件内容，不含办理进展。"
        assert (words in page) == is_said
        assert ("的情况，不是今天" in page) != is_said
        assert "返回今天" in page

    def test_a_plan_that_is_not_issued_yet_says_so_today(self, viewer):
        page = viewer.get(address("overview", make_plan(issued_on="2015-06-19"))).text
        assert ("banner-as-of" in page, "返回今天" in page) == (True, False)

    @pytest.mark.parametrize("name", ["desk", "digest-preview", "issue-slips"])
    def test_a_page_that_is_always_of_today_says_so(self, as_supervisor, plan, name):
        banner, page = ("banner-as-of", as_supervisor.get(address(name, plan)).text)
        assert banner not in page
        answer = as_supervisor.get(address(name, plan, as_of="2015-03-31"))
        words = answer.text.partition(banner)[2].partition("</p>")[0]
        assert answer.context["as_of"] == TODAY
        assert "始终显示今天（2015年6月18日）的情况，不随所选日期2015年3月31日变化。" in words
        assert f'href="{address(name, plan)}"' in words

    def test_today_is_not_loud(self, viewer, plan):
        page = viewer.get(address("overview", plan, as_of="2015-06-18")).text
        assert "banner-as-of" not in page
        assert f'href="{address("task-list", plan)}"' in page

    def test_the_date_control_keeps_the_filters_and_forgets_the_page(self, viewer, plan):
        page = viewer.get(address("task-list", plan, light="red", page=1)).text
        assert '<input type="hidden" name="light" value="red">' in page
        assert '<input type="hidden" name="page"' not in page

    def test_demonstration_data_are_marked_on_every_page(self, viewer):
        plan = make_plan(is_demo=True)
        for name in QUERIES:
            assert "演示数据" in viewer.get(address(name, plan)).text
        assert "演示数据" not in viewer.get(address("about", make_plan())).text

    def test_a_form_sent_from_a_stale_page_gets_a_sentence(self, viewer):
        viewer.handler.enforce_csrf_checks = True
        answer = viewer.post("/accounts/password/")
        assert answer.status_code == 403
        assert "请重新提交" in answer.text

    def test_a_broken_page_says_so_without_asking_anybody(self, viewer, plan, monkeypatch):
        viewer.raise_request_exception = False
        monkeypatch.setattr("tasks.figures.overview.UNIT_ROWS", None)
        make_milestone(task=make_task(plan=plan))
        monkeypatch.setattr("tasks.figures.views.months", None)
        answer = viewer.get(address("overview", plan))
        assert (answer.status_code, "系统出错" in answer.text) == (500, True)

    def test_the_policy_allows_our_own_host_only(self, viewer, plan):
        policy = viewer.get(address("overview", plan)).headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


class TestNavigation:
    def test_a_page_of_a_group_lights_the_group_and_names_its_pages(self, viewer, plan):
        page = viewer.get(address("milestone-list", plan)).text
        band, group = nav_of(page, "band-nav"), nav_of(page, "group-nav")
        assert len(band) == len(NAV) == 6
        assert [link for link, current in band if current] == [address("task-list", plan)]
        assert group == [
            (address(name, plan), name == "milestone-list")
            for name in (
                "task-list", "milestone-list", "timeline", "calendar", "extension-list", "implementation-list",
            )
        ]  # fmt: skip

    def test_a_page_that_stands_alone_has_no_group(self, viewer, plan):
        page = viewer.get(address("overview", plan)).text
        assert nav_of(page, "group-nav") == []
        assert (address("overview", plan), True) in nav_of(page, "band-nav")

    def test_on_phones_all_of_it_is_two_steps_away(self, viewer, plan):
        links = {
            link for link, _current in nav_of(viewer.get(address("desk", plan)).text, "bottom")
        }
        assert links == {address(name, plan) for name in ENTRIES}

    @pytest.mark.parametrize("role", ["liaison", "leader", "supervisor", "admin"])
    def test_it_is_the_same_for_everybody(self, role, client_as, viewer, plan):
        def band(client):
            return nav_of(client.get(address("unit-list", plan)).text, "band-nav")

        assert band(client_as(role)) == band(viewer)

    def test_help_stands_in_the_account_menu(self, viewer, plan):
        page = viewer.get(address("task-list", plan, as_of="2015-03-31")).text
        account = page.partition('class="menu account"')[2].partition("</details>")[0]
        assert f'href="{address("about", plan, as_of="2015-03-31")}"' in account


def nav_of(page, name):
    """``[(address, whether it is lit), …]`` of the navigation whose class begins with ``name``."""
    found = re.search(f'<nav class="{name}[^>]*>(.*?)</nav>', page, re.DOTALL)
    links = re.findall(r'<a href="([^"]+)"([^>]*)>', found[1] if found else "")
    return [(link, "aria-current" in rest) for link, rest in links]


# Every page that the navigation names.
ENTRIES = {page.name for entry in NAV for page in (entry, *entry.pages)}


def test_every_page_lights_an_entry_of_the_navigation():
    addresses = [entry for room in plan_pages for entry in room.url_patterns]
    pages = {entry.callback.view_class for entry in addresses}
    dark = {page.__name__ for page in pages if page.nav not in ENTRIES}
    assert dark == {
        "AboutPage",  # help stands in the account menu
        "Acknowledge",
        "ChaseReplies",
        "ConfirmDate",
        "DeskCount",
        "FileDownload",
        "FilePreview",
        "EarlierDocumentDownload",
        "InstructionWord",
        "InspectionWord",
        "LedgerBook",
        "LedgerText",
        "DecisionWord",
        "ImplementationDocument",
        "PublishPractice",
        "SearchPage",  # its box stands in the band
    }  # the others show no page


@pytest.mark.parametrize("name", ["issue-slips", "urge", "review"])
def test_a_number_that_no_database_holds_is_nobody_s(plan, client_as, name):
    client, number = client_as("supervisor"), "9" * 20
    target = address(name, plan, m=number)
    assert client.get(target).status_code == 200
    assert client.post(target, {"m": number, f"r{number}-seen": "0"}).status_code in (200, 302, 409)
