"""The sheet of work done before: a template with the open milestones, and what comes back of it."""

from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tasks.evidence.checking import check, shown
from tasks.ground.sheet_in import Column, Form, Problem, called, place_of, plain, read, spellings
from tasks.past.forms import EntryForm
from tasks.past.rows import Row, not_open
from tasks.past.rules import MOST, What
from tasks.plan.models import Milestone

NUMBER = Column("number", pgettext_lazy("sheet", "Task no."))
ORDER = Column("order", pgettext_lazy("sheet", "Milestone no."))
ASKED = [Column(name, EntryForm.base_fields[name].label) for name in ("what", "day", "new_due_on")]
ASKED.append(Column("words", EntryForm.base_fields["words"].label))
FORM = Form(
    title=gettext_lazy("Work done before"),
    columns=[NUMBER, ORDER, *ASKED],
    asked=frozenset(column.key for column in ASKED),
    most=MOST,
)
# Those that only help stand between the numbers and what is asked.
HELP = [
    gettext_lazy("Title of the task"),
    gettext_lazy("Wording of the milestone"),
    gettext_lazy("Due date"),
]
WIDTHS = (10, 10, 34, 48, 13, 24, 14, 14, 50)
FIRST_ASKED = 6
DAYS = (7, 8)


def template(milestones):
    """The bytes of a sheet with one row for each of ``milestones``, to be filled in."""
    from openpyxl import Workbook  # noqa: PLC0415  # 150 ms for whoever needs it

    book = Workbook()
    sheet = book.active
    sheet.title = str(FORM.title)
    labels = [NUMBER.label, ORDER.label, *HELP, *(column.label for column in ASKED)]
    sheet.append([str(label) for label in labels])
    for milestone in milestones:
        task = milestone.task
        sheet.append([task.number, milestone.order, task.title, milestone.text, milestone.due_on])
    dress(sheet)
    offer(sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def dress(sheet):
    """Head, widths and kinds of the cells; what only helps is grey."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    sheet.freeze_panes = "A2"
    head, help_fill = PatternFill("solid", fgColor="DCE6F4"), PatternFill("solid", fgColor="F2F4F7")
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[sheet.cell(1, number).column_letter].width = width
    for row in sheet.iter_rows(max_col=len(WIDTHS)):
        for number, cell in enumerate(row, start=1):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.row == 1:
                cell.font, cell.fill = Font(bold=True), head
            elif number < FIRST_ASKED:
                cell.fill = help_fill
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # a wording that begins with = is no formula
            if number in (5, *DAYS):
                cell.number_format = "yyyy-mm-dd"


def offer(sheet):
    """A list of what can be entered, beside its cells."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    choices = ",".join(str(label) for label in What.labels)
    rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
    rule.add(f"F2:F{max(sheet.max_row, 2)}")
    sheet.add_data_validation(rule)


def rows_of(file, plan, open_ones):
    """``(rows, problems)`` of an uploaded file about ``plan``, whose milestones ``open_ones`` can be
    entered. Raises ValidationError with one sentence for a file that is no such sheet.
    """
    name = shown(file.name)
    check(name, file, ("xlsx",))
    open_by_number = {(str(one.task.number), str(one.order)): one for one in open_ones}
    rows, problems, lines = [], [], {}
    for line in read(name, file, FORM):
        key = (line.cells["number"], line.cells["order"])
        milestone = open_by_number.get(key)
        if milestone is None or milestone.pk in lines:
            said = not_found(plan, *key) if milestone is None else twice(lines[milestone.pk])
            where = f"{place_of(line.number)} {said[0]}"
            problems.append(Problem(where, said[1], line=line.number))
            continue
        lines[milestone.pk] = line.number
        rows.append(Row(milestone.pk, texts_of(line.cells), line=line.number))
    return rows, problems


def texts_of(cells):
    """What the cells say, as the form takes it."""
    texts = {column.key: str(cells[column.key]) for column in ASKED}
    codes = {spelling: what for what in What for spelling in spellings(what.label)}
    return texts | {"what": str(codes.get(plain(texts["what"]), texts["what"]))}


def not_found(plan, number, order):
    """The column and the sentence of a row that names no open milestone."""
    tasks = plan.tasks.filter(number=number) if is_number(number) else plan.tasks.none()
    if not tasks.exists():
        sentence = _("the plan has no task “%(number)s”.") % {"number": number}
        return called(NUMBER), sentence
    found = Milestone.objects.filter(task__in=tasks, order=order) if is_number(order) else ()
    milestone = next(iter(found), None)
    if milestone is None:
        words = {"number": number, "order": order}
        return called(ORDER), _("task %(number)s has no milestone “%(order)s”.") % words
    return called(ORDER), not_open(milestone)


def twice(line):
    """The column and the sentence of a row about a milestone that stands in the row ``line``."""
    sentence = _("the same milestone stands in %(place)s; please enter one of them later.")
    return called(ORDER), sentence % {"place": place_of(line)}


def is_number(text):
    return str(text).isdecimal() and len(str(text)) < 5
