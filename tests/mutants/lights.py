"""Lights, their counts and rates, working days."""

from tests.mutants import faults

MUTANTS = [
    *faults(
        "tasks/ground/lights.py",
        "tests/tasks/ground/test_lights.py",
        ("what is due today is overdue", '{due}__lt": as_of}, then', '{due}__lte": as_of}, then'),
        ("due soon begins a day late", '{due}__lte": as_of + time', '{due}__lt": as_of + time'),
        ("every plan warns 15 days ahead", "timedelta(days=amber_days)", "timedelta(days=15)"),
    ),
    *faults(
        "tasks/ground/tally.py",
        "tests/tasks/ground/test_tally.py",
        ("the on-time rate forgets what is overdue", "self.done + self.red", "self.done"),
        (
            "the completion rate counts undated ones",
            "percent(self.done, self.dated)",
            "percent(self.done, self.total)",
        ),
        ("where nothing is dated the rate is 0", "if whole else None", "if whole else 0"),
        ("late counts as on time", "return self.dated_lights[Light.DONE]", "return self.done"),
        (
            "dated and undated are mixed",
            "self.dated_lights if is_dated else self.other_lights",
            "self.dated_lights",
        ),
    ),
    *faults(
        "tasks/ground/workdays.py",
        "tests/tasks/ground/test_workdays.py",
        ("a reply has calendar days", "workdays -= is_workday(day)", "workdays -= 1"),
        (
            "public holidays are worked",
            "return chinese_calendar.is_workday(day)",
            "return day.weekday() < SATURDAY",
        ),
        ("Saturdays are worked", "day.weekday() < SATURDAY", "day.weekday() <= SATURDAY"),
        ("the first day counts too", "first.toordinal() + 1", "first.toordinal()"),
        ("the last day does not count", "last.toordinal() + 1)", "last.toordinal())"),
    ),
]
