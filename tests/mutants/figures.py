"""Years, records, trends, crowded weeks and compared days: docs/counting.md."""

from tests.mutants import faults

FIGURES = "tests/tasks/figures"
YEAR = f"{FIGURES}/test_year.py"
RECORDS = "tests/tasks/browse/test_records.py"
COMPARED = f"tests/tasks/browse/test_compared.py {FIGURES}/test_compare.py"

MUTANTS = [
    *faults(
        "tasks/browse/records.py",
        RECORDS,
        ("a later return is known before", 'decided_on__lte=day)', 'decided_on__isnull=False)'),
        ("the day itself forecasts", "reported_on__lt=end", "reported_on__lte=end"),
        ("a later word is known before", "        reported_on__lte=milestones.day,\n", ""),
        ("the first word counts", '("-reported_on", "-id")', '("reported_on", "id")'),
        ("a restricted forecast leaks", ".readable_by(NOBODY)", ""),
        ("the day that was named is too late", 'done_on__lte=F("forecast")', 'done_on__lt=F("forecast")'),
        ("an open one is missed on its day", "forecast__lt=day", "forecast__lte=day"),
    ),
    *faults(
        "tasks/figures/year.py",
        YEAR,
        ("refused extensions are granted", 'decision="granted", ', ""),
        ("later ones are known before", '"decided_on__lte": day', '"decided_on__isnull": False'),
        ("the shortest is the longest", "self.overdue[0][0]", "self.overdue[-1][0]"),
    ),
    *faults(
        "tasks/figures/trend.py",
        f"{YEAR} {FIGURES}/test_compare.py",
        ("a day twice counts double", "dict.fromkeys(days)]", "[*days, days[0]]]"),
        ("months end after the day", "min(end_of_month(first), curve.as_of)", "end_of_month(first)"),
        ("there is a trend before the issue", " if plan.is_issued_by(day)]", "]"),
    ),
    *faults(
        "tasks/figures/collisions.py",
        f"{FIGURES}/test_collisions.py {FIGURES}/test_collisions_page.py",
        ("weeks begin on Sunday", "timedelta(days=day.weekday())", "timedelta(days=day.isoweekday())"),
        ("days that have passed count", "max(monday, as_of)", "monday"),
        ("plans in preparation count", "plan.is_live(as_of) and ", ""),
        ("plans not issued count", " and plan.is_issued_by(as_of)]", "]"),
        ("who takes part leads", ".filter(part=Assignment.Role.LEAD)", ""),
        ("three are not many", "MANY, CROWDED = 3, 5", "MANY, CROWDED = 4, 5"),
        ("what is outside weighs nothing", "self.own + self.outside", "self.own"),
    ),
    *faults(
        "tasks/figures/duty_calendar.py",
        f"{FIGURES}/test_duty_calendar.py",
        ("other leaders' replies are his", ".answered_to([leader.user_id])", ""),
        ("decisions about all tasks are his", "filter(milestone__in=milestones)", "all()"),
        ("days of the limit are calendar days", "workdays.after(submitted_on or requested_on, plan.review_days)", "submitted_on or requested_on"),
    ),
    *faults(
        "tasks/browse/compared.py",
        COMPARED,
        ("what was done then is done anew", " & ~Q(known, then_light__in=CLOSED)", ""),
        ("what was red then is red anew", " & ~Q(known, then_light=Light.RED)", ""),
        ("due on the first day is no miss", "due__gte=since", "due__gt=since"),
        ("what was done late missed nothing", "(Light.RED, Light.LATE)", "(Light.RED,)"),
        ("undated ones count", "Q(is_dated=True) & condition", "condition"),
        ("before the issue things were done", " if plan.is_issued_by(since) else ALWAYS", ""),
        ("a later first day lists something", "since >= queryset.day", "False"),
    ),
    *faults(
        "tasks/figures/comparing.py",
        f"{FIGURES}/test_compare_page.py",
        ("a day is compared with itself", "since >= as_of", "since > as_of"),
        ("days before the issue are offered", "plan.issued_on <= day < as_of", "day < as_of"),
    ),
]  # fmt: skip
