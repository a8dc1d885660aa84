"""What would be reported, looked through before anything is done."""

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from tasks.evidence.models import Evidence
from tasks.frame.words import named
from tasks.ground.sheet_in import Problem, place_of
from tasks.ledger.rules import key_of
from tasks.plan.known import known_of_plan
from tasks.plan.models import Milestone
from tasks.plan.recording import seen_events, sentence
from tasks.sheets.acts import Told
from tasks.sheets.forms import RowForm
from tasks.sheets.reading import MOST, WORDS, Row, present_rows
from tasks.workflow.moves import MOVES, Action, fits, is_allowed


@dataclass
class Line:
    """One report: its ``row``, its ``form``, the ``files`` that go with it, and what was ``since`` the
    sheet was taken, where something was.
    """

    row: Row
    form: RowForm
    files: list = field(default_factory=list)
    since: str = ""

    @property
    def milestone(self):
        return self.form.about

    def told(self):
        return Told(self.milestone, self.form.cleaned_data, self.form.answered())


@dataclass
class Draft:
    """The lines that would be reported, or the problems that keep all of them back."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_asking(self):
        """True where something has to be confirmed first."""
        return any(line.since or line.form.odd() for line in self.lines)

    def packed(self):
        """The rows as a text that the page carries on; ``unpacked`` reads it."""
        rows = [
            {"milestone": one.row.milestone, "key": one.row.key, "late": bool(one.since)}
            | one.row.texts
            for one in self.lines
        ]
        return json.dumps(rows, ensure_ascii=False)


def unpacked(text):
    """The Rows of ``packed``; of what nobody packed none."""
    try:
        return [
            Row(
                int(one["milestone"]),
                str(one["key"]),
                {name: str(one[name]) for name in WORDS},
                is_late=bool(one["late"]),
            )
            for one in json.loads(text)
        ]
    except (ArithmeticError, KeyError, RecursionError, TypeError, ValueError):
        return []


def renewed(rows, plan, on):
    """``rows`` of a preview as they are now: those of which something was reported or decided since
    are late, and those that do not exist any more are left out.
    """
    present = present_rows(plan, on, [row.milestone for row in rows])
    keys = {pk: key_of(row) for pk, row in present.items()}
    return [
        replace(row, key=key, is_late=row.is_late or row.key != key)
        for row in rows
        if (key := keys.get(row.milestone))
    ]


def looked_through(rows, plan, on, actor):
    """The Draft of ``rows``, each about another milestone of ``plan``, for the person on the day."""
    draft = Draft()
    if not 0 < len(rows) <= MOST:
        words = _("Please report on 1 to %(n)d milestones at once.") % {"n": MOST}
        draft.problems.append(Problem("", words))
        return draft
    milestones = Milestone.objects.of(plan, on).with_requests().for_table()
    by_pk = milestones.in_bulk([row.milestone for row in rows])
    files, known = waiting_files(by_pk, actor), known_of_plan(plan, on)
    for row in rows:
        milestone = by_pk[row.milestone]
        line = Line(row, form_of(row, milestone, known), files[row.milestone])
        line.since = since(milestone, actor) if row.is_late else ""
        draft.lines.append(line)
        draft.problems += problems_of(line, actor)
    return draft


def form_of(row, milestone, known):
    prefix = f"m{row.milestone}"
    data = {f"{prefix}-{name}": text for name, text in row.texts.items()}
    return RowForm(data, prefix=prefix, about=milestone, known=known)


def waiting_files(milestones, actor):
    """``{milestone id: files that the person chose for a report on it}``; one query."""
    found = defaultdict(list)
    mine = Evidence.objects.unsent().filter(action=Action.REPORT, uploaded_by=actor.person)
    for file in mine.filter(milestone__in=milestones):
        found[file.milestone_id].append(file)
    return found


def problems_of(line, actor):
    """What is wrong with one line: whose it is, whether it takes a report, what its words lack."""
    row, milestone = line.row, line.milestone
    where = place_of(row.line) if row.line else named(milestone)
    if refused := why_not(milestone, actor):
        yield Problem(where, refused, line=row.line)
    for name, errors in line.form.errors.items():
        column = _("column “%(column)s”") % {"column": line.form.fields[name].label}
        yield from (Problem(f"{where} {column}", str(error), line=row.line) for error in errors)


def why_not(milestone, actor):
    """Why the person cannot report on it; empty where he can."""
    if not is_allowed(Action.REPORT, milestone, actor):
        return _("your unit has no part in it, and cannot report on it.")
    if not fits(MOVES[Action.REPORT], milestone):
        stage = milestone.get_stage_display()
        return _("only what is open takes a report; this is: %(stage)s.") % {"stage": stage}
    return ""


def since(milestone, actor):
    """What last happened to it, for what was written before; a plain sentence where it says nothing."""
    events = seen_events(milestone.events.with_people()[:1], actor)
    return next(map(sentence, events), _("Something changed since the sheet was taken."))
