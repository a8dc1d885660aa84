"""Lists as files."""

from tests.mutants import faults

FILES = "tests/tasks/frame/test_table_files.py"

MUTANTS = [
    *faults(
        "tasks/frame/table_files.py",
        FILES,
        ("only the first page", "table_pagination = False", 'table_pagination = {"per_page": 1}'),
        ("a bad question lists nothing", "if bar and bar.is_asked and not", "if False and not"),
        ("what was asked is not told", '_(", ").join(asked) or _("none")', '_("none")'),
        ("formulas stay", "value.startswith(FORMULA)", "False"),
        ("other tables are left out", "if context[one]}", "if False}"),
        ("a share is a number", 'return "share"', 'return "number"'),
    ),
    *faults(
        "tasks/figures/tables.py",
        FILES,
        (
            "rates are a hundred times too high",
            "one / 100 for one in rates",
            "one * 1.0 for one in rates",
        ),
    ),
]
