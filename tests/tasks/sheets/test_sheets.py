"""The ledger comes back from a unit, with its reports in it."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tasks.ledger.columns import COLUMNS, KEY, TO_WRITE
from tasks.models import Event, Evidence, ProgressReport
from tasks.workflow.acts.reports import report
from tests.factories import (
    TODAY,
    changed,
    make_assignment,
    make_milestone,
    make_plan,
    make_report,
    make_task,
    make_unit,
    make_user,
)
from tests.files import PDF, upload
from tests.pages import address
from tests.sheets_in import saved, sheet_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PLACE = {column.key: number for number, column in enumerate((*COLUMNS, *TO_WRITE, KEY), start=1)}
SAID = {"new_done": "已印发制度3项。", "new_rating": "Confident"}
WORRIED = {"new_done": "进展缓慢。", "new_rating": "At risk", "new_rating_cause": "缺人。"}


@pytest.fixture
def writer(client, unit):
    """A client of somebody of the unit, who works in English."""
    client.force_login(make_user(role="liaison", unit=unit, language="en"))
    return client


@pytest.fixture
def taken(writer, plan, milestone):
    """The ledger of today as the unit took it."""
    answer = writer.get(address("ledger-book", plan))
    return load_workbook(BytesIO(b"".join(answer.streaming_content)))


def fill(book, row=4, **texts):
    for key, text in texts.items():
        book.worksheets[0].cell(row, PLACE[key]).value = text
    return book


def send(client, plan, book, *files):
    content = book if isinstance(book, bytes) else saved(book).getvalue()
    at = address("report-sheet", plan)
    return client.post(at, {"sheet": upload("台账.xlsx", content), "files": files})


def told(answer):
    assert not ProgressReport.objects.filter(done__startswith="已印发").exists()
    return [f"{one.where}: {one.sentence}" for one in answer.context["problems"]]


def confirm(client, plan, answer, **also):
    rows = answer.context["draft"].packed()
    return client.post(address("report-sheet", plan), {"rows": rows, "report": "1"} | also)


class TestWhatItReports:
    def test_it_is_shown_and_then_filed(self, writer, plan, milestone, taken):
        texts = WORRIED | {"new_difficulties": "经费", "new_next_steps": "培训"}
        book = fill(taken, **texts, new_forecast_on=date(2015, 6, 25))
        preview = send(writer, plan, book)
        assert not milestone.reports.exists()
        assert "缺人。" in preview.text and "培训" in preview.text
        assert confirm(writer, plan, preview).url == address("desk", plan)
        made = milestone.reports.get()
        assert (made.done, made.rating, made.rating_cause) == ("进展缓慢。", "at-risk", "缺人。")
        assert (made.difficulties, made.next_steps) == ("经费", "培训")
        assert (made.forecast_on, made.reported_on) == (date(2015, 6, 25), TODAY)
        milestone.refresh_from_db()
        assert (milestone.stage, milestone.due_on) == ("open", date(2015, 6, 30))
        assert Event.objects.get(action="report").unit == milestone.lead

    def test_rows_in_which_nothing_is_written_are_left_alone(self, writer, plan, task, milestone):
        other = make_milestone(task=task, order=8)
        answer = writer.get(address("ledger-book", plan))
        book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
        confirm(writer, plan, send(writer, plan, fill(book, row=5, **SAID)))
        assert other.reports.exists() and not milestone.reports.exists()

    def test_ratings_may_be_in_any_of_our_languages(self, writer, plan, milestone, taken):
        confirm(
            writer,
            plan,
            send(
                writer,
                plan,
                fill(taken, **SAID | {"new_rating": "难以完成", "new_rating_cause": "缺人。"}),
            ),
        )
        assert milestone.reports.get().rating == "unable"

    def test_a_unit_that_takes_part_reports_too(self, client, plan, task, milestone):
        unit = make_unit()
        make_assignment(task, unit, role="participating")
        client.force_login(make_user(role="head", unit=unit, language="en"))
        answer = client.get(address("ledger-book", plan))
        book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
        confirm(client, plan, send(client, plan, fill(book, **SAID)))
        assert milestone.reports.get().unit == unit


class TestFiles:
    def test_they_prove_the_reports_whose_rows_name_them(self, writer, plan, milestone, taken):
        book = fill(taken, **SAID, new_files="制度.pdf；名单.pdf")
        files = [upload("制度.pdf", PDF), upload("名单.pdf", PDF + b"\n")]
        preview = send(writer, plan, book, *files)
        assert "名单.pdf" in preview.text
        confirm(writer, plan, preview)
        proofs = Evidence.objects.filter(report=milestone.reports.get())
        assert sorted(proofs.values_list("name", flat=True)) == ["制度.pdf", "名单.pdf"]

    def test_each_is_named_and_each_name_came(self, writer, plan, taken):
        book = fill(taken, **SAID, new_files="制度.pdf")
        assert told(send(writer, plan, book, upload("名单.pdf", PDF))) == [
            ": No row names the file “名单.pdf”.",
            "Row 4: the file “制度.pdf” is not among those that you chose.",
        ]
        assert not Evidence.objects.exists()

    def test_one_that_cannot_be_kept_keeps_all_back(self, writer, plan, taken):
        book = fill(taken, **SAID, new_files="制度.pdf；坏.pdf")
        files = [upload("制度.pdf", PDF), upload("坏.pdf", b"no PDF")]
        (sentence,) = told(send(writer, plan, book, *files))
        assert "坏.pdf" in sentence
        assert not Evidence.objects.exists()

    def test_sent_again_they_stand_there_once(self, writer, plan, milestone, taken):
        book = fill(taken, **SAID, new_files="制度.pdf")
        send(writer, plan, book, upload("制度.pdf", PDF))
        preview = send(writer, plan, book, upload("制度.pdf", PDF + b"\n"))
        assert len(preview.context["draft"].lines[0].files) == 1
        confirm(writer, plan, preview)
        assert Evidence.objects.get().report == milestone.reports.get()


class TestWhatASheetCannot:
    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"number": 12}, "column “Task no.”: the ledger says 11, the sheet 12."),
            ({"text": "别的"}, "column “Milestone”: the ledger says 完成建章立制, the sheet 别的."),
            ({"due": date(2015, 9, 1)}, "column “Due (approved)”: the ledger says 2015-06-30"),
            (
                {"original_due_on": None},
                "column “Due (original)”: the ledger says 2015-06-30, the sheet nothing.",
            ),
            ({"done_on": date(2015, 6, 1)}, "column “Completed”: the ledger says nothing"),
            (
                {"light": "按期办结"},
                "column “Light”: the ledger says Due soon, the sheet 按期办结.",
            ),
            ({"key": "1-1"}, "column “Check (leave as it is)”: this is no row of this ledger."),
            ({"key": None}, "column “Check (leave as it is)”: this is no row of this ledger."),
            (
                {"key": "9" * 18 + "-1-0"},
                "column “Check (leave as it is)”: this is no row of this ledger.",
            ),
        ],
    )
    def test_it_changes_nothing_else(self, writer, plan, taken, change, sentence):
        (problem,) = told(send(writer, plan, fill(taken, **SAID, **change)))
        assert problem.startswith(f"Row 4 {sentence}")

    def test_a_row_of_another_plan_is_none_of_this(self, writer, taken):
        (problem,) = told(send(writer, make_plan(slug="next"), fill(taken, **SAID)))
        assert "no row of this ledger" in problem

    def test_two_rows_about_one_milestone(self, writer, plan, taken):
        sheet = taken.worksheets[0]
        for cell in sheet[4]:
            sheet.cell(5, cell.column).value = cell.value
        fill(taken, **SAID)
        (problem,) = told(send(writer, plan, fill(taken, row=5, **SAID)))
        assert problem == (
            "Row 5 column “Check (leave as it is)”: the same milestone stands in Row 4."
        )

    @pytest.mark.parametrize(
        ("texts", "sentence"),
        [
            ({"new_difficulties": "经费"}, "Row 4 column “New: done so far”"),
            ({"new_done": "已印发"}, "Row 4 column “New: will it be done in time?”"),
            (SAID | {"new_rating": "maybe"}, "“maybe” is none of the choices."),
            (
                SAID | {"new_rating": "At risk"},
                "Row 4 column “New: cause of the rating”: Please say why.",
            ),
            (SAID | {"new_forecast_on": "soon"}, "Row 4 column “New: expected completion”"),
            (SAID | {"new_forecast_on": date(2015, 6, 1)}, "today is 2015-06-18"),
            (SAID | {"new_done": "=1+1"}, "Row 4, column “New: done so far”: a formula"),
        ],
    )
    def test_each_mistake_is_told_by_row_and_column(self, writer, plan, taken, texts, sentence):
        problems = told(send(writer, plan, fill(taken, **texts)))
        assert any(sentence in problem for problem in problems)

    def test_others_milestones_and_what_is_not_open(self, writer, plan, milestone, task):
        make_assignment(make_task(plan=plan, number=12))
        make_milestone(task=plan.tasks.get(number=12))
        changed(milestone, stage="submitted")
        answer = writer.get(address("ledger-book", plan))
        book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
        problems = told(send(writer, plan, fill(fill(book, **SAID), row=5, **SAID)))
        assert problems == [
            "Row 4: only what is open takes a report; this is: Waiting for review.",
            "Row 5: your unit has no part in it, and cannot report on it.",
        ]

    @pytest.mark.parametrize(
        ("file", "sentence"),
        [
            (b"no sheet", "台账.xlsx"),
            (
                sheet_of(("a",), ("b",), ("c",)).getvalue(),
                "no column “Check (leave as it is)” in row 3",
            ),
        ],
    )
    def test_what_is_no_ledger(self, writer, plan, milestone, file, sentence):
        (problem,) = told(send(writer, plan, file))
        assert sentence in problem

    def test_a_ledger_in_which_nothing_is_written(self, writer, plan, taken):
        (problem,) = told(send(writer, plan, taken))
        assert problem == ": In sheet “Ledger” no row below the headings is filled in."


class TestMeanwhile:
    """Something happens between taking the sheet, looking at it and filing it."""

    def test_a_report_in_between_is_shown_and_asked_about(
        self, writer, plan, milestone, taken, liaison
    ):
        report(milestone, by=liaison, on=TODAY, done="同事已填报。", rating="confident")
        preview = send(writer, plan, fill(taken, **SAID))
        assert "同事已填报。" in preview.context["draft"].lines[0].since
        again = confirm(writer, plan, preview)
        assert again.context["is_unanswered"] and milestone.reports.count() == 1
        confirm(writer, plan, preview, meant="1")
        assert milestone.reports.count() == 2

    def test_one_after_the_preview_is_a_conflict(self, writer, plan, milestone, taken):
        preview = send(writer, plan, fill(taken, **SAID))
        make_report(milestone)
        answer = confirm(writer, plan, preview, meant="1")
        assert (answer.status_code, milestone.reports.count()) == (409, 1)
        confirm(writer, plan, answer, meant="1")
        assert milestone.reports.count() == 2

    def test_what_was_handed_in_since_takes_none(self, writer, plan, milestone, taken):
        preview = send(writer, plan, fill(taken, **SAID))
        changed(milestone, stage="submitted")
        answer = confirm(writer, plan, preview)
        assert answer.status_code == 409
        assert "only what is open" in told(answer)[0]

    def test_all_or_nothing(self, writer, plan, task, milestone):
        other = make_milestone(task=task, order=8)
        answer = writer.get(address("ledger-book", plan))
        book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
        preview = send(writer, plan, fill(fill(book, **SAID), row=5, **SAID))
        changed(other, stage="done", completed_on=TODAY)
        assert confirm(writer, plan, preview, meant="1").status_code == 409
        assert not milestone.reports.exists()

    def test_an_odd_day_is_asked_about(self, writer, plan, milestone, taken):
        preview = send(writer, plan, fill(taken, **SAID, new_forecast_on=date(2015, 7, 20)))
        assert confirm(writer, plan, preview).context["is_unanswered"]
        confirm(writer, plan, preview, meant="1")
        assert "2015-07-20" in Event.objects.get(action="report").asked

    @pytest.mark.parametrize("rows", ["", "nonsense", "[]", '[{"milestone": 1}]', "{}", "[1]"])
    def test_rows_that_nobody_packed(self, writer, plan, milestone, rows):
        answer = writer.post(address("report-sheet", plan), {"rows": rows, "report": "1"})
        assert answer.status_code == 409
        assert told(answer) == [": Please report on 1 to 300 milestones at once."]


def test_it_asks_as_often_for_many_as_for_few(
    writer, plan, task, milestone, django_assert_max_num_queries
):
    for order in range(10, 18):
        make_milestone(task=task, order=order)
    answer = writer.get(address("ledger-book", plan))
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    for row in range(4, 13):
        fill(book, row=row, **SAID)
    with django_assert_max_num_queries(24):
        preview = send(writer, plan, book)
    assert len(preview.context["draft"].lines) == 9


def test_the_list_leads_there_those_who_report(writer, client_as, plan, milestone):
    assert address("report-sheet", plan) in writer.get(address("milestone-list", plan)).text
    assert writer.get(address("report-sheet", plan)).status_code == 200
    viewer = client_as("viewer")
    assert address("report-sheet", plan) not in viewer.get(address("milestone-list", plan)).text
    assert viewer.get(address("report-sheet", plan)).status_code == 403
