"""What like cases say of open milestones, and what came of it."""

from tests.mutants import faults

RULES = "tests/tasks/forecast/test_rules.py"
STOOD = "tests/tasks/forecast/test_stood.py"
ACTS = "tests/tasks/forecast/test_acts.py"
SCORES = "tests/tasks/forecast/test_scores.py"
PAGES = "tests/tasks/forecast/test_pages.py"
OWNERS = "tests/tasks/forecast/test_owners.py"

MUTANTS = [
    *faults(
        "tasks/forecast/models.py",
        OWNERS,
        ("half of them is fewer than half", 'came__lt=F("cases") / 2.0', 'came__lte=F("cases") / 2.0'),
        ("an odd number is cut", 'F("cases") / 2.0', 'F("cases") / 2'),
        ("what is silent is counted", "mine = self.spoken().filter", "mine = self.filter"),
    ),
    *faults(
        "tasks/figures/owner_views.py",
        OWNERS,
        ("what is outside the plan counts", ".filter(task__added_on=None)", ""),
        ("what all lead counts", "scope.on(self.plan, self.as_of).filter(task", "Milestone.objects.of(self.plan, self.as_of).filter(task"),
    ),
    *faults(
        "tasks/forecast/rules.py",
        RULES,
        ("two weeks are thirteen days more", "if days <= most", "if days < most"),
        ("a report is fresh for a month of 31 days", "FRESH_DAYS = 30", "FRESH_DAYS = 31"),
        ("no change is a report", "return Reported.OLD if said_on or last_on", "return Reported.OLD if said_on"),
        ("the due day itself is a doubt", "forecast_on > due", "forecast_on >= due"),
        ("a worry is no doubt", "if rating in WORRIED or forecast_on and", "if forecast_on and"),
        ("who is confident said nothing", "rating == Outlook.CONFIDENT or ", ""),
        ("twenty are too few", "if cases >= FEWEST", "if cases > FEWEST"),
        ("the coarsest class speaks first", "range(len(COMPARED), 0, -1)", "range(1, len(COMPARED) + 1)"),
        ("all cases speak where there are too few", "range(len(COMPARED), 0, -1)", "range(len(COMPARED), -1, -1)"),
    ),
    *faults(
        "tasks/forecast/rules.py",
        STOOD,
        ("the Monday itself is known", "    day = monday - DAY\n    plans", "    day = monday\n    plans"),
        ("what was overdue has a chance", "due__gte=monday", "due__isnull=False"),
        ("what is due on the Monday has none", "due__gte=monday", "due__gt=monday"),
        ("plans that are not issued are asked", ".filter(issued_on__lte=monday)", ""),
        ("undated work has a chance", "is_dated=True, ", ""),
        ("what is approved later was closed", "Q(Q(stage=Stage.DONE), ~later)", "Q(stage=Stage.DONE)"),
        ("no completion closes", "Q(Q(stage=Stage.DONE), ~later)", "Q(pk=None)"),
        ("no change is what was said last", "kind=ProgressReport.Kind.REPORT, ", ""),
        ("the first words count", 'order_by("reported_on", "pk")', 'order_by("-reported_on", "-pk")'),
        ("restricted words are used", '(on, "", None) if is_restricted else ', ""),
        ("refused extensions are setbacks", "decision=Extension.Decision.GRANTED, ", ""),
        ("withdrawn requests are setbacks", "state=CompletionRequest.State.RETURNED, ", ""),
        ("later decisions are known", '{"decided_on__lte": day}', '{"decided_on__lte": day + DAY}'),
        ("extensions are no setbacks", "for rows in (granted, returned)", "for rows in (returned,)"),
        ("returned requests are no setbacks", "for rows in (granted, returned)", "for rows in (granted,)"),
    ),
    *faults(
        "tasks/forecast/models.py",
        RULES,
        ("each Monday is a case", 'Count("milestone", distinct=True)', 'Count("milestone")'),
        ("what is known later counts", "known_on__lte=on", "known_on__isnull=False"),
        ("missed dates are in time", "number * in_time", "number"),
    ),
    *faults(
        "tasks/forecast/models.py",
        PAGES,
        ("the least likely comes last", 'order_by(share, "due"', 'order_by(-share, "due"'),
        ("what changed its date is listed", '"milestone__standings__due": F("due"),', ""),
        ("other plans are listed", "milestone__task__plan=plan, ", ""),
        ("what says nothing speaks", "self.filter(depth__gt=0)", "self.all()"),
        ("any Monday holds", "monday=monday_of(on)", "monday__lte=on"),
        ("all that could be compared is named", "words[: self.depth]", "words"),
    ),
    *faults(
        "tasks/forecast/acts.py",
        ACTS,
        ("a Monday is frozen anew", "mondays(last + WEEK, on)", "mondays(last, on)"),
        ("pages are not told", "    if new:\n        touch_plan", "    if False:\n        touch_plan"),
        ("nothing is scored", "    score(monday)\n    counts", "    counts"),
        ("the date itself is late", "When(due__gte=", "When(due__gt="),
        ("a day less of grace", "due__lt=monday - GRACE", "due__lte=monday - GRACE"),
        ("claims do not wait", "~Exists(claimed), ", ""),
        ("any claim waits", '        completed_on__lte=OuterRef("due"),\n', ""),
        ("a claim that was decided waits", "        Q(decided_on=None) | Q(decided_on__gt=day),\n", ""),
        ("what was stopped was missed", "~Exists(stopped), ", ""),
        ("what was stopped later was not", ', ended_on__lte=OuterRef("due"))', ")"),
        ("an outcome is written again", "Forecast.objects.filter(known_on=None)", "Forecast.objects.filter(monday__lt=monday)"),
        ("known before it was approved", "closed_and_known(day), stage=Stage.DONE", "stage=Stage.DONE"),
    ),
    *faults(
        "tasks/forecast/scores.py",
        SCORES,
        ("what said nothing is scored", ".spoken().known(on)", ".known(on)"),
        ("what is known later is scored", ".spoken().known(on)", ".spoken().exclude(known_on=None)"),
        ("misses are not squared", "- row.in_time) ** 2 for row in rows) / whole,", "- row.in_time) for row in rows) / whole,"),
        ("the base is what was said", "row.all_came / row.all_cases", "row.came / row.cases"),
        ("equal is better", "self.brier < self.base_brier", "self.brier <= self.base_brier"),
        ("a fifth begins later", "row.came * BINS // row.cases", "(row.came * BINS - 1) // row.cases"),
    ),
    *faults(
        "tasks/browse/task_page.py",
        PAGES,
        ("a task tells what says nothing", "of_week(as_of).spoken()", "of_week(as_of)"),
    ),
    *faults(
        "tasks/machine/nightly.py",
        "tests/tasks/machine/test_nightly.py",
        ("the night forgets it", '*steps, ("forecasts", partial(forecast, on))', "*steps"),
    ),
]  # fmt: skip
