"""The points of units: whose days they are, what is known when, and who reads them."""

from tests.mutants import faults

DAYS = "tests/tasks/evaluation/test_days.py"
PAPERS = "tests/tasks/evaluation/test_papers.py"
SAME = "tests/tasks/evaluation/test_same_on_any_day.py"
RANKS = "tests/tasks/evaluation/test_ranking.py"
ACTS = "tests/tasks/evaluation/test_acts.py"
PAGES = "tests/tasks/evaluation/test_pages.py"
COUNTED = "tests/tasks/evaluation/test_counted.py"
LETTERS = "tests/tasks/evaluation/test_letters.py"
PERIOD = "tests/tasks/evaluation/test_period.py"

MUTANTS = [
    *faults(
        "tasks/evaluation/matter.py",
        DAYS,
        ("days with supervisors count", "if stage == Stage.SUBMITTED or holder", "if False and holder"),
        ("another head's days count", "self.asker(span.since) != unit", "False"),
        ("the own head's days do not", "self.asker(span.since) != unit", "True"),
        ("overdue on the due date", "max(first, due + DAY)", "max(first, due)"),
        ("who confirmed waits for nobody", "confirmed_on = self.confirmed.get(unit) if others else None", "confirmed_on = None"),
        ("what came back stays excused", "min(back) - DAY if back else FOREVER", "FOREVER"),
        ("parts are late while others decide", "if stretch.state.holder != Holder.UNIT or", "if"),
        ("a lead beside a named unit owes a part", "part.role == Assignment.Role.PARTICIPATING and not", "not"),
        ("all lead beside a named unit", "return state.answering == part.unit", "pass"),
    ),
    *faults(
        "tasks/evaluation/scoring.py",
        DAYS,
        ("no most for a milestone", "return min(points, weights.overdue_most)", "return points"),
        ("late whoever had to act", "if any(matter.own_days(unit, stretch) for stretch in held if stretch.days):", "if True:"),
        ("early a day too late", "if days >= weights.early_days:", "if days > weights.early_days:"),
        ("early before a later date", "min(due, matter.original_due_on or due)", "due"),
    ),
    *faults(
        "tasks/evaluation/scoring.py",
        PAPERS,
        ("returns of all units", 'one.unit == unit and one.state == "returned"', 'one.state == "returned"'),
        ("what is restricted is told", "yield veiled(found) if one.is_restricted else found", "yield found"),
    ),
    *faults(
        "tasks/evaluation/scoring.py",
        RANKS,
        ("points below nothing", "max(FULL + self.deducted + self.earned, Decimal(0))", "FULL + self.deducted + self.earned"),
        ("what ended before counts", "if is_done and closing_of(matter, period) is None:", "if False:"),
        ("due only before the end", "due <= period.ends", "due < period.ends"),
    ),
    *faults(
        "tasks/evaluation/scoring.py",
        COUNTED,
        ("overdue on the last day", "due < period.ends else Outcome.OPEN", "due <= period.ends else Outcome.OPEN"),
        ("parts count as led", "return len(self.led)", "return len(self.counted)"),
        ("all that is led is due", "sum(row.is_due for row in self.led)", "len(self.led)"),
        ("stopped is told", "(span.state.is_dated and span.state.due)", "span.state.due"),
    ),
    *faults(
        "tasks/evaluation/sheets.py",
        COUNTED,
        ("papers without an end", "if len(rows) > MOST:", "if False:"),
    ),
    *faults(
        "tasks/evaluation/rules.py",
        COUNTED,
        ("the overdue come last", "return not row.leads, list(Outcome).index(row.outcome)", "return not row.leads, 0"),
    ),
    *faults(
        "tasks/evaluation/telling.py",
        COUNTED,
        ("what a unit led is what it took part in", 'if one["leads"] == leads', "if True"),
        ("old sheets are not shown", 'sheet.get("counted", ())', 'sheet["counted"]'),
    ),
    *faults(
        "tasks/evaluation/views.py",
        COUNTED,
        ("counts of old sheets lead nowhere", "if number and is_told else", "if number else"),
        ("files are cut like the page", "Shown(listed, len(rows))", "Shown(listed, len(listed))"),
    ),
    *faults(
        "tasks/evaluation/models.py",
        "tests/tasks/desk/test_others_duties.py",
        ("answered appeals wait", 'return self.filter(answered_on=None).select_related("unit")', 'return self.select_related("unit")'),
        ("appeals of all plans wait", "self.waiting().filter(evaluation__plan=plan)", "self.waiting()"),
    ),
    *faults(
        "tasks/evaluation/acts.py",
        LETTERS,
        ("appeals reach nobody", "for person in supervisors())", "for person in ())"),
        ("who moved hears no answer", "Q(pk__in=staff) | Q(pk=fresh.person_id, is_active=True)", "Q(pk__in=staff)"),
        ("colleagues hear no answer", "Q(pk__in=staff) | Q(pk=fresh.person_id, is_active=True)", "Q(pk=fresh.person_id)"),
    ),
    *faults(
        "tasks/evaluation/letters.py",
        LETTERS,
        ("each reads in the language of who acts", "with in_language_of(person):\n        evaluation = appeal.evaluation", "if True:\n        evaluation = appeal.evaluation"),
        ("mailed apart", "waits=True", "waits=False"),
    ),
    *faults(
        "tasks/evaluation/gathering.py",
        SAME,
        ("what was approved later is known", "known_on(ending, requests) <= ends", "True"),
        ("nobody looks for later approvals", "one.done_on <= ends < one.decided_on", "False"),
        ("known since the first approval", "return max(decided, default=ending.on)", "return min(decided, default=ending.on)"),
    ),
    *faults(
        "tasks/evaluation/papers.py",
        PAPERS,
        ("withdrawn slips cost", "return not (is_withdrawn and", "return not (False and"),
        ("slips cost while others act", "or waited(matter, one.unit, one.on - DAY)", ""),
        ("blue slips cost", "event__slip__level__in=(Level.YELLOW, Level.RED)", "event__slip__isnull=False"),
        ("passed re-checks cost", "if matter and (inspection.pk, one.unit_id) not in passed:", "if matter:"),
        ("reports may come on the day after", "one.after < day <= one.last_on", "one.after < day <= one.last_on + DAY"),
        ("reports of all times", "if one.last_on < period.begins:", "if False:"),
    ),
    *faults(
        "tasks/evaluation/papers.py",
        SAME,
        ("withdrawn later is withdrawn", "and self.lifted_on <= ends)", ")"),
    ),
    *faults(
        "tasks/evaluation/rules.py",
        RANKS,
        ("ties have two ranks", "one > score.points", "one >= score.points"),
        ("one of one is ranked", "score.dated < weights.least", "score.dated < 1"),
        ("groups are ranked", "if unit.kind == Unit.Kind.GROUP:", "if False:"),
    ),
    *faults(
        "tasks/evaluation/rules.py",
        DAYS,
        ("days before the plan is in use", "begins=max(period.begins, begun or period.begins)", "begins=period.begins"),
        ("groups owe parts", "if not (line.code == PART and pk in groups):", "if True:"),
    ),
    *faults(
        "tasks/evaluation/models.py",
        RANKS,
        ("weights of tomorrow hold", "told = self.filter(plan=plan, set_on__lte=as_of)\n        return told.order_by(\"version\")", "told = self.filter(plan=plan)\n        return told.order_by(\"version\")"),
    ),
    *faults(
        "tasks/evaluation/acts.py",
        ACTS,
        ("the second sets weights too", "if present.version != seen:", "if False:"),
        ("the second adds too", "(seen is not None and evaluation.version != seen)", "False"),
        ("published is changed", "if evaluation.frozen_on or (", "if ("),
        ("published before its end", "if period.ends >= on:", "if period.ends > on:"),
        ("published without answers", "if evaluation.appeals.waiting().exists():", "if False:"),
        ("appeals for others", "if unit not in Actor.of(by, on).own:", "if False:"),
        ("two appeals at once", "if evaluation.appeals.filter(unit=unit, answered_on=None).exists():", "if False:"),
        ("two answers", "filter(pk=asked.pk, answered_on=None)", "filter(pk=asked.pk)"),
    ),
    *faults(
        "tasks/evaluation/views.py",
        PAGES,
        ("the ranking is open", "(self.is_frozen or self.is_supervisor)", "True"),
        ("appeals are open", "if not (self.evaluation and (self.is_supervisor or self.acts_for_it)):", "if not self.evaluation:"),
    ),
    *faults(
        "tasks/evaluation/pages.py",
        PAGES,
        ("all read sheets", "return self.acts_for_it or (", "return True or ("),
        ("published counts anew", "if self.is_frozen:\n            sheets", "if False:\n            sheets"),
        ("published on all days", "self.evaluation.is_frozen_on(self.day)", "self.evaluation.frozen_on is not None"),
    ),
    *faults(
        "tasks/evaluation/file_views.py",
        "tests/tasks/evaluation/test_files.py",
        ("the ranking is open as a file", "return self.is_frozen or self.is_supervisor", "return True"),
        ("papers in any language", "told = in_chinese(OfOneUnit.told)", "told = OfOneUnit.told"),
    ),
    *faults(
        "tasks/evaluation/period.py",
        PERIOD,
        ("a year and a day", ">= LONGEST", "> LONGEST"),
        ("tomorrow", "if period.begins > today:", "if period.begins > today + DAY:"),
    ),
]  # fmt: skip
