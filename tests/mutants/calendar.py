"""The month, and the address that phones subscribe to."""

from tests.mutants import faults

MONTH = "tests/tasks/calendar/test_month.py"
FEED = "tests/tasks/calendar/test_feed.py"

MUTANTS = [
    *faults(
        "tasks/calendar/month.py",
        MONTH,
        ("weeks begin on the first", "first - timedelta(days=first.weekday())", "first"),
        ("what was moved stands nowhere", 'row["original_due_on"] in days and', "False and"),
        ("what stayed is moved too", ' and row["original_due_on"] != row["due"]', ""),
        ("days around count", "if one.is_inside}", "}"),
        ("a day shows all", "self.due[:FIRST_LINES]", "self.due"),
    ),
    *faults(
        "tasks/calendar/views.py",
        MONTH,
        ("papers of all units", '"units": unit or None', '"units": None'),
        ("papers of all leaders", "led if leader else None", "None"),
        ("papers whatever is asked", 'return {"with_papers": False}', "pass"),
        ("by whichever date", '"by": "approved"', '"by": ""'),
    ),
    *faults(
        "tasks/figures/coming.py",
        MONTH,
        ("slips of all units", "owed_by(units), slip=", "slip="),
        (
            "orders to all units",
            "unanswered, owed_by(units), instruction",
            "unanswered, instruction",
        ),
        ("papers about all tasks", "Q(of_task__in=tasks)", "Q()"),
    ),
    *faults(
        "tasks/calendar/models.py",
        FEED,
        ("who left goes on reading", ", person__is_active=True", ""),
    ),
    *faults(
        "tasks/frame/secret.py",
        FEED,
        ("the secret is kept", "sha256(secret.encode()).hexdigest()", "secret[:64]"),
    ),
    *faults(
        "tasks/calendar/feed.py",
        FEED,
        (
            "all units' milestones",
            "milestones.filter(tenure__unit__in=list(actor.units))",
            "milestones",
        ),
        ("leaders see all", "milestones if led is None else", "milestones if True else"),
        ("a milestone for each part", ".values(*COLUMNS).distinct()", ".values(*COLUMNS)"),
        ("plans that ended go on", "if plan.is_live(on)]", "]"),
        ("a new name each day", "milestone-{row['pk']}", "milestone-{row['due']}"),
    ),
]
