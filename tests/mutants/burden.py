"""What units are asked, and the limit of the month."""

from tests.mutants import faults

COUNTING, PAGES = "tests/tasks/burden/test_counting.py", "tests/tasks/burden/test_pages.py"
MUTANTS = [
    *faults(
        "tasks/burden/models.py",
        COUNTING,
        ("a later day counts", "min(end_of_month(month), as_of)", "end_of_month(month)"),
        ("the month before counts", "self.filter(on__gte=month, ", "self.filter("),
    ),
    *faults(
        "tasks/burden/rules.py",
        COUNTING,
        (
            "the limit itself passes",
            "numbers.get(unit.pk, 0) >= limit",
            "numbers.get(unit.pk, 0) > limit",
        ),
        (
            "other plans do not count",
            "of_month(month_of(on), on).filter(",
            "of_month(month_of(on), on).filter(plan=plan, ",
        ),
        (
            "no limit is a limit of none",
            "if limit is None:\n        return []",
            "limit = limit or 0",
        ),
    ),
    *faults(
        "tasks/burden/rules.py",
        PAGES,
        ("who was asked least stands first", "(-row.total, ", "(row.total, "),
        ("what was entered afterwards is a burden", ", batch=None", ""),
    ),
    *faults(
        "tasks/burden/acts.py",
        COUNTING,
        ("no reason is wanted", "[] if why_more else told(plan, units, on)", "[]"),
        ("a reason stands with everybody", 'why_more if unit in beyond else ""', "why_more"),
        ("groups are counted", "for unit in addressed(units)", "for unit in units"),
    ),
    *faults(
        "tasks/slips/acts.py",
        COUNTING,
        ("blue slips are held up", "if not is_by_itself:", "if True:"),
    ),
    *faults(
        "tasks/urging/acts.py",
        COUNTING,
        (
            "an urging counts for each milestone",
            "for unit, event in asked.items():",
            "for unit, event in [(one.unit, events[one.milestone]) for one in urges]:",
        ),
    ),
    *faults(
        "tasks/workflow/acts/reports.py",
        "tests/tasks/workflow/test_reporting_many.py",
        ("some are reported", 'raise ValidationError({"also": refused})', "pass"),
        (
            "files stand at the first alone",
            "if one != first:\n                also",
            "if False:\n                also",
        ),
    ),
    *faults(
        "tasks/workflow/others.py",
        "tests/tasks/workflow/test_reporting_many.py",
        ("what waits for review is offered", "stage=Stage.OPEN, ", ""),
        ("tasks of others are offered", ".filter(part=Assignment.Role.LEAD)", ""),
    ),
]
