"""What units and supervisors say of a milestone, and who was right."""

from tests.mutants import faults

TESTS = "tests/tasks/ratings/test_ratings.py"

MUTANTS = [
    *faults(
        "tasks/ratings/rules.py",
        TESTS,
        ("the first rating counts", '.order_by("-reported_on", "-id")', '.order_by("reported_on", "id")'),
        ("the supervisors' first rating counts", '.order_by("-rated_on", "-id")', '.order_by("rated_on", "id")'),
        ("reports without a rating count", '.exclude(rating="")', ""),
        ("equal ratings are a gap", "gap__gt=0", "gap__gte=0"),
        ("narrow gaps come first", '"-gap", "-own_rank"', '"gap", "-own_rank"'),
        ("what ended is a gap", "stage_then__in=STILL_TO_DO, ", ""),
        ("what was said after the due date counts", 'reported_on__lte=OuterRef("due"), ', ""),
        ("what was said on the day of completion counts", "reported_on__lt=before", "reported_on__lte=before"),
        ("what supervisors said on the day of completion counts", "rated_on__lt=before", "rated_on__lte=before"),
        ("four cases are enough", "FEWEST = 5", "FEWEST = 4"),
        ("what is done late was done", "light=Light.DONE)\n    was_right", "light__in=KNOWN)\n    was_right"),
    ),
    *faults(
        "tasks/workflow/acts/reports.py",
        TESTS,
        ("a worry needs no cause", "rating in WORRIED and not rating_cause", "False"),
        ("every worry is told at once", "rating == Outlook.UNABLE", "rating in WORRIED"),
    ),
]  # fmt: skip
