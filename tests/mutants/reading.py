"""How a plan is read and loaded: dates, clauses, what people did to it since."""

from tests.mutants import faults

READ = "tests/tasks/importer/test_schedule.py tests/tasks/importer/test_plan.py"
LOADED = "tests/tasks/importer/test_loading.py tests/tasks/importer/test_matching.py"

MUTANTS = [
    *faults(
        "tasks/importer/dates.py",
        READ,
        (
            "the end of a period is its first day",
            '"十三": date(2020, 12, 31)',
            '"十三": date(2020, 1, 1)',
        ),
        ("the first half ends in July", '"上半年": 6', '"上半年": 7'),
        ("the third quarter ends in August", '"第三季度": 9', '"第三季度": 8'),
        (
            "at once has a date",
            'return ReadDate(raw, None, "no_date")',
            'return ReadDate(raw, last_day(year, 12), "no_date")',
        ),
        (
            "before a month is its end",
            'date(year, month, 1) - timedelta(days=1), "before',
            'last_day(year, month), "before',
        ),
        (
            "before a month needs no second look",
            ' - timedelta(days=1), "before_month")',
            " - timedelta(days=1))",
        ),
        (
            "a year that is written is not read",
            "year = year_of(match) or year",
            "year = year or year_of(match)",
        ),
        (
            "a day that is written is not read",
            'date(year, month, int(match["day"]))',
            "last_day(year, month)",
        ),
        (
            "months have 30 days",
            "date(year, month, monthrange(year, month)[1])",
            "date(year, month, min(30, monthrange(year, month)[1]))",
        ),
    ),
    *faults(
        "tasks/importer/schedule.py",
        READ,
        (
            "the next clause forgets the year",
            "self.year = year_of(dated) or self.year",
            "self.year = self.year",
        ),
        (
            "a borrowed date needs no second look",
            'replace(self.when, note="inherited")',
            "self.when",
        ),
        ("every semicolon borrows", 'opener == "；" and self.listed > 1', 'opener == "；"'),
        ("undated work is a deadline", "if promise.when is None or ONGOING", "if ONGOING"),
        (
            "a start is a deadline",
            '"start" if START.match(promise.text) else "deadline"',
            '"deadline"',
        ),
        (
            "every first promise is the key",
            "promise is key and likeness(promise.text, key_focus) > 0",
            "promise is key",
        ),
    ),
    *faults(
        "tasks/importer/loading.py",
        LOADED,
        ("a dry run stores", "        transaction.set_rollback(True)\n", "        pass\n"),
        (
            "another date stays confirmed",
            "return bool(new.date_note) and old.raw_date == new.raw_date",
            "return bool(new.date_note)",
        ),
        ("what has reports is removed", "        or milestone.reports.exists()\n", ""),
        ("what has extensions is removed", "        or milestone.extensions.exists()\n", ""),
        (
            "what is done is removed",
            "        milestone.stage != Milestone.Stage.OPEN\n        or",
            "        ",
        ),
        (
            "tasks with a history are removed",
            "    if row.events.exists() or row.proposed_corrections.exists():\n        return True\n",
            "",
        ),
        (
            "a second plan takes the place of the first",
            "not Plan.objects.filter(is_active=True).exists()",
            "True",
        ),
        (
            "milestones that were added are removed",
            "task.milestones.official()",
            "task.milestones.all()",
        ),
    ),
]
