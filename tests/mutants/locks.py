"""Locks that were forgotten."""

from tests.mutants import faults

TESTS = "tests/tasks/workflow/test_locks.py"
ASSIGNMENT = (
    "Assignment.objects.select_for_update().only",
    "Assignment.objects.only",
)

MUTANTS = [
    *faults(
        "tasks/workflow/moves.py",
        TESTS,
        (
            "two move a milestone at once",
            "Milestone.objects.select_for_update().only",
            "Milestone.objects.only",
        ),
    ),
    *faults("tasks/implementation/acts.py", TESTS, ("two save a plan at once", *ASSIGNMENT)),
    *faults("tasks/handover/acts.py", TESTS, ("two ask relief at once", *ASSIGNMENT)),
    *faults(
        "tasks/workflow/acts/splitting.py",
        TESTS,
        (
            "two new milestones get one number",
            "Task.objects.select_for_update(no_key=True).only",
            "Task.objects.only",
        ),
    ),
    *faults("tasks/rounds/acts.py", TESTS, ("two answer at once", *ASSIGNMENT)),
    *faults(
        "tasks/workflow/acts/dates.py",
        TESTS,
        ("two confirm a date at once", 'to_check.select_for_update(of=("self",))', "to_check"),
    ),
    *faults(
        "tasks/slips/acts.py",
        TESTS,
        ("a slip is issued while the milestone moves", "    locked(milestone)\n", ""),
    ),
    *faults(
        "tasks/plan/numbering.py",
        TESTS,
        ("two take a number at once", "select_for_update(no_key=True).only", "only"),
    ),
    *faults(
        "tasks/instructions/acts.py",
        TESTS,
        ("two instructions take a number at once", "    lock_numbers()\n", ""),
    ),
    *faults(
        "tasks/workflow/acts/extensions.py",
        TESTS,
        (
            "the milestone is locked before the numbers",
            "    lock_numbers()\n    present = locked(milestone)\n",
            "    present = locked(milestone)\n    lock_numbers()\n",
        ),
    ),
    *faults(
        "tasks/urging/acts.py",
        TESTS,
        ("two urge at once", "    Plan.objects.select_for_update().get", "    Plan.objects.get"),
    ),
    *faults(
        "tasks/flags/acts.py",
        TESTS,
        ("two flag at once", "Plan.objects.select_for_update()", "Plan.objects"),
    ),
]
