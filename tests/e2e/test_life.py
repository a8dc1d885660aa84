"""The whole life of a milestone, clicked through by everybody it takes."""

import re

import pytest

from tests import files
from tests.e2e.pages import PASSWORD, PLAN

pytestmark = pytest.mark.e2e

# Led by the unit of the demonstration's accounts: overdue since January, and two to write about.
TASK, TASK_OF_THE_DRAFT, TASK_OF_THE_WORDS = 10, 6, 15
# What the sentences of the overview, a unit and a leader say of milestones; of none they may be silent.
DONE, RED, GREEN = r"已办结(\d+)", r"(\d+)个逾期", r"推进中\s*(\d+)"


class Life:
    """What the people do with the first milestone of the task, and what the pages then say."""

    def __init__(self, open_as):
        self.unit, self.head = open_as("liaison"), open_as("head")
        self.supervisor = open_as("supervisor")
        self.reader = open_as("viewer")
        self.reader.go(f"{PLAN}tasks/{TASK}/")
        self.owners = {
            self.reader.page.get_by_role("link", name=name).first.get_attribute("href")
            for name in ("区法制办", "谢晓东")
        }
        self.yesterday = self.numbers("?as_of=2015-06-17")

    def act(self, site, action, **words):
        """Open the action from the task's page, fill its form and send it."""
        site.go(f"{PLAN}tasks/{TASK}/")
        site.follow("#m1 .acts a", has_text=re.compile(f"^{action}"))
        assert site.headline() == action
        for name, value in words.items():
            site.page.fill(f"[name={name}]", value)
        site.follow(".act-buttons button")
        assert site.page.locator(".error-summary").count() == 0, site.page.inner_text("main")

    def decide(self, site, page, decision, **words):
        """Open the page of a decision, choose one of both and send it."""
        site.go(f"{PLAN}tasks/{TASK}/")
        site.follow("#m1 .acts a", has_text=re.compile(f"^{page}"))
        assert site.headline() == page
        site.page.check(f"[name=decision][value={decision}]")
        for name, value in words.items():
            site.page.fill(f"[name={name}]", value)
        site.follow(".act-buttons button")
        assert site.page.locator(".error-summary").count() == 0, site.page.inner_text("main")

    def choose(self, site, action, name):
        """Open the action and choose a file, which is kept at once."""
        site.go(f"{PLAN}tasks/{TASK}/")
        site.follow("#m1 .acts a", has_text=re.compile(f"^{action}"))
        file = {"name": name, "mimeType": "application/pdf", "buffer": files.PDF}
        site.page.set_input_files("input[name=files]", file)
        site.page.get_by_role("link", name=name).wait_for()

    def light(self, query=""):
        self.reader.go(f"{PLAN}tasks/{TASK}/{query}")
        return self.reader.page.locator("#m1 .milestone-state .word").first.inner_text()

    def numbers(self, query=""):
        """``{page: {what: number}}`` of the overview, the unit and the leader."""
        found = {}
        for path in (PLAN, *self.owners):
            self.reader.go(f"{path}{query}")
            told = self.reader.page.locator("h1, .movement").all_inner_texts()
            said = {what: re.search(what, "\n".join(told)) for what in (DONE, RED, GREEN)}
            found[path] = {what: int(one[1]) if one else 0 for what, one in said.items()}
        return found


@pytest.fixture
def life(open_shared_as):
    return Life(open_shared_as)


def moved(before, after, path, *numbers):
    """By how much these numbers of a page changed."""
    return [after[path][what] - before[path][what] for what in numbers]


def test_a_milestone_from_receipt_to_approval(life):
    start = life.numbers()
    assert life.light() == "逾期"

    life.unit.go(f"{PLAN}tasks/{TASK}/")
    life.unit.follow("aside form .btn-primary")
    assert "已签收" in life.unit.page.inner_text("main")

    life.choose(life.unit, "填报进展", "标准汇编.pdf")
    life.unit.page.fill("[name=done]", "已完成17个执法单位的裁量权标准。")
    life.unit.page.check("[name=rating][value=confident]")
    life.unit.follow(".act-buttons button")
    life.unit.go(f"{PLAN}tasks/{TASK}/")
    assert "标准汇编.pdf" in life.unit.page.inner_text("#m1")
    assert life.numbers() == start

    extension = {
        "new_due_on": "2015-12-31",
        "reason": "上级裁量基准调整。",
        "progress": "完成17个单位。",
        "measures": "每周调度。",
        "exception": "其他牵头单位已书面会签。",
    }
    life.act(life.unit, "申请延期", **extension)
    life.decide(life.head, "审签", "sign-extension")
    life.decide(life.supervisor, "审核", "refuse", reason="请先报送已完成部分。")
    assert "请先报送已完成部分。" in life.supervisor.page.inner_text("#m1")
    assert life.numbers() == start
    assert life.light() == "逾期"

    life.act(life.unit, "申请延期", **extension)
    life.decide(life.head, "审签", "sign-extension")
    life.decide(life.supervisor, "审核", "grant")
    granted = life.numbers()
    assert life.light() == "推进中"
    for owner in life.owners:
        assert moved(start, granted, owner, DONE, RED, GREEN) == [0, -1, 1]
    assert moved(start, granted, PLAN, DONE, RED) == [0, -1]

    life.choose(life.unit, "申请办结", "印发稿.pdf")
    life.unit.page.fill("[name=completed_on]", "2015-06-18")
    life.unit.page.fill("[name=statement]", "19个单位标准全部印发。")
    life.unit.page.fill("[name=exception]", "各部门和各街道已会签。")
    life.unit.follow(".act-buttons button")
    life.decide(life.head, "审签", "sign")
    life.decide(life.supervisor, "审核", "return", reason="请补充印发文号。")
    assert life.numbers() == granted

    life.unit.go(f"{PLAN}desk/")
    assert "请补充印发文号。" in life.unit.page.inner_text("main")
    again = {
        "statement": "19个单位标准以宝府办〔2015〕21号印发。",
        "exception": "各部门和各街道已会签。",
    }
    life.act(life.unit, "申请办结", completed_on="2015-06-18", **again)
    life.decide(life.head, "审签", "sign")
    life.decide(life.supervisor, "审核", "approve", reason="情况属实。")
    done = life.numbers()
    assert life.light() == "按期办结"
    for owner in life.owners:
        assert moved(granted, done, owner, DONE, RED, GREEN) == [1, 0, -1]
    assert moved(granted, done, PLAN, DONE, RED) == [1, 0]

    assert life.light("?as_of=2015-06-17") == "逾期"
    assert life.numbers("?as_of=2015-06-17") == life.yesterday
    history = life.reader.page
    life.reader.go(f"{PLAN}tasks/{TASK}/")
    told = history.inner_text("ol.history")
    for action in ("签收", "申请延期", "不批准延期", "批准延期", "退回", "审核通过"):
        assert action in told
    assert "填报进展" not in told
    life.reader.go(f"{PLAN}tasks/{TASK}/?history-action=report")
    assert "填报进展" in history.inner_text("ol.history")


def test_two_supervisors_at_once_lose_nothing(open_shared_as):
    first, second = open_shared_as("supervisor"), open_shared_as("supervisor")
    address = f"{PLAN}review/"
    for site in (first, second):
        site.go(address)
    row = first.page.locator("form section", has=first.page.locator("[value=approve]")).first
    name = row.locator("input[name$=seen]").get_attribute("name").removesuffix("-seen")
    for site, decision in ((first, "approve"), (second, "return")):
        site.page.check(f"[name={name}-decision][value={decision}]")
        site.page.fill(f"[name={name}-reason]", f"意见：{decision}")
    first.follow(".act-buttons button")
    assert "已办理1件" in first.page.inner_text("main")
    second.follow(".act-buttons button")
    assert "有了变化" in second.page.inner_text("main")
    assert second.page.input_value(f"[name={name}-reason]") == "意见：return"


def test_a_draft_survives_a_closed_tab(open_shared_as):
    site = open_shared_as("liaison")
    site.go(f"{PLAN}tasks/{TASK_OF_THE_DRAFT}/")
    site.follow("#m1 .acts a", has_text="填报进展")
    form = site.page.url
    with site.page.expect_response(lambda answer: answer.request.method == "POST"):
        site.page.type("[name=done]", "写到一半的进展")
    site.page.goto("about:blank")
    site.page.goto(form)
    assert site.page.input_value("[name=done]") == "写到一半的进展"


def test_a_form_of_one_field_keeps_its_words_until_they_are_sent(open_shared_as):
    site, form = open_shared_as("supervisor"), f"{PLAN}slips/5/withdraw/"
    site.go(form)
    site.page.type("main textarea", "写到一半的理由")
    site.go(f"{PLAN}desk/")
    site.go(form)
    assert site.page.input_value("main textarea") == "写到一半的理由"
    site.context.clear_cookies()
    site.go("/accounts/login/")
    assert site.page.evaluate("sessionStorage.length") == 0  # nothing for whoever comes next


def test_words_typed_after_the_session_ended_are_not_lost(open_shared_as):
    site = open_shared_as("liaison")
    page = site.page
    site.go(f"{PLAN}tasks/{TASK_OF_THE_WORDS}/")
    site.follow("#m1 .acts a", has_text="填报进展")
    site.context.clear_cookies()
    page.check("[name=rating][value=confident]")
    page.type("[name=done]", "登录失效后写的")
    page.get_by_text("登录已失效").wait_for()
    other = site.context.new_page()
    other.goto(f"{site.address}/accounts/login/")
    other.fill("input[name=username]", "liaison")
    other.fill("input[name=password]", PASSWORD)
    with other.expect_navigation():
        other.click("form button.btn-primary")
    other.close()
    page.type("[name=done]", "，共3件。")
    page.get_by_text("草稿已于").wait_for()
    site.follow(".act-buttons button")
    site.go(f"{PLAN}tasks/{TASK_OF_THE_WORDS}/")
    assert "登录失效后写的，共3件。" in page.inner_text("#m1")
