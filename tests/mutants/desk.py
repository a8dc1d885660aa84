"""My desk, reviews, flags, and the rows of the overview."""

from tests.mutants import faults

DESK = "tests/tasks/desk/test_duties.py tests/tasks/desk/test_others_duties.py tests/tasks/desk/test_views.py"

MUTANTS = [
    *faults(
        "tasks/figures/owners.py",
        "tests/tasks/figures/test_owners.py",
        ("receipts of other plans count", "filter(assignment__task__plan=plan, ", "filter("),
        ("receipts of later days count", ", acknowledged_on__lte=as_of", ""),
    ),
    *faults(
        "tasks/desk/duties.py",
        DESK,
        (
            "an answer due today waits until this week",
            '"week" if due > on else "now"',
            '"week" if due >= on else "now"',
        ),
        (
            "a week has six days",
            "due is None or due > on + WEEK",
            "due is None or due >= on + WEEK",
        ),
        (
            "a slip is answered before it is confirmed",
            "if receipt.received_on else",
            "if receipt else",
        ),
        ("papers come in no order", "key=lambda duty: duty.due or date.max", "key=lambda duty: 0"),
        (
            "what presses least comes first",
            "key=lambda duty: order.index(duty.group)",
            "key=lambda duty: -order.index(duty.group)",
        ),
        (
            "lead units that were not named have the duty",
            "row.task in lead if row.answering is None else",
            "row.task in lead or",
        ),
        (
            "what was acknowledged is asked on",
            "if any((part.pk, unit.pk) not in said for",
            "if any(part.pk for",
        ),
        (
            "a deputy head sees the signature of a unit he stands in for",
            "Stage.SIGNING and actor.heads(",
            "Stage.SIGNING and actor.units.get(",
        ),
        (
            "everybody of the unit sees the extension to sign",
            "Decision.SIGNING and actor.heads(",
            "Decision.SIGNING and actor.units.get(",
        ),
        (
            "reports are asked while an extension is",
            "elif not row.is_asked:",
            "elif row.stage == Stage.OPEN:",
        ),
        (
            "what was withdrawn counts as returned",
            "in (State.RETURNED, State.SENT_BACK)",
            "is not None",
        ),
        (
            "what the head sent back is no duty",
            "in (State.RETURNED, State.SENT_BACK)",
            "== State.RETURNED",
        ),
        ("expected on the due date is later", ".forecast_on > ", ".forecast_on >= "),
        (
            "a forecast comes before what is overdue",
            ".light == Light.RED:\n",
            ".light == Light.RED and row.forecast_on is None:\n",
        ),
        (
            "a step of far work waits",
            'else "week"\n\n\ndef to_sign',
            'else "later"\n\n\ndef to_sign',
        ),
        (
            "what was reported today presses on",
            "is_pressing and row.last_report_on == on",
            "row.last_report_on is on",
        ),
        (
            "one's own signature waits for others",
            "row.is_asked and not to_sign(row, self.actor)",
            "row.is_asked",
        ),
        (
            "what was confirmed is asked on",
            "if all((row.pk, *line) in self.read.confirmed for line in lines):",
            "if not lines:",
        ),
        (
            "what is far away is to be confirmed",
            "row.stage != Stage.OPEN or row.light not in (Light.RED, Light.AMBER)",
            "row.stage != Stage.OPEN or not row.due",
        ),
        (
            "who leads confirms too",
            "lines = [] if row.answering else countersigning[row.task]",
            "pass",
        ),
        (
            "who was named has others' countersignatures to give",
            "lines = [] if row.answering else countersigning[row.task]",
            "lines = countersigning[row.task]",
        ),
        ("the host countersigns too", " and unit.pk != part.host", ""),
        ("dates that were confirmed wait on", ".with_dates_to_check()", '.exclude(date_note="")'),
    ),
    *faults(
        "tasks/desk/leader.py",
        "tests/tasks/desk/test_leader.py",
        (
            "a leader sees every task",
            "filter(own, task__plan=plan)",
            "filter(task__plan=plan)",
        ),
        ("calm tasks come first", "return -(rank % 10), due", "return rank % 10, due"),
        ("what is due last is shown", 'order_by("due", "order")', 'order_by("-due", "order")'),
        ("slips that were lifted stand there", ".open_on(on)", ""),
        ("everybody's silence is his", ".filter(instruction__in=instructions)", ""),
        (
            "four units are four instructions",
            'Count("instruction", distinct=True)',
            'Count("instruction")',
        ),
        ("the last words are of any milestone", 'word["milestone"] in first', "False"),
    ),
    *faults(
        "tasks/frame/shown.py",
        DESK,
        (
            "only what is shown is counted",
            "rows[:SHOWN], len(rows)",
            "rows[:SHOWN], len(rows[:SHOWN])",
        ),
        ("only what is asked is counted", "else rows.count()", "else len(first)"),
    ),
    *faults(
        "tasks/desk/reading.py",
        DESK,
        (
            "the first refusal is shown",
            'open_ones.with_restriction().order_by("id")',
            'open_ones.with_restriction().order_by("-id")',
        ),
        (
            "what is done waits on others",
            "stage__in=(Stage.OPEN, Stage.SIGNING, Stage.SUBMITTED)",
            "stage__in=Stage.values",
        ),
        ("rounds of tomorrow are answered", "opened_on__lte=self.on", "opened_on__isnull=False"),
        (
            "rounds are asked of who takes part",
            "if part.role == Assignment.Role.LEAD",
            "if part.role",
        ),
        (
            "what was assessed is asked on",
            "if (one.pk, part.pk) not in self.assessed",
            "if one.pk",
        ),
    ),
    *faults(
        "tasks/desk/watch.py",
        DESK,
        (
            "rounds that still run are late",
            "        if one.deadline_on < read.on:",
            "        if one.deadline_on:",
        ),
    ),
    *faults(
        "tasks/implementation/models.py",
        f"{DESK} tests/tasks/implementation/test_views.py",
        ("steps are shown 29 days before", "due_on__lte=day", "due_on__lt=day"),
        (
            "steps that are done are shown",
            "filter(done_on=None, due_on__lte=day)",
            "filter(due_on__lte=day)",
        ),
    ),
    *faults(
        "tasks/instructions/models.py",
        f"{DESK} tests/tasks/instructions/test_views.py tests/tasks/digests/test_digests.py",
        ("tomorrow's instructions are read today", "given_on__lte=as_of", "given_on__isnull=False"),
        ("an instruction shows a day late", "given_on__lte=as_of", "given_on__lt=as_of"),
        (
            "answered instructions are owed on",
            "self.exclude(state=Reply.State.ANSWERED)",
            "self.all()",
        ),
        (
            "instructions without a day come first",
            'F("instruction__reply_by").asc(nulls_last=True)',
            'F("instruction__reply_by").asc(nulls_first=True)',
        ),
        (
            "everybody's instructions are a leader's",
            "self.filter(own | Q(taken_over_by__in=people))",
            "self",
        ),
    ),
    *faults(
        "tasks/flags/acts.py",
        "tests/tasks/flags/test_acts.py",
        (
            "an earlier run turns the clock back",
            "plan.flagged_until is None or plan.flagged_until < as_of",
            "True",
        ),
        ("what is red has two flags", "and pk not in open_flags", ""),
    ),
    *faults(
        "tasks/flags/rules.py",
        "tests/tasks/flags/test_acts.py",
        ("stopped counts as extended", "Flag.Cause.STOPPED if light == Light.STOPPED else ", ""),
        ("done late counts as extended", "if light in CLOSED:", "if light == Light.DONE:"),
    ),
    *faults(
        "tasks/figures/overview.py",
        "tests/tasks/figures/test_overview.py",
        (
            "done a week ago is done since",
            'row["done_on"] > self.since',
            'row["done_on"] >= self.since',
        ),
        ("red since a day less", """["due"] >= self.since""", """["due"] > self.since"""),
    ),
    *faults(
        "tasks/plan/models/reporting.py",
        "tests/tasks/figures/test_overview.py tests/tasks/desk/test_leader.py",
        ("the last word of tomorrow", ", reported_on__lte=as_of)", ")"),
        ("no change is a word", "kind=self.model.Kind.REPORT, ", ""),
    ),
    *faults(
        "tasks/ground/days.py",
        "tests/tasks/figures/test_overview.py",
        ("months end a day early", "timedelta(days=1)", "timedelta(days=2)"),
    ),
    *faults(
        "tasks/workflow/review.py",
        DESK,
        (
            "the last day allowed is over",
            "one.waited > plan.review_days",
            "one.waited >= plan.review_days",
        ),
        (
            "near is a day too early",
            "one.waited == plan.review_days",
            "one.waited == plan.review_days - 1",
        ),
        (
            "reviews wait calendar days",
            "workdays.between(came_in(one), on)",
            "(on - came_in(one)).days",
        ),
        (
            "signing counts as waiting for review",
            "waiting.submitted_on or waiting.requested_on",
            "waiting.requested_on",
        ),
    ),
    *faults(
        "tasks/workflow/review.py",
        "tests/tasks/workflow/test_review_views.py tests/tasks/workflow/test_reviewing_many.py"
        " tests/tasks/test_past_days.py",
        (
            "the review shows today's date",
            'Milestone.objects.of(plan, on).select_related("task")',
            'Milestone.objects.of(plan, date(2015, 6, 18)).select_related("task")',
        ),
        ("an added milestone has a clause", "if milestone.added_on:", "if False:"),
        ("a head signs what waits in another plan", ', "milestone__task__plan": plan}', "}"),
        (
            "another plan's record counts",
            "filter(unit=unit, milestone__task__plan=plan)",
            "filter(unit=unit)",
        ),
        (
            "somebody else's reasons are offered",
            "Event.objects.filter(person=person, action",
            "Event.objects.filter(action",
        ),
        (
            "a claim that can be checked is called hollow",
            "CompletionRequest) and not is_checkable",
            "CompletionRequest) and is_checkable",
        ),
    ),
    *faults(
        "tasks/workflow/next_step.py",
        "tests/tasks/workflow/test_review_views.py tests/tasks/workflow/test_views.py",
        (
            "the answer is due a day late",
            "workdays.after(on, plan.review_days)",
            "workdays.after(on, plan.review_days + 1)",
        ),
    ),
]
