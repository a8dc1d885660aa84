"""The ledger as it comes back from a unit: what each row reports, and what in it was changed."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tasks.evidence.checking import check, shown
from tasks.frame.sheet import HEAD
from tasks.ground.lights import CLOSED, Light
from tasks.ground.sheet_in import (
    Column,
    Form,
    Problem,
    called,
    place_of,
    plain,
    read,
    spellings,
    text_of,
)
from tasks.ledger.columns import COLUMNS, KEY, TO_WRITE, value_of
from tasks.ledger.rules import key_of, rows_of
from tasks.plan.models import Milestone
from tasks.plan.models.reporting import Outlook

MOST = 300  # reports of one sheet
NAMED, DATED = ("number", "text"), ("original_due_on", "due", "done_on")
KEPT = [Column(one.key, one.label) for one in COLUMNS if one.key in (*NAMED, *DATED, "light")]
ASKED = [Column(one.key, one.label) for one in TO_WRITE]
FORM = Form(
    title=_("Ledger"),
    columns=[Column(KEY.key, KEY.label), *KEPT, *ASKED],
    asked=frozenset(column.key for column in ASKED),
    most=MOST,
    head=HEAD,
)
WORDS = tuple(column.key.removeprefix("new_") for column in ASKED)
IS_KEY = re.compile(r"(\d{1,18})-\d{1,9}-\d{1,18}")
BETWEEN_NAMES = re.compile(r"[；;、\n]")


@dataclass(frozen=True)
class Row:
    """The texts about one milestone, an id, by WORDS; ``key`` is ledger.rules.key_of when the sheet was
    taken. ``is_late`` where something was reported or decided since.
    """

    milestone: int
    key: str
    texts: dict[str, str]
    line: int = 0
    is_late: bool = False

    @property
    def files(self):
        """The names of the files that prove it."""
        names = BETWEEN_NAMES.split(self.texts["files"])
        return [shown(name.strip()) for name in names if name.strip()]


@dataclass
class Sheet:
    """The rows of a sheet, and the problems that keep all of it back."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def sheet_of(file, plan, on):
    """The Sheet that the uploaded ``file`` is, a ledger of ``plan``, as it stands on the day.

    Raises ValidationError with one sentence for a file that is none.
    """
    name = shown(file.name)
    check(name, file, ("xlsx",))
    lines = read(name, file, FORM)
    keys = [IS_KEY.fullmatch(str(line.cells["key"])) for line in lines]
    present = present_rows(plan, on, [int(key[1]) for key in keys if key])
    sheet, seen = Sheet(), {}
    for line, key in zip(lines, keys, strict=True):
        there = present.get(int(key[1])) if key else None
        if said := list(wrong_with(line, there, seen)):
            sheet.problems += [
                Problem(f"{place_of(line.number)} {where}", why, line=line.number)
                for where, why in said
            ]
            continue
        seen[there["pk"]] = line.number
        late = key[0] != key_of(there)
        sheet.rows.append(Row(there["pk"], key_of(there), texts_of(line.cells), line.number, late))
    return sheet


def present_rows(plan, on, ids):
    """``{milestone id: its row of the ledger}`` on the day."""
    asked = [one for one in ids if one < 2**63]
    milestones = Milestone.objects.of(plan, on).filter(pk__in=asked)
    return {row["pk"]: row for row in rows_of(plan, milestones, on)}


def wrong_with(line, there, seen):
    """What speaks against a line of which the ledger says ``there``: columns and sentences."""
    if there is None:
        yield called(KEY), _("this is no row of this ledger. Please take the sheet again.")
    elif there["pk"] in seen:
        place = place_of(seen[there["pk"]])
        yield called(KEY), _("the same milestone stands in %(place)s.") % {"place": place}
    else:
        yield from changed_in(line, there)


def changed_in(line, there):
    """Columns that somebody changed, but that a sheet cannot change."""
    is_present = line.cells["key"] == key_of(there)
    for column in KEPT:
        here, ours = line.cells[column.key], value_of(there, column.key)
        if column.key == "light":
            is_changed = is_present and says_done(here) != (there["light"] in CLOSED)
        else:
            is_checked = is_present or column.key in NAMED
            is_changed = is_checked and plain(str(here)) != plain(text_of(ours))
        if is_changed:
            words = {"ledger": ours or _("nothing"), "sheet": here or _("nothing")}
            sentence = _(
                "the ledger says %(ledger)s, the sheet %(sheet)s. A sheet only reports; it changes "
                "no wording, date, stage or completion."
            )
            yield called(column), sentence % words


def says_done(text):
    """True where the cell says that the milestone is done."""
    return any(plain(str(text)) in spellings(Light(light).label) for light in CLOSED)


def texts_of(cells):
    """What a row reports, as the form takes it."""
    texts = {name: str(cells[f"new_{name}"]) for name in WORDS}
    codes = {spelling: one for one in Outlook for spelling in spellings(one.label)}
    return texts | {"rating": str(codes.get(plain(texts["rating"]), texts["rating"]))}
