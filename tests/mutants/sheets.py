"""The ledger that a unit sends back with its reports in it."""

from tests.mutants import faults

SHEETS = "tests/tasks/sheets/test_sheets.py"
LEDGER = "tests/tasks/ledger/test_files.py"

MUTANTS = [
    *faults(
        "tasks/ledger/views.py",
        LEDGER,
        ("a past ledger can be written in", "self.as_of == today() and ", ""),
        (
            "everybody can write in it",
            "bool(Actor.of(self.request.user, self.as_of).units)",
            "True",
        ),
    ),
    *faults(
        "tasks/ledger/rules.py",
        LEDGER,
        ("the check forgets reports", "{row['report'] or 0}", "0"),
        ("the check forgets decisions", "-{row['version']}-", "-1-"),
    ),
    *faults(
        "tasks/sheets/reading.py",
        SHEETS,
        ("a milestone is reported on twice", 'elif there["pk"] in seen:', "elif False:"),
        ("dates can be written", '*DATED, "light"', '"light"'),
        ("it can be called done", "is_present and says_done(here)", "False and says_done(here)"),
        ("nothing is late", "late = key[0] != key_of(there)", "late = False"),
        (
            "another row may have the check",
            "is_present or column.key in NAMED",
            "is_present and False",
        ),
    ),
    *faults(
        "tasks/sheets/rows.py",
        SHEETS,
        ("whoever reports", "if not is_allowed(Action.REPORT, milestone, actor):", "if False:"),
        ("at whatever stage", "if not fits(MOVES[Action.REPORT], milestone):", "if False:"),
        (
            "what came in between is forgotten",
            "is_late=row.is_late or row.key != key",
            "is_late=False",
        ),
        ("odd days are not asked about", "line.since or line.form.odd()", "line.since"),
    ),
    *faults(
        "tasks/sheets/files.py",
        SHEETS,
        ("names without a file", "if name not in came:", "if False:"),
        ("files without a name", "if name not in told:", "if False:"),
        ("each time once more", "        discard(former)\n", "        pass\n"),
        ("those before stay", "    with transaction.atomic():\n", "    if True:\n"),
    ),
    *faults(
        "tasks/sheets/forms.py",
        SHEETS,
        ("worries need no cause", 'not values.get("rating_cause")', "False"),
    ),
    *faults(
        "tasks/sheets/views.py",
        SHEETS,
        ("marked and filed all the same", '"meant" not in self.request.POST', "False"),
        ("what changed since the preview", "if is_changed or (", "if ("),
    ),
]
