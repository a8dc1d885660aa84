"""News, digests, reminders: who reads what, when, and how often."""

from tests.mutants import faults

DIGESTS = "tests/tasks/digests/test_digests.py"

MUTANTS = [
    *faults(
        "tasks/digests/news.py",
        DIGESTS,
        (
            "deputies read on every day",
            "Deputy.objects.on(on).filter(person__is_active=True)",
            "Deputy.objects.filter(person__is_active=True)",
        ),
        (
            "deputies of who was dismissed read",
            "Deputy.objects.on(on).filter(person__is_active=True)",
            "Deputy.objects.on(on)",
        ),
        (
            "participating units are told of work",
            "for unit in answering_units(",
            "for unit in (lambda one: one.task.units.all())(",
        ),
        (
            "members are not told of the group's work",
            " for group in self.groups[unit])",
            " for group in [])",
        ),
        (
            "other plans are not named",
            "words if self.plan.is_active else",
            "words if self.plan else",
        ),
        ("slips that are not late are told to supervisors", ".is_late(self.on))", ".pk)"),
        ("due today is overdue", "    if left == 0:\n", "    if left == 99:\n"),
        ("overdue by a day less", '% {"n": -left}', '% {"n": -left - 1}'),
    ),
    *faults(
        "tasks/digests/weekly.py",
        DIGESTS,
        ("who was dismissed reads", "is_active=True, role__in=roles", "role__in=roles"),
        (
            "viewers read",
            "roles = [Role.LIAISON, Role.HEAD, Role.LEADER, Role.SUPERVISOR]",
            "roles = list(Role)",
        ),
        (
            "heads do not read",
            "roles = [Role.LIAISON, Role.HEAD, Role.LEADER, Role.SUPERVISOR]",
            "roles = [Role.LIAISON, Role.LEADER, Role.SUPERVISOR]",
        ),
        ("whoever has no news gets a mail", "    if not sections:\n        return None\n", ""),
        ("eight lines stand in a section", "LINES = 7", "LINES = 8"),
        ("with seven lines there is more", "if left <= 0:", "if left < 0:"),
        ("leaders read of all tasks", "news.by_leader[person.pk], []", "news.urgent, []"),
        ("what is overdue stands under due soon", ".light == Light.AMBER]", ".light is not None]"),
        ("supervisors do not read what waits for them", '"review": news.reviews, ', ""),
        (
            "the subject names what is nothing",
            ", number in counts.items() if number]",
            ", number in counts.items()]",
        ),
    ),
    *faults(
        "tasks/ground/days.py",
        f"{DIGESTS} tests/tasks/ground/test_clock.py",
        ("a Monday is told of the next", "days=-on.weekday() % 7", "days=7 - on.weekday()"),
        (
            "each day has a digest of its own",
            'return f"{year}-W{week:02}"',
            "return on.isoformat()",
        ),
        (
            "the week is of the calendar year",
            "year, week, _day = on.isocalendar()",
            "year, week = on.year, on.isocalendar()[1]",
        ),
    ),
    *faults(
        "tasks/digests/reminders.py",
        DIGESTS,
        ("everybody is reminded on each day", "set(DAYS) & set(person.reminder_days)", "set(DAYS)"),
        (
            "any day can be chosen",
            "set(DAYS) & set(person.reminder_days)",
            "set(person.reminder_days)",
        ),
        ("what is submitted is reminded of", ".is_in_work", ".pk"),
        ("who was dismissed is reminded", "is_active=True, role__in=roles", "role__in=roles"),
        (
            "leaders are reminded",
            "roles = [User.Role.LIAISON, User.Role.HEAD]",
            "roles = list(User.Role)",
        ),
        (
            "heads are not reminded",
            "roles = [User.Role.LIAISON, User.Role.HEAD]",
            "roles = [User.Role.LIAISON]",
        ),
        (
            "one reminder for ever",
            "Mail.Kind.REMINDER, on.isoformat(), person",
            'Mail.Kind.REMINDER, "", person',
        ),
    ),
    *faults(
        "units/reminders.py",
        DIGESTS,
        ("reminded 14 days before", "DAYS = (15, 7, 3, 1)", "DAYS = (14, 7, 3, 1)"),
        ("not reminded 3 days before", "DAYS = (15, 7, 3, 1)", "DAYS = (15, 7, 1)"),
        ("reminded on the day", "DAYS = (15, 7, 3, 1)", "DAYS = (15, 7, 3, 1, 0)"),
    ),
    *faults(
        "tasks/mail/inbox.py",
        "tests/tasks/mail/test_views.py",
        (
            "everybody reads everybody's mails",
            "Mail.objects.filter(recipient=person)",
            "Mail.objects.all()",
        ),
        ("reading again moves the time", "filter(pk=mail.pk, read_at=None)", "filter(pk=mail.pk)"),
        (
            "reading all moves every time",
            "mails_of(person).filter(read_at=None)",
            "mails_of(person)",
        ),
    ),
    *faults(
        "tasks/mail/sign_in.py",
        "tests/tasks/mail/test_views.py",
        ("read mails count as unread", "Q(mails__read_at=None)", "Q()"),
    ),
]
