"""My desk, reviews, flags, and the rows of the overview."""

from tests.mutants import faults

DESK = "tests/tasks/desk/test_duties.py tests/tasks/desk/test_views.py"

MUTANTS = [
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
            "        if row.received_on:\n",
            "        if row.received_on or True:\n",
        ),
        (
            "papers come in no order",
            "sorted(found, key=lambda duty: duty.due or date.max)",
            "found",
        ),
        (
            "what presses least comes first",
            "key=lambda duty: order.index(duty.group)",
            "key=lambda duty: -order.index(duty.group)",
        ),
        (
            "lead units that were not named have the duty",
            "Q(Exists(mine.filter(role=Assignment.Role.LEAD)), answering=None)",
            "Q(Exists(mine.filter(role=Assignment.Role.LEAD)))",
        ),
        (
            "the first refusal is shown",
            'milestone=OuterRef("pk")).order_by("-id")',
            'milestone=OuterRef("pk")).order_by("id")',
        ),
        (
            "what was acknowledged is asked on",
            "unit__in=list(actor.units), acknowledged_on=None",
            "unit__in=list(actor.units)",
        ),
        (
            "a deputy head sees the signature of a unit he stands in for",
            "row.stage == Stage.SIGNING and actor.heads(row.request_unit)",
            "row.stage == Stage.SIGNING and row.request_unit in actor.units",
        ),
        (
            "everybody of the unit sees the extension to sign",
            "actor.heads(row.extension_unit)",
            "row.extension_unit in actor.units",
        ),
        (
            "reports are asked while an extension is",
            "row.stage == Stage.OPEN and not row.extension:",
            "row.stage == Stage.OPEN:",
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
        (
            "expected on the due date is later",
            "row.forecast_on > row.due:",
            "row.forecast_on >= row.due:",
        ),
        (
            "a forecast comes before what is overdue",
            "    elif row.light == Light.RED:\n",
            "    elif row.light == Light.RED and not row.forecast_on:\n",
        ),
        (
            "due in seven days is later",
            '"week" if row.due <= on + WEEK else "later"',
            '"week" if row.due < on + WEEK else "later"',
        ),
        ("what was confirmed is asked on", "        ~Exists(said), stage", "        stage"),
        (
            "what is far away is to be confirmed",
            "stage=Stage.OPEN, light__in=(Light.RED, Light.AMBER)\n    )\n    for",
            "stage=Stage.OPEN\n    )\n    for",
        ),
        (
            "what is done waits on others",
            "        stage__in=(Stage.OPEN, Stage.SIGNING, Stage.SUBMITTED)\n",
            "",
        ),
        ("steps are shown 29 days before", "due_on__lte=on + MONTH", "due_on__lt=on + MONTH"),
        ("steps that are done are shown", "        done_on=None,\n", ""),
        ("tomorrow's instructions are read today", "given_on__lte=as_of", "given_on__isnull=False"),
        ("an instruction shows a day late", "given_on__lte=as_of", "given_on__lt=as_of"),
        (
            "answered instructions are owed on",
            "    rows = rows.exclude(state=Reply.State.ANSWERED)\n",
            "",
        ),
        (
            "instructions without a day come first",
            ".asc(nulls_last=True)",
            ".asc(nulls_first=True)",
        ),
        ("everybody's instructions are a leader's", ", instruction__given_by=person)", ")"),
        (
            "the last day allowed is over",
            "row.waited > plan.review_days",
            "row.waited >= plan.review_days",
        ),
        (
            "near is a day too early",
            "row.waited == plan.review_days",
            "row.waited == plan.review_days - 1",
        ),
        (
            "reviews wait calendar days",
            "workdays.between(row.submitted_on or row.requested_on, on)",
            "(on - (row.submitted_on or row.requested_on)).days",
        ),
        (
            "signing counts as waiting for review",
            "row.submitted_on or row.requested_on, on",
            "row.requested_on, on",
        ),
        ("relief that was decided waits on", ", state=ReliefRequest.State.PENDING\n", "\n"),
        (
            "dates that were confirmed wait on",
            "    return rows.filter(date_confirmed_on=None).select",
            "    return rows.select",
        ),
        ("a leader sees every task", ".filter(lead_leaders__leader__user=person)", ""),
    ),
    *faults(
        "tasks/flags/acts.py",
        "tests/tasks/flags/test_acts.py",
        (
            "reopenings are forgotten when nights were missed",
            "        days |= {ended, reopened}\n",
            "        days |= set()\n",
        ),
        (
            "the day after the due date is forgotten",
            "{day + DAY for row in changes for day in row[:2] if day}",
            "set()",
        ),
        (
            "completions are forgotten when nights were missed",
            "{day for row in changes for day in row[2:] if day}",
            "set()",
        ),
        (
            "grants are forgotten when nights were missed",
            "days |= {old + DAY, new + DAY, decided}",
            "days |= {old + DAY, new + DAY}",
        ),
        (
            "the last night is flagged again",
            "last is None or day > last",
            "last is None or day >= last",
        ),
        ("the future is flagged", "if day <= as_of and (", "if ("),
        (
            "an earlier run turns the clock back",
            "plan.flagged_until is None or plan.flagged_until < as_of",
            "True",
        ),
        ("what is red has two flags", "and pk not in open_flags", ""),
        ("stopped counts as extended", "Flag.Cause.STOPPED if light == Light.STOPPED else ", ""),
        ("done late counts as extended", "if light in CLOSED:", "if light == Light.DONE:"),
    ),
    *faults(
        "tasks/flags/models.py",
        "tests/tasks/flags/test_acts.py",
        (
            "the last day does not count",
            "(as_of - self.first_on).days + 1",
            "(as_of - self.first_on).days",
        ),
        ("the day it ended counts", "self.closed_on <= as_of", "self.closed_on < as_of"),
    ),
    *faults(
        "tasks/figures/overview.py",
        "tests/tasks/figures/test_overview.py",
        ("done a week ago is done since", "done_on__gt=since", "done_on__gte=since"),
        ("red since a day less", "due__gte=since", "due__gt=since"),
        ("participating units are behind", 'if role == "lead" and (', "if ("),
        ("the last word of tomorrow", "reported_on__lte=as_of)", "reported_on__isnull=False)"),
        (
            "other years count in the months",
            "milestones.filter(due__year=as_of.year).tally_by_month()",
            "milestones.tally_by_month()",
        ),
        ("months end a day early", "timedelta(days=1)\n", "timedelta(days=2)\n"),
    ),
    *faults(
        "tasks/workflow/review.py",
        "tests/tasks/workflow/test_review_views.py tests/tasks/workflow/test_views.py",
        (
            "another plan's record counts",
            "unit=unit, milestone__task__plan=plan).decided()",
            "unit=unit).decided()",
        ),
        (
            "somebody else's reasons are offered",
            "Event.objects.filter(person=person, action",
            "Event.objects.filter(action",
        ),
        (
            "a claim that can be checked is called hollow",
            "if asked is None or is_checkable",
            "if asked is None or not is_checkable",
        ),
        (
            "the answer is due a day late",
            "workdays.after(on, plan.review_days)",
            "workdays.after(on, plan.review_days + 1)",
        ),
    ),
]
