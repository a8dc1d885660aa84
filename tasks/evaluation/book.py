"""A score sheet or a ranking as a workbook, with the rules by which it counts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tasks.evaluation.telling import NUMBERS, counted_of
from tasks.frame.sheet import Heading, Sheet
from tasks.frame.sheet_styles import named_styles
from tasks.ground.characters import writable
from tasks.plan.models import Assignment

Role = Assignment.Role
# Its name, the widths of its columns, their labels, and its rows.
Table = tuple[str, Sequence[int], Sequence[str], Iterable[Sequence[Any]]]
LINES = (8, 22, 46, 70, 10)
RANKS = (8, 34, 10, 10, 10, 12, 12, 10, 10, 12, 40)
RULES = (8, 30, 110, 10)
COUNTED = (14, 10, 70, 14, 24)


def write_sheet(file: IO[bytes], heading: Heading, sheet: dict[str, Any]) -> None:
    """Write the lines of ``sheet`` (tasks.evaluation.telling), what it counted and its rules into ``file``."""
    labels = [_("Code"), _("Rule"), _("What it is about"), _("Reason"), _("Points")]
    rows = [
        [line["code"], line["name"], line["about"], line["reason"], number_of(line["points"])]
        for line in sheet["lines"]
    ]
    rows.append(["", _("In all"), "", sheet["sum"], number_of(sheet["points"])])
    write(file, heading, [(_("Score sheet"), LINES, labels, rows), *tables_of(sheet)], sheet)


def tables_of(sheet: dict[str, Any]) -> Iterator[Table]:
    """The milestones behind the numbers of ``sheet``, where it tells them."""
    labels = [
        pgettext("assignment", "Role"),
        _("Task"),
        _("Milestone"),
        _("Due"),
        _("At the end of the period"),
    ]
    rows = [
        [str(role.label), one["number"], one["text"], date.fromisoformat(one["due"]), one["state"]]
        for role in Role
        for one in counted_of(sheet, leads=role == Role.LEAD)
    ]
    if rows:
        yield _("What was counted"), COUNTED, labels, rows


def write_ranking(file: IO[bytes], heading: Heading, sheets: Sequence[dict[str, Any]]) -> None:
    """Write the ranking of ``sheets``, in their order, and the rules of the first into ``file``."""
    labels = [
        _("Rank"),
        _("Unit"),
        _("Points"),
        _("Deducted"),
        _("Earned"),
        _("Milestones led"),
        _("of them due"),
        _("done"),
        _("overdue"),
        _("Takes part in"),
        _("Without a rank"),
    ]
    rows = [
        [
            sheet["rank"] or "",
            sheet["unit"],
            *(number_of(sheet[name]) for name in ("points", "deducted", "earned")),
            *(sheet[name] for name in NUMBERS),
            sheet["why"],
        ]
        for sheet in sheets
    ]
    write(file, heading, [(_("Ranking"), RANKS, labels, rows)], sheets[0])


def write(
    file: IO[bytes],
    heading: Heading,
    tables: Iterable[Table],
    sheet: dict[str, Any],
) -> None:
    """A workbook with ``tables``, and the rules of ``sheet``."""
    from openpyxl import Workbook  # noqa: PLC0415  # 150 ms for whoever needs it

    book = Workbook(write_only=True)
    for style in named_styles():
        book.add_named_style(style)
    rules = [
        [rule["code"], rule["name"], rule["words"], number_of(rule["points"])]
        for rule in sheet["rules"]
    ]
    version = _("Version %(n)s") % {"n": sheet["version"]}
    labels = [_("Code"), _("Rule"), version, _("Points")]
    for name, widths, heads, rows in (
        *tables,
        (pgettext("evaluation", "Rules"), RULES, labels, rules),
    ):
        page = Sheet(book, name, widths, "A4")
        page.begin(heading, heads)
        for row in rows:
            cells = [writable(value) if isinstance(value, str) else value for value in row]
            page.line([(value, style_of(value)) for value in cells], page.height(cells))
    book.save(file)


def number_of(points: str) -> float | None:
    """Points as a number; None where a rule has none of its own."""
    return float(points.replace("−", "-")) if points else None


def style_of(value: Any) -> str:
    """Points have one digit behind the point, counts none; days are days."""
    return {float: "points", int: "number", date: "day"}.get(type(value), "text")
