"""What is to be entered, from the page or from a sheet, looked through before anything is done."""

import json
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tasks.frame.words import days_late, named
from tasks.ground.sheet_in import Problem, place_of
from tasks.past.forms import EntryForm
from tasks.past.rules import MOST, What, open_milestones
from tasks.plan.known import known_of_plan
from tasks.plan.models import Milestone
from tasks.plan.recording import sentence

FIELDS = ("what", "day", "new_due_on", "words")
TYPED = re.compile(r"m(\d{1,18})-what")


@dataclass(frozen=True)
class Row:
    """The texts about one milestone, an id; ``line`` is the row of a sheet that has them, ``seen`` the
    version that the person saw, empty where he sees it only now.
    """

    milestone: int
    texts: dict[str, str]
    seen: str = ""
    line: int = 0

    @property
    def place(self):
        return place_of(self.line) if self.line else ""


@dataclass
class Draft:
    """What would be entered: the forms of the milestones, or the problems that keep all of it back."""

    forms: list[EntryForm] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_odd(self):
        return any(form.odd() for form in self.forms)

    def entries(self):
        return [form.entry() for form in self.forms]

    def packed(self):
        """The rows as a text that the page carries on; ``unpacked`` reads it."""
        rows = [
            {"milestone": form.about.pk, "seen": str(form.about.version), **form.row()}
            for form in self.forms
        ]
        return json.dumps(rows, ensure_ascii=False)


def typed(data):
    """The Rows that a page sent: of each milestone on it, whatever was typed."""
    found = (TYPED.fullmatch(name) for name in data)
    return [
        Row(int(one[1]), texts, seen=data.get(f"m{one[1]}-seen", ""))
        for one in found
        if one and any((texts := texts_of(data, f"m{one[1]}-")).values())
    ]


def texts_of(data, prefix=""):
    return {name: str(data.get(f"{prefix}{name}") or "").strip() for name in FIELDS}


def unpacked(text):
    """The Rows of ``packed``; of what nobody packed none."""
    try:
        rows = json.loads(text)
        return [Row(int(row["milestone"]), texts_of(row), str(row["seen"])) for row in rows]
    except (ArithmeticError, AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return []


def looked_through(rows, plan, on):
    """The Draft of ``rows``, each about another milestone of ``plan``, on the day ``on``."""
    ids = [row.milestone for row in rows if row.milestone < 2**63]
    milestones = open_milestones(plan, on).in_bulk(ids)
    known, draft = known_of_plan(plan, on), Draft()
    if not 0 < len(rows) <= MOST:
        draft.problems.append(
            Problem("", _("Please enter 1 to %(n)d facts at once.") % {"n": MOST})
        )
        return draft
    for row in rows:
        milestone = milestones.get(row.milestone)
        if milestone is None:
            draft.problems.append(Problem(row.place, closed(row, plan), line=row.line))
            continue
        form = form_of(row, milestone, known)
        draft.forms.append(form)
        draft.problems += problems_of(row, form)
    return draft


def form_of(row, milestone, known):
    """The bound form of one row."""
    texts = row.texts | {"seen": row.seen or str(milestone.version)}
    data = {f"m{milestone.pk}-{name}": text for name, text in texts.items()}
    return EntryForm(data, about=milestone, known=known)


def problems_of(row, form):
    """What is wrong with one row: it is stale, or its form has errors."""
    milestone = form.about
    where = row.place or named(milestone)
    if row.seen and row.seen != str(milestone.version):
        yield Problem(where, changed(milestone), f"#m{milestone.pk}", row.line)
    for name, errors in form.errors.items():
        column = _("column “%(column)s”") % {"column": form.fields[name].label}
        link = f"#{form[name].id_for_label}"
        yield from (Problem(f"{where} {column}", str(error), link, row.line) for error in errors)


def changed(milestone):
    """That somebody else did something about it since it was seen, and what."""
    event = milestone.events.with_people().first()
    words = sentence(event) if event else ""
    return _("This changed while you were writing; please look at it again. %(what)s") % {
        "what": words
    }


def closed(row, plan):
    """Why nothing can be entered of a milestone."""
    found = Milestone.objects.filter(
        task__plan=plan, pk__in=[row.milestone][: row.milestone < 2**63]
    )
    milestone = found.select_related("task").first()
    if milestone is None:
        return _("This milestone does not exist.")
    return " ".join((named(milestone), not_open(milestone), row.texts["words"])).strip()


def not_open(milestone):
    """The sentence for a milestone that is done, stopped, or waits for a decision."""
    if milestone.stage == Milestone.Stage.OPEN:
        return _("A request waits for a decision; please decide it first.")
    stage = milestone.get_stage_display()
    return _("Nothing can be entered of what is not open; this is: %(stage)s.") % {"stage": stage}


def effect_of(entry):
    """What becomes of the milestone, in words."""
    if entry.what == What.DONE and entry.milestone.due_on:
        return days_late(entry.day, entry.milestone.due_on)
    if entry.what == What.EXTENDED:
        return f"{entry.milestone.due_on} → {entry.new_due_on}"
    return ""
