"""The ledger as a file shows what the list shows, as Excel wants it."""

import csv
import shutil
import subprocess
from datetime import date
from io import BytesIO, StringIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from tasks.ledger.columns import COLUMNS, KEY, TO_WRITE
from tasks.models import Milestone, Task
from tasks.restricted.acts import restrict
from tests.conftest import require
from tests.factories import (
    TODAY,
    changed,
    make_assignment,
    make_evidence,
    make_extra_task,
    make_leader,
    make_milestone,
    make_report,
    make_task,
    make_task_change,
    make_task_leader,
)
from tests.pages import address, rows_of
from tests.supervising import make_slip
from units.models import UnitAlias

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LABELS = [str(column.key) for column in COLUMNS]


def book_of(client, plan, **query):
    answer = client.get(address("ledger-book", plan, **query))
    assert answer.status_code == 200
    return load_workbook(BytesIO(b"".join(answer.streaming_content)))


def lines_of(sheet):
    """``[{key of the column: value}]`` below the head; days as they are written, which they are."""
    rows = [
        [str(cell.value.date()) if cell.is_date else cell.value for cell in row]
        for row in sheet.iter_rows(min_row=4)
    ]
    return [dict(zip(LABELS, row, strict=True)) for row in rows]


@pytest.fixture
def reader(client_as):
    return client_as("viewer")


@pytest.fixture
def red(task):
    """Overdue, and reported on."""
    return make_milestone(task=task, order=4, text="=1+1", due_on=date(2015, 6, 1))


class TestWhatItTells:
    def test_the_milestones_of_the_list_for_the_same_question(self, reader, plan, milestone, red):
        make_milestone(task=make_task(plan=plan))
        for query in ({}, {"light": "red"}, {"unit": milestone.lead.pk}, {"light": "stopped"}):
            listed = rows_of(reader.get(address("milestone-list", plan, **query)))
            lines = lines_of(book_of(reader, plan, **query).worksheets[0])
            assert [line["text"] for line in lines] == [one.text for one in listed]

    def test_all_that_officials_ask_of_a_milestone(self, reader, plan, task, red):
        make_assignment(task, role="participating")
        make_task_leader(task, make_leader(name="李杰"))
        report = make_report(
            red, done="已印发。", difficulties="缺人。", next_steps="培训。", forecast_on=TODAY
        )
        make_evidence(red, report=report)
        make_slip(red, number=3)
        Task.objects.filter(pk=task.pk).update(title="规范权力", key_focus="重点")
        (line,) = lines_of(book_of(reader, plan).worksheets[0])
        told = {key: line[key] for key in ("number", "title", "leaders", "leads", "light", "done")}
        assert told == {
            "number": 11,
            "title": "规范权力",
            "leaders": "李杰",
            "leads": "区水务局",
            "light": "逾期",
            "done": "已印发。",
        }
        assert (line["difficulties"], line["next_steps"], line["files"]) == ("缺人。", "培训。", 1)
        assert line["original_due_on"] == line["due"] == "2015-06-01"
        assert line["forecast_on"] == "2015-06-18"
        assert "〔2015〕3号" in line["slips"]
        assert line["participants"].startswith("单位")

    def test_what_is_to_be_known_beside_the_light(self, reader, plan, task, red, unit):
        changed(red, due_on=date(2015, 7, 1), is_key=True)
        make_milestone(task=task, answering_unit=unit, named_on=date(2015, 2, 1))
        make_milestone(task=task, kind="ongoing", original_due_on=None, due_on=None)
        make_task_change(
            make_milestone(task=make_task(plan=plan, number=12)).task, kind="withdrawn"
        )
        first, named, stale, ended = [
            line["remarks"] for line in lines_of(book_of(reader, plan).worksheets[0])
        ]
        assert first == "按原定时限：逾期；近期重点突破"
        assert named == "由区水务局负责"
        assert stale == "久未更新"
        assert ended == "任务已撤销"

    def test_the_past_is_as_it_was(self, reader, plan, red, unit):
        make_report(red, done="后来的话", reported_on=date(2015, 6, 10))
        UnitAlias.objects.create(unit=unit, name="区水利局", until=date(2015, 6, 5))
        changed(red, stage="done", completed_on=date(2015, 6, 12))
        (line,) = lines_of(book_of(reader, plan, as_of="2015-06-03").worksheets[0])
        assert (line["light"], line["done"], line["done_on"]) == ("逾期", None, None)
        assert line["leads"] == "区水利局"

    def test_nobody_reads_in_it_what_is_restricted(self, client_as, plan, red, supervisor):
        report = make_report(red, done="涉密内容", difficulties="涉密困难")
        restrict(report, by=supervisor, on=TODAY, text="涉及个案。")
        for role in ("viewer", "supervisor"):
            book = book_of(client_as(role), plan)
            assert "涉密" not in str([list(sheet.values) for sheet in book.worksheets])
            assert "限阅" in lines_of(book.worksheets[0])[0]["done"]


class TestSheets:
    def test_each_is_made_to_be_printed(self, reader, plan, red):
        for sheet in book_of(reader, plan).worksheets:
            assert sheet.page_setup.orientation == "landscape"
            assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (8, 0)
            assert sheet.print_title_rows == "$1:$3"
            assert sheet.freeze_panes
            assert "&P" in sheet.oddFooter.center.text

    def test_it_says_the_day_what_was_asked_and_who_took_it(self, client, plan, red, supervisor):
        client.force_login(supervisor)
        said = book_of(client, plan, light="red").worksheets[0]["A2"].value
        assert said == f"截至2015-06-18　筛选：逾期　1个节点　导出人：{supervisor}"

    def test_one_sheet_is_to_work_with_the_other_to_report_with(self, reader, plan, task, red):
        make_milestone(task=task, order=5)
        make_milestone(task=make_task(plan=plan))
        working, printed = book_of(reader, plan).worksheets[:2]
        assert working.auto_filter.ref == "A3:R6"
        assert not working.merged_cells.ranges
        merged = sorted(str(one) for one in printed.merged_cells.ranges)
        assert merged == ["A4:A5", "B4:B5", "C4:C5", "E4:E5", "F4:F5", "G4:G5"]
        assert [row[3] for row in working.values] == [row[3] for row in printed.values]

    def test_text_is_never_a_formula_and_may_hold_any_sign(self, reader, plan, task, red):
        make_report(red, done="=HYPERLINK(1)\x01")
        Task.objects.filter(pk=task.pk).update(title="@甲\ufffe")
        sheet = book_of(reader, plan).worksheets[0]
        cells = {cell.value: cell.data_type for cell in sheet[4] if cell.value}
        assert cells["=1+1"] == cells["=HYPERLINK(1)"] == cells["@甲"] == "s"

    def test_rows_are_as_high_as_their_words(self, reader, plan, red):
        make_report(red, done="很长的进展情况说明。" * 30)
        sheet = book_of(reader, plan).worksheets[0]
        assert 200 < sheet.row_dimensions[4].height <= 400

    def test_the_sums_are_those_of_the_overview(self, reader, plan, task, red):
        make_task_leader(task, make_leader(name="李杰"))
        make_milestone(task=task, stage="done", completed_on=date(2015, 6, 20))
        make_milestone(task=task, stage="done", completed_on=date(2015, 7, 20))
        changed(Milestone.objects.last(), due_on=date(2015, 7, 1))
        day = "2015-08-01"
        sheet = book_of(reader, plan, as_of=day).worksheets[2]
        tally = reader.get(address("overview", plan, as_of=day)).context["tally"]
        lines = {row[0]: row[1:] for row in sheet.values if isinstance(row[1], int)}
        assert lines.keys() == {str(plan), str(task.project), "区水务局", "李杰"}
        for row in lines.values():
            assert row[:4] == (tally.dated, tally.on_time, tally.late, tally.red) == (3, 1, 1, 1)
            assert row[9] == pytest.approx(2 / 3)
        said = [row[0] for row in sheet.values if row[0]]
        assert any("办结率" in line and "÷" in line for line in said)

    def test_what_is_outside_the_plan_is_summed_apart(self, reader, plan, red):
        make_extra_task(plan, date(2015, 5, 1), number=1001, due_on=date(2015, 6, 1))
        book = book_of(reader, plan)
        assert [line["number"] for line in lines_of(book.worksheets[0])] == [11, 1001]
        lines = {row[0]: row[1:] for row in book.worksheets[2].values if isinstance(row[1], int)}
        assert (lines[str(plan)][3], lines["计划外立项"][3]) == (1, 1)
        assert list(lines) == [str(plan), "计划外立项", str(red.task.project), "区水务局"]


class TestToWrite:
    """Units report in the sheet that they take today."""

    def test_a_unit_writes_beside_the_rows_and_prints_the_ledger_alone(
        self, client, plan, red, liaison
    ):
        client.force_login(liaison)
        working, printed = book_of(client, plan).worksheets[:2]
        labels = [cell.value for cell in working[3]][len(COLUMNS) :]
        assert labels == [str(column.label) for column in (*TO_WRITE, KEY)]
        *empty, key = [cell.value for cell in working[4]][len(COLUMNS) :]
        assert (set(empty), key) == ({None}, f"{red.pk}-{red.version}-0")
        assert working.print_area == "'台账'!$A$1:$R$4"
        (rule,) = working.data_validations.dataValidation
        assert (str(rule.sqref), rule.formula1) == ("W4", '"有把握,有风险,难以完成"')
        assert printed.max_column == len(COLUMNS)

    def test_its_check_tells_the_version_and_the_last_report(self, client, plan, red, liaison):
        report = make_report(red)
        changed(red, version=7)
        client.force_login(liaison)
        sheet = book_of(client, plan).worksheets[0]
        assert sheet.cell(4, sheet.max_column).value == f"{red.pk}-7-{report.pk}"

    def test_others_and_the_past_have_nothing_to_write(self, client_as, client, plan, red, liaison):
        client.force_login(liaison)
        books = [book_of(client, plan, as_of="2015-06-17")]
        books += [book_of(client_as(role), plan) for role in ("viewer", "supervisor", "leader")]
        assert {book.worksheets[0].max_column for book in books} == {len(COLUMNS)}


class TestFiles:
    def test_the_name_says_the_day_and_what_was_asked(self, reader, plan, red):
        answer = reader.get(address("ledger-book", plan, light="red"))
        name = unquote(answer["Content-Disposition"].partition("filename*=utf-8''")[2])
        assert name == "督办台账_2015-06-18_逾期.xlsx"

    def test_values_with_commas_are_the_same(self, reader, plan, red):
        make_report(red, done="已办，\n“3件”")
        answer = reader.get(address("ledger-text", plan))
        assert answer.content.startswith(b"\xef\xbb\xbf")
        head, line = csv.reader(StringIO(answer.text.removeprefix("\ufeff")))
        told = dict(zip(LABELS, line, strict=True))
        assert (told["text"], told["done"]) == ("'=1+1", "已办，\n“3件”")
        assert (told["due"], told["forecast_on"]) == ("2015-06-01", "")
        assert "督办台账_2015-06-18.csv" in unquote(answer["Content-Disposition"])
        assert len(head) == len(COLUMNS)

    @pytest.mark.parametrize("name", ["ledger-book", "ledger-text"])
    def test_a_question_that_cannot_be_read_leads_back_to_the_list(self, name, reader, plan):
        answer = reader.get(address(name, plan, due_from="morgen"))
        assert answer.url == address("milestone-list", plan, due_from="morgen")

    def test_it_asks_as_often_for_many_as_for_few(
        self, reader, plan, task, red, django_assert_max_num_queries
    ):
        for _time in range(10):
            make_report(make_milestone(task=task))
        with django_assert_max_num_queries(18):
            book_of(reader, plan)

    def test_other_programs_read_the_same_cells(self, reader, plan, task, red, tmp_path):
        office = shutil.which("soffice")
        require(office, "no LibreOffice on this machine: install Debian's libreoffice-calc-nogui")
        make_report(red, done="=1+1，“引号”\n第二行")
        make_milestone(task=task, order=9, due_on=None, original_due_on=None)
        book = book_of(reader, plan)
        book.save(tmp_path / "ledger.xlsx")
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        to = [profile, "--headless", "--convert-to", "ods", "--outdir", tmp_path]
        back = [*to[:3], "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "back"]
        for how, source in ((to, "ledger.xlsx"), (back, "ledger.ods")):
            subprocess.run([office, *how, tmp_path / source], check=True, capture_output=True)
        again = load_workbook(tmp_path / "back" / "ledger.xlsx")
        for before, after in zip(book.worksheets, again.worksheets, strict=True):
            assert list(before.values) == list(after.values)
