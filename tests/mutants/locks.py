"""Locks that were forgotten."""

from tests.mutants import faults

TESTS = "tests/tasks/test_locks.py"
ASSIGNMENT = (
    "Assignment.objects.select_for_update().only",
    "Assignment.objects.only",
)

MUTANTS = [
    *faults(
        "tasks/workflow.py",
        TESTS,
        (
            "two move a milestone at once",
            "Milestone.objects.select_for_update().only",
            "Milestone.objects.only",
        ),
    ),
    *faults("tasks/acts/implementation.py", TESTS, ("two save a plan at once", *ASSIGNMENT)),
    *faults("tasks/acts/handover.py", TESTS, ("two ask relief at once", *ASSIGNMENT)),
    *faults(
        "tasks/acts/splitting.py",
        TESTS,
        (
            "two new milestones get one number",
            "Task.objects.select_for_update(no_key=True).only",
            "Task.objects.only",
        ),
    ),
    *faults("tasks/acts/rounds.py", TESTS, ("two answer at once", *ASSIGNMENT)),
    *faults(
        "tasks/acts/dates.py",
        TESTS,
        ("two confirm a date at once", 'waiting.select_for_update(of=("self",))', "waiting"),
    ),
    *faults(
        "tasks/acts/slips.py",
        TESTS,
        ("two take a number at once", "Plan.objects.select_for_update()", "Plan.objects"),
        ("a slip is issued while the milestone moves", "    locked(milestone)\n", ""),
    ),
    *faults(
        "tasks/acts/urging.py",
        TESTS,
        ("two urge at once", "    Plan.objects.select_for_update().get", "    Plan.objects.get"),
    ),
    *faults(
        "tasks/flags.py",
        TESTS,
        ("two flag at once", "Plan.objects.select_for_update()", "Plan.objects"),
    ),
]
