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
        ("what was added later is seen before", "Q(added_on=None) | Q(added_on__lte=as_of), ", ""),
        (
            "what is added today is seen tomorrow",
            "Q(added_on__lte=as_of)",
            "Q(added_on__lt=as_of)",
        ),
        ("a grant counts from the day after", "decided_on__gt=as_of", "decided_on__gte=as_of"),
        ("a refusal moves the date", 'decision="granted", ', ""),
        (
            "of two later grants the second decides",
            '.order_by("decided_on", "id")',
            '.order_by("-decided_on", "id")',
        ),
        (
            "a named unit answers from tomorrow",
            "answering_on__lte=as_of",
            "answering_on__lt=as_of",
        ),
        (
            "a unit was answering before it was named",
            "When(answering_on__lte=as_of, then",
            "When(answering_on__isnull=False, then",
        ),
        (
            "units that were not named lead all the same",
            'then=Value("participating")',
            "then=F(role)",
        ),
        (
            "on the day of the reopening it is still done",
            "reopened_on__gt=as_of",
            "reopened_on__gte=as_of",
        ),
        (
            "what is undone was not done on its day",
            'OuterRef("pk"), ended_on__lte=as_of, ',
            'OuterRef("pk"), ended_on__lt=as_of, ',
        ),
        (
            "of two later reopenings the second decides",
            '.order_by("reopened_on", "id")',
            '.order_by("-reopened_on", "id")',
        ),
        (
            "the turn passes a day late",
            'OuterRef("pk"), on__lte=as_of',
            'OuterRef("pk"), on__lt=as_of',
        ),
        ("a report changes whose turn it is", '            .exclude(holder="")\n', ""),
        ("the first turn holds for ever", '.order_by("-on", "-id")', '.order_by("on", "id")'),
        ("stopped ones count in rates", " & ~Q(light=Light.STOPPED))", ")"),
        ("ongoing ones count in rates", '~Q(kind="ongoing") & ', ""),
        (
            "the document's light follows the granted date",
            '"original_due_on", amber_days',
            '"due", amber_days',
        ),
        ("a report of the day is not known yet", "reported_on__lte=as_of", "reported_on__lt=as_of"),
        (
            "silence counts from the first report",
            '.order_by("-reported_on")',
            '.order_by("reported_on")',
        ),
        ("silent a day too early", "heard_on__lt=limit", "heard_on__lte=limit"),
        ("whatever is silent is stale", "Q(light=Light.ONGOING, heard_on__lt", "Q(heard_on__lt"),
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
        ("undated work decides a task's light", '"-is_dated", "-is_open"', '"-is_open"'),
        ("what ended decides a task's light", '"-is_dated", "-is_open"', '"-is_dated"'),
        (
            "months count undated ones",
            "self.filter(is_dated=True).annotate(month",
            "self.annotate(month",
        ),
    ),
    *faults(
        "tasks/plan/models/plan.py",
        "tests/tasks/plan/test_querysets.py tests/tasks/browse/test_task_page.py",
        ("the latest date is the next", 'waiting.order_by("due")', 'waiting.order_by("-due")'),
        ("what is done is still due", ".exclude(light__in=CLOSED)", ""),
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
