"""Which regular report is due or late on which day."""

from tests.mutants import faults

TESTS = "tests/tasks/rhythm/test_rules.py"
PUNCTUALITY = "tests/tasks/rhythm/test_punctuality.py"

MUTANTS = [
    *faults(
        "tasks/rhythm/periods.py",
        "tests/tasks/rhythm/test_periods.py",
        ("a report is due on a day off", "workdays.last_until(one)", "one"),
        ("grace runs into the next report", "following - DAY", "following"),
        ("a report is asked for at any time", "max(self.after + DAY, self.due_on - WEEK)", "self.after + DAY"),
        ("a quarter ends with its first month", "here - here % step + step - 1", "here - here % step"),
    ),
    *faults(
        "tasks/rhythm/rules.py",
        TESTS,
        ("the day of the rhythm is itself due", "present.due_on > begun and", "present.due_on >= begun and"),
        ("what was due before the rhythm is late", "over if over.due_on > begun else None", "over"),
        ("a closing plan asks", "plan.phase(on) != Plan.Phase.IN_USE", "not plan.is_live(on)"),
        ("a plan asks before its issue", " or not plan.is_issued_by(on)", ""),
        ("the last report of the period before answers", "last_report_on__lte=period.after", "last_report_on__lt=period.after"),
        ("a request for completion is no answer", " & ~Q(Exists(asked))", ""),
        ("requests of later days answer", "requested_on__gt=period.after, requested_on__lte=on", "requested_on__gt=period.after"),
        ("who got it back on the day owes a report", "begun__lt=period.due_on", "begun__lte=period.due_on"),
        ("what the head holds is asked for", ", standing__holder=Event.Holder.UNIT", ""),
        ("what follows the general rule again was late before", "since = max(since, rhythm.since)", "since = rhythm.since"),
        ("kinds go before tasks", '[*([(task, "")] if task else []), (None, kind), (None, "")]', '[(None, kind), *([(task, "")] if task else []), (None, "")]'),
    ),
    *faults(
        "tasks/rhythm/models.py",
        TESTS,
        ("a rhythm holds on past days", "plan=plan, since__lte=on", "plan=plan"),
    ),
    *faults(
        "tasks/rhythm/acts.py",
        "tests/tasks/rhythm/test_acts.py",
        ("administrators set that of a task", "RIGHT_OF_TASKS if task else RIGHT", "RIGHT"),
        ("who saw another rhythm overwrites it", "(before.pk if before else 0) != seen", "False"),
        ("of a day both stay", ".filter(since=on).delete()", ".filter(since=on)"),
    ),
    *faults(
        "tasks/rhythm/punctuality.py",
        PUNCTUALITY,
        ("the last day of grace is over already", "period.last_on == day < as_of", "period.last_on == day <= as_of"),
        ("a report on its day is one in grace", "first <= period.due_on", "first < period.due_on"),
        ("who takes part reports", "leads or self.answering == unit", "True"),
    ),
    *faults(
        "tasks/desk/duties.py",
        "tests/tasks/rhythm/test_told.py",
        ("a report is asked for twice", "if duty.action != Action.REPORT)]", ")]"),
    ),
]  # fmt: skip
