"""The sheet of work done before: what the template holds, and what comes back."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation

from tasks.models import PastBatch
from tasks.past.rules import open_milestones
from tasks.past.sheets import template
from tests.factories import TODAY, make_extension, make_milestone, make_user
from tests.files import upload
from tests.pages import address
from tests.sheets_in import cells_of, sheet_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
HEAD = ("Task no.", "Milestone no.", "What", "Day", "Approved date", "Words")
DONE = ("Done before", "2015-06-01", None, "印发制度3项。")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def send(client, plan):
    """``send(*rows)`` sends a sheet of these rows; ``file`` another file."""
    client.force_login(make_user(role="supervisor", language="en"))
    at = reverse("past", args=[plan.slug])

    def sent(*rows, file=None, head=HEAD):
        content = file or sheet_of(head, *rows).getvalue()
        return client.post(at, {"sheet": upload("补录.xlsx", content), "preview": "1"})

    return sent


def told(answer):
    return [f"{one.where}: {one.sentence}" for one in answer.context["problems"]]


def test_the_template_has_a_row_for_each_open_milestone(client_as, plan, task, milestone):
    make_milestone(task=task, stage="done", completed_on=TODAY)
    client = client_as("supervisor")
    content = client.get(address("past-template", plan)).getvalue()
    (rows,) = cells_of(content).values()
    assert len(rows) == 2 and len(rows[0]) == 9
    assert rows[1][:5] == [
        task.number,
        milestone.order,
        task.title,
        milestone.text,
        datetime(2015, 6, 30),  # noqa: DTZ001
    ]


def test_what_is_filled_into_the_template_comes_back(send, plan, task, milestone):
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(BytesIO(template(open_milestones(plan, TODAY))))
    sheet = book.active
    for column, value in zip("FGI", ("Done before", date(2015, 6, 1), "印发。"), strict=True):
        sheet[f"{column}2"] = value
    file = BytesIO()
    book.save(file)
    (entry,) = send(file=file.getvalue()).context["draft"].entries()
    assert (entry.milestone, entry.day, entry.words) == (milestone, date(2015, 6, 1), "印发。")


def test_a_wording_that_begins_like_a_formula_is_none(plan, task):
    make_milestone(task=task, text="=1+1")
    (rows,) = cells_of(template(open_milestones(plan, TODAY))).values()
    assert rows[1][3] == "=1+1"


def test_a_sheet_is_shown_and_then_entered_whole(client, send, plan, task, milestone):
    other = make_milestone(task=task)
    granted = ("later DATE granted before", date(2015, 6, 2), date(2015, 7, 31), "经批准")
    answer = send((task.number, milestone.order, *DONE), (task.number, other.order, *granted))
    assert len(answer.context["rows"]) == 2
    rows = {"rows": answer.context["draft"].packed(), "enter": "1"}
    client.post(reverse("past", args=[plan.slug]), rows)
    batch = PastBatch.objects.get()
    assert (batch.completionrequests.count(), batch.extensions.count()) == (1, 1)


def test_each_error_names_its_row_and_column_and_nothing_is_entered(send, plan, task, milestone):
    done = make_milestone(task=task, stage="done", completed_on=TODAY)
    waiting = make_milestone(task=task)
    make_extension(waiting)
    number = task.number
    answer = send(
        (number, milestone.order, *DONE),
        ("x", 1, *DONE),
        (9999, 1, *DONE),
        (number, 99, *DONE),
        (number, "", *DONE),
        (number, done.order, *DONE),
        (number, waiting.order, *DONE),
        (number, milestone.order, *DONE),
        (number, make_milestone(task=task).order, "Dreamt", "June", None, ""),
    )
    assert told(answer) == [
        "Row 3 column “Task no.”: the plan has no task “x”.",
        "Row 4 column “Task no.”: the plan has no task “9999”.",
        f"Row 5 column “Milestone no.”: task {number} has no milestone “99”.",
        f"Row 6 column “Milestone no.”: task {number} has no milestone “”.",
        "Row 7 column “Milestone no.”: Nothing can be entered of what is not open; this is: Done.",
        "Row 8 column “Milestone no.”: A request waits for a decision; please decide it first.",
        "Row 9 column “Milestone no.”: the same milestone stands in Row 2; "
        "please enter one of them later.",
        "Row 10 column “What”: “Dreamt” is none of the choices.",
        "Row 10 column “Day”: Enter a valid date.",
    ]


def test_a_few_rows_are_corrected_on_the_page_and_many_in_the_sheet(send, plan, task, milestone):
    late = ("Done before", "2015-06-19", None, "印发。")
    answer = send((task.number, milestone.order, *late))
    assert answer.context["is_chosen"] and answer.context["problems"][0].link
    many = [milestone, *(make_milestone(task=task) for _number in range(50))]
    answer = send(*((task.number, one.order, *late) for one in many))
    assert not answer.context["is_chosen"]
    assert [one.link for one in answer.context["problems"]] == [""] * 51
    answer = send(*((task.number, one.order, *DONE) for one in many))
    assert 'name="edit"' not in answer.text


def test_rows_that_all_name_nothing_are_told(send, milestone):
    assert told(send((9999, 1, *DONE))) == ["Row 2 column “Task no.”: the plan has no task “9999”."]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"MZ", "not what its extension says"),
        (b"PK\x03\x04torn", "is damaged"),
        (sheet_of(("Name", "Unit"), ("某", "局")).getvalue(), "has no column “Task no.” in row 1"),
        (sheet_of(HEAD).getvalue(), "no row below the headings is filled in"),
        (sheet_of(HEAD, (1, 1, "=1+1", "x")).getvalue(), "Row 2, column “What”: a formula"),
        (sheet_of(HEAD, *[(1, 1, *DONE)] * 10_000).getvalue(), "Row 302 is too far down"),
    ],
)
def test_a_file_that_is_no_such_sheet_is_told_in_one_sentence(send, milestone, file, words):
    (sentence,) = told(send(file=file))
    assert words in sentence
    assert not PastBatch.objects.exists()
