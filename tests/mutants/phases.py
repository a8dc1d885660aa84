"""What a plan takes and asks in each of its phases."""

from tests.mutants import faults

TESTS = "tests/tasks/plan/test_phases.py"

MUTANTS = [
    *faults(
        "tasks/plan/phases.py",
        TESTS,
        ("an archived plan takes everything", "phase == Phase.ARCHIVED", "False"),
        ("units work while it is prepared", "action not in SETTING_UP", "False"),
        ("a closing plan takes new work", "action in NEW_WORK", "False"),
        ("a closing plan takes nothing", "action in NEW_WORK", "True"),
    ),
    *faults(
        "tasks/plan/models/plan.py",
        TESTS,
        ("in use a day late", "on < self.in_use_from", "on <= self.in_use_from"),
        ("archived a day late", "self.archived_from <= on", "self.archived_from < on"),
        ("closes a day late", "self.closing_from <= on", "self.closing_from < on"),
        ("the night works before its day", "self.filter(in_use_from__lte=on)", "self"),
        (
            "the night works in the archive",
            "Q(archived_from=None) | Q(archived_from__gt=on)",
            "Q()",
        ),
    ),
    *faults(
        "tasks/plan/recording.py",
        TESTS,
        ("nothing asks for the phase", "    refuse_out_of_phase(task.plan, action, on)\n", ""),
    ),
    *faults(
        "tasks/rounds/acts.py",
        TESTS,
        ("rounds open at any time", "    refuse_out_of_phase(plan, OPEN_ROUND, on)\n", ""),
    ),
    *faults(
        "tasks/slips/rules.py", TESTS, ("slips in preparation", "not plan.is_live(on)", "False")
    ),
    *faults(
        "tasks/desk/duties.py",
        TESTS,
        ("duties in preparation", "not self.plan.is_live(self.on)", "False"),
    ),
    *faults("tasks/desk/watch.py", TESTS, ("the desk of an archive", "plan.is_live(on)", "True")),
    *faults(
        "tasks/notices/acts.py",
        TESTS,
        ("mails in preparation", " and fact.task.plan.is_live(fact.on)", ""),
    ),
]
