"""The questions asked as of a day: milestones, tasks, requests."""

from tests.mutants import faults

MILESTONES = (
    "tests/tasks/ground/test_lights.py tests/tasks/plan/test_querysets.py"
    " tests/tasks/workflow/test_splitting.py tests/tasks/workflow/test_completion.py"
)

MUTANTS = [
    *faults(
        "tasks/plan/models/milestone_queryset.py",
        MILESTONES,
        (
            "what is added today is seen tomorrow",
            "Q(added_on__lte=as_of)",
            "Q(added_on__lt=as_of)",
        ),
        (
            "units that were not named lead all the same",
            'then=Value("participating")',
            "then=F(role)",
        ),
        ("either part will do", "mine.filter(part=role) if role else mine", "mine"),
        (
            "the earliest due comes before what is overdue",
            '"-light", "due", "task__number", "order"',
            '"light", "due", "task__number", "order"',
        ),
        (
            "what is overdue is not urgent",
            "light__in=(Light.RED, Light.AMBER)",
            "light=Light.AMBER",
        ),
        (
            "months count undated ones",
            "self.filter(is_dated=True).annotate(month",
            "self.annotate(month",
        ),
    ),
    *faults(
        "tasks/plan/models/task.py",
        "tests/tasks/plan/test_querysets.py tests/tasks/browse/test_task_page.py",
    ),
    *faults(
        "tasks/browse/task_page.py",
        "tests/tasks/browse/test_task_page.py tests/tasks/plan/test_querysets.py",
        (
            "tomorrow's reports are read today",
            "reported_on__lte=as_of",
            "reported_on__isnull=False",
        ),
        ("a slip shows a day late", "issued_on__lte=as_of", "issued_on__lt=as_of"),
        ("tomorrow's slips are read today", "issued_on__lte=as_of", "issued_on__isnull=False"),
    ),
    *faults(
        "tasks/inspections/models.py",
        "tests/tasks/browse/test_task_page.py tests/tasks/plan/test_querysets.py",
        ("a visit shows a day late", "inspected_on__lte=as_of", "inspected_on__lt=as_of"),
    ),
    *faults(
        "tasks/plan/models/reporting.py",
        "tests/tasks/desk/test_views.py tests/tasks/workflow/test_review_views.py"
        " tests/tasks/workflow/test_views.py",
        ("refused days are summed too", "moved=Sum(moved, filter=granted)", "moved=Sum(moved)"),
        ("refusals are all requests", 'Q(decision_then="refused")', "Q()"),
        ("an extension is listed a day late", "requested_on__lte=as_of", "requested_on__lt=as_of"),
        (
            "tomorrow's extensions are listed today",
            "requested_on__lte=as_of",
            "requested_on__isnull=False",
        ),
        (
            "what was withdrawn is on record",
            '("granted", "refused")',
            '("granted", "refused", "withdrawn")',
        ),
    ),
    *faults(
        "tasks/plan/models/history.py",
        "tests/tasks/workflow/test_views.py",
        ("the history is a day late", "filter(on__lte=as_of)", "filter(on__lt=as_of)"),
    ),
]
