"""The hour in which an office sets its ledger up, step by step in the browser: docs/first-week.md."""

import shutil
from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from tests.e2e.pages import PLAN, Site
from tests.mail_server import free_port
from tests.once import migrated
from tests.processes import python

PASSWORD = "bao-an-2026-Tai-Zhang"
OFFICE = {
    "office": "深圳市宝安区依法治区工作领导小组办公室",
    "contact": "王主任",
    "contact_phone": "0755-27750000",
}
FAMILIES = "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施"
GIVEN = "建国志强秀英丽娟海涛晓明文博雅琴"
NEW_UNITS = ("区应急办", "区统计局", "区档案局", "区信访局", "区残联", "区妇联", "区气象局", "区地志办", "区台办", "区侨办")  # fmt: skip
DUE, WHAT, DAY, WORDS = 4, 5, 6, 8  # columns of the sheet of work done before
DONE = "此前已办结"
LEADER, HEAD, LIAISON, SUPERVISOR = "区领导", "单位负责人", "联络员", "督查员"


def make_fresh(folder):
    """What ``make run DEMO=0`` and ``make admin`` leave in ``folder``: the plan and one account."""
    folder.mkdir()
    shutil.copy(migrated(), folder / "ledger.sqlite3")
    prepare = "from baoan_rule import launch; launch.run = lambda port: 0; launch.main()"
    python(folder, "-c", prepare, DEMO="0", PORT=free_port())
    named = ("--noinput", "--username", "admin", "--name", "王主任")
    told = {"DEMO": "0", "DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    python(folder, "manage.py", "createsuperuser", *named, **told)


class FirstHour:
    """What an administrator and then a supervisor do on ``site``, in Chinese.

    ``take(name)`` is called where a picture tells something.
    """

    def __init__(self, site: Site, take=lambda name: None):
        self.site, self.page, self.take = site, site.page, take

    def go(self, path):
        assert self.site.go(path) == 200, path

    def press(self, words):
        """Press the button and come to the next page, on which nothing is refused."""
        self.site.follow("main button", has_text=words)
        assert self.page.locator(".error-summary").count() == 0, self.page.inner_text("main")

    def open_lines(self):
        """``{title: number}`` of what the checklist still asks for."""
        self.go(f"{PLAN}setup/")
        lines = self.page.locator(".check:not(.is-done)").all()
        return {
            line.locator("strong").inner_text(): int(line.locator(".tag").inner_text()[:-3])
            for line in lines
        }

    def fill_in_settings(self):
        """The office and its contact; the rest is looked at and stays."""
        self.go(f"{PLAN}setup/settings/")
        for name, value in OFFICE.items():
            self.page.fill(f"[name={name}]", value)
        self.page.fill("[name=reason]", "启用前填写发文单位。")
        self.take("settings")
        self.press("保存设置")

    def sheet_behind(self, selector):
        """The workbook that comes when the link is clicked."""
        with self.page.expect_download() as download:
            self.page.locator(selector).first.click()
        return load_workbook(BytesIO(download.value.path().read_bytes()))

    def send_sheet(self, book, button):
        """Upload the workbook and see what it would do."""
        file = BytesIO()
        book.save(file)
        kind = {"name": "填好.xlsx", "mimeType": "application/vnd.ms-excel"}
        self.page.set_input_files("main input[accept='.xlsx']", kind | {"buffer": file.getvalue()})
        self.press(button)

    def people(self, units, leaders):
        """120 people as rows: leaders, a supervisor, head and liaison of 50 units, six liaisons more."""
        names = (f"{family}{given}" for given in GIVEN for family in FAMILIES)
        units = [*units, *NEW_UNITS[: 50 - len(units)]]
        yield from ([name, None, None, LEADER] for name in leaders)
        yield [next(names), "ducha", None, SUPERVISOR]
        for unit in units:
            yield [next(names), None, unit, HEAD, "0755-27751000"]
            yield [next(names), None, unit, LIAISON, None, f"liaison{len(unit)}@example.org"]
        for unit in units[:6]:
            yield [next(names), None, unit, LIAISON]

    def import_people(self):
        """From the template to printed codes; returns ``{user name: code}``."""
        self.go(f"{PLAN}leaders/")
        leaders = self.page.locator("main tbody a[href*='/leaders/']").all_inner_texts()
        self.go("/accounts/people/")
        self.take("people")
        book = self.sheet_behind("a[href*=template]")
        sheet, choices = book.worksheets
        units = [row[0] for row in choices.iter_rows(min_row=2, values_only=True) if row[0]]
        for number, row in enumerate(self.people(units, leaders), start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value
        self.send_sheet(book, "上传并预览")
        self.take("people-preview")
        for select in self.page.locator("select[name^=unit-]").all():
            select.select_option("new:government")
        self.press("保存说明")
        self.press("确认并导入")
        self.take("notices")
        names = self.page.locator(".notice-name").all_inner_texts()
        codes = self.page.locator(".notice-code").all_inner_texts()
        return dict(zip(names, codes, strict=True))

    def come_in(self, name, code):
        """Sign in for the first time, with the code of a notice, and set an own password."""
        self.site.context.clear_cookies(name="sessionid")
        self.go("/accounts/code/")
        self.page.fill("[name=username]", name)
        self.page.fill("[name=code]", code)
        self.press("下一步")
        for field in ("new_password1", "new_password2"):
            self.page.fill(f"[name={field}]", PASSWORD)
        self.press("设置密码并登录")

    def name_members(self):
        """Some units answer for each group of the document."""
        while "各组成员单位" in self.open_lines():
            self.site.follow(".check a.btn", has_text="确定成员单位")
            boxes = self.page.locator("input[name=members]")
            for number in range(0, boxes.count(), 9):
                boxes.nth(number).check()
            self.press("保存")

    def confirm_dates(self):
        """The ledger read right what the document leaves open."""
        while "待核对的时限" in self.open_lines():
            self.press("确认解读无误")

    def enter_past_work(self):
        """All that was due before today was done on its day, says a sheet."""
        self.go(f"{PLAN}past/")
        self.take("past")
        book = self.sheet_behind("a[href*='template.xlsx']")
        for row in book.active.iter_rows(min_row=2):
            due = row[DUE].value
            if due and due.date() < date.today():  # noqa: DTZ011  # the server's day is the machine's
                row[WHAT].value, row[DAY].value, row[WORDS].value = (
                    DONE,
                    due.date(),
                    "已按方案办结。",
                )
        self.send_sheet(book, "上传并核对")
        if self.page.locator("#meant").count():
            self.page.check("#meant")
        self.take("past-preview")
        self.press("补录")

    def put_in_use(self):
        self.go(f"{PLAN}setup/put-in-use/")
        self.page.fill("[name=day]", date.today().isoformat())  # noqa: DTZ011
        self.page.fill("[name=reason]", "准备就绪。")
        self.take("put-in-use")
        self.press("启用")

    def digests(self):
        """What goes out on Monday, in words."""
        self.go(f"{PLAN}supervision/digests/")
        self.take("digests")
        return self.page.inner_text("main")
