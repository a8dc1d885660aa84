"""Days before the plan, past days, and days of lateness."""

from tests.mutants import faults

PAST = "tests/tasks/test_past_days.py"

MUTANTS = [
    *faults(
        "tasks/plan/models/plan.py",
        "tests/tasks/frame/test_frame.py tests/tasks/workflow/test_dates.py",
        ("the plan binds a day late", "self.issued_on <= as_of", "self.issued_on < as_of"),
    ),
    *faults(
        "tasks/plan/models/milestone_queryset.py",
        "tests/tasks/ground/test_lights.py tests/tasks/browse/test_task_page.py",
        (
            "progress counts before the plan",
            "day = as_of if as_of >= issued_on else ALWAYS",
            "day = as_of",
        ),
        ("progress counts from the day after", "as_of >= issued_on", "as_of > issued_on"),
        (
            "lights are lit before the plan",
            'light_case(day, "standing__settled",',
            'light_case(as_of, "standing__settled",',
        ),
        (
            "whatever was approved is shown",
            'approving(OuterRef("pk"), OuterRef("done_on"))',
            'approving(OuterRef("pk"), Value("2015-06-08"))',
        ),
    ),
    *faults(
        "tasks/frame/context.py",
        "tests/tasks/frame/test_frame.py",
        ("today is a projection", "as_of > now", "as_of >= now"),
    ),
    *faults(
        "tasks/frame/pages.py",
        "tests/tasks/frame/test_frame.py",
        (
            "the desk shows the past",
            "today() if self.always_today else request.chosen_day",
            "request.chosen_day",
        ),
    ),
    *faults(
        "tasks/plan/models/closing.py",
        PAST + " tests/tasks/flags/test_rules.py tests/tasks/browse/test_task_page.py",
        ("what came in today does not wait", "submitted_on__lte=on", "submitted_on__lt=on"),
        ("decided today waits today", "decided_on__gt=on", "decided_on__gte=on"),
        ("a corrected day is not found", 'Coalesce("corrected_on", "completed_on")', 'F("completed_on")'),
    ),
    *faults(
        "tasks/plan/models/reporting.py",
        PAST,
        ("a decision shows a day late", "decided_on__lte=as_of, then", "decided_on__lt=as_of, then"),
        ("signed today is unsigned today", "submitted_on__gt=as_of", "submitted_on__gte=as_of"),
        ("what the head sent back had reached us", "(decision.SIGNING, decision.SENT_BACK)", "(decision.SIGNING,)"),
        ("what was never signed had reached us", "Q(decision=decision.WITHDRAWN, submitted_on=None) | ", ""),
    ),
    *faults(
        "tasks/slips/models.py",
        PAST,
        (
            "an answer counts from the next day",
            "self.replied_on is not None and self.replied_on <= as_of",
            "self.replied_on is not None and self.replied_on < as_of",
        ),
        ("an answer to come counts", "Q(replied_on=None) | Q(replied_on__gt=as_of)", "Q(replied_on=None)"),
    ),
    *faults(
        "tasks/instructions/models.py",
        PAST,
        ("a reply to come is read", "self.replied_on <= as_of", "self.replied_on > as_of"),
    ),
    *faults(
        "tasks/inspections/models.py",
        PAST,
        ("a rectification to come is read", "self.rectified_on <= as_of", "bool(as_of)"),
        ("it is closed before its day", "self.closed_on <= as_of", "bool(as_of)"),
    ),
    *faults(
        "tasks/rounds/rules.py",
        PAST,
        ("an answer to come is read", ", answered_on__lte=as_of", ""),
    ),
    *faults(
        "tasks/plan/models/history.py",
        PAST,
        ("a paper's history tells the future", "filter(on__lte=as_of)", "filter(on__isnull=False)"),
    ),
    *faults(
        "tasks/flags/acts.py",
        "tests/tasks/flags/test_acts.py",
        ("the day of issue is forgotten", "    days.add(plan.issued_on)\n", ""),
    ),
    *faults(
        "tasks/flags/rules.py",
        "tests/tasks/flags/test_rules.py",
        ("a done one is overdue", " and flag.light == Light.RED", ""),
        ("review counts as lateness", "    if flag.done_on:\n", "    if flag.done_on is None:\n"),
        ("a corrected date leaves its days", "flag.due_then >= flag.first_on", "False"),
        ("the day of the new date counts", "days_overdue(due, ended) - 1", "days_overdue(due, ended)"),
        ("days in time are review", "max(flag.done_on, due)", "flag.done_on"),
        ("the first date counts on", "due = flag.due or flag.due_on\n", "due = flag.due_on\n"),
    ),
    *faults(
        "tasks/workflow/acts/dates.py",
        "tests/tasks/workflow/test_dates.py",
        ("any date is set", '        refuse_nonsense("due_on"', '        0 and refuse_nonsense("due_on"'),
    ),
    *faults(
        "tasks/ground/sense.py",
        "tests/tasks/ground/test_sense.py",
        ("the earliest day is nonsense", "if earliest and day < earliest:", "if earliest and day <= earliest:"),
        ("the latest day is nonsense", "day > latest else None", "day >= latest else None"),
        ("a year early is refused", "known.due_on < known.issued_on", "False"),
        ("what is done is overdue", "None if known.is_done else known.on", "known.on"),
        ("a tick answers for months", "abs(day - bound) > self.reason_beyond", "False"),
    ),
    *faults(
        "tasks/plan/dated_forms.py",
        "tests/tasks/plan/test_dated_forms.py",
        ("a tick is about any day", "if self.data.get(of_day) != str(day):", "if not self.data.get(of_day):"),
        ("what stands is asked again", "has_changed(self.stands(name), day)", "has_changed(None, day)"),
        ("no question is asked", "self.asking.add(name)", "return"),
    ),
]  # fmt: skip
