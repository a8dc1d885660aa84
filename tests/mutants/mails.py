"""News, digests, reminders: who reads what, when, and how often."""

from tests.mutants import faults

DIGESTS = "tests/tasks/digests/test_digests.py tests/tasks/digests/test_weeks.py tests/tasks/digests/test_reminders.py"
NOTICES = "tests/tasks/notices"

MUTANTS = [
    *faults(
        "tasks/digests/news.py",
        DIGESTS,
        (
            "other plans are not named",
            "if self.plan.is_one_of_many else",
            "if not self.plan else",
        ),
        (
            "a proposed slip is told twice",
            "if one.pk not in proposed]",
            "if one.pk or proposed]",
        ),
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
        (
            "what was handed in is news",
            'for topic in counts if topic != "waiting")',
            "for topic in counts)",
        ),
        ("eight lines stand in a section", "LINES = 7", "LINES = 8"),
        ("with seven lines there is more", "if len(things) <= LINES:", "if len(things) < LINES:"),
        (
            "leaders read of all tasks",
            "by_light(news.by_leader[person.pk])",
            "by_light(news.urgent)",
        ),
        (
            "a leader's link counts the whole plan",
            'query["leader"] = person.leader.pk',
            'query["q"] = ""',
        ),
        ("the subject names only some of what is overdue", "numbers |= news.totals()", "pass"),
        (
            "supervisors do not read what waits for them",
            "return news.watched | news.by_light",
            "return news.by_light",
        ),
        (
            "the subject names what is nothing",
            "if number and counts.get(topic)",
            "if number and topic in counts",
        ),
    ),
    *faults(
        "tasks/frame/words.py",
        DIGESTS,
        ("a week has eight days", "first + timedelta(days=6)", "first + timedelta(days=7)"),
        ("a week begins on its day", "value - timedelta(days=value.weekday())", "value"),
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
        (
            "what is handed in is reminded of",
            "row.is_waiting and not row.is_asked",
            "row.is_waiting",
        ),
        (
            "who was dismissed is reminded",
            "is_active=True, role__in=UNIT_STAFF",
            "role__in=UNIT_STAFF",
        ),
        ("leaders are reminded", "role__in=UNIT_STAFF", "role__in=User.Role.values"),
        (
            "everybody of the unit is reminded to sign",
            "if to_sign(row, desk.actor)]",
            "if row.is_asked]",
        ),
        (
            "reminders come on days off",
            "    if not workdays.is_workday(on):\n        return\n",
            "",
        ),
        (
            "what falls on a day off is left out",
            "any(workdays.last_until(one) == on for one in before)",
            "any(one == on for one in before)",
        ),
        ("nobody is reminded on the due day", "for number in {0, *days})", "for number in days)"),
        ("every working day after the due date", "% plan.reminds_after_every == 0", "> 0"),
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
        "tasks/notices/rules.py",
        NOTICES,
        ("who acted is told", "to(event).exclude(pk=event.person_id)", "to(event)"),
        ("each lead unit hears of a score", " if one.verdict == event.note", ""),
        ("who was taken away hears nothing", "{*units, *gone}", "{*units}"),
        (
            "supervisors are asked for what the head signs",
            "if event.holder == Holder.HEAD and event.unit:",
            "if event.unit is None:",
        ),
        (
            "supervisors who left are told",
            "filter(is_active=True, role=User.Role.SUP",
            "filter(role=User.Role.SUP",
        ),
        (
            "deputies are not told",
            'reached = Q(pk__in=staff.values("pk")) | Q(pk__in=deputies)',
            'reached = Q(pk__in=staff.values("pk"))',
        ),
        (
            "all that owe a reply read that one was sent back",
            "state=Reply.State.SENT_BACK, sent_back_note=event.note",
            "",
        ),
        (
            "the old unit does not hear of a move",
            "Tenure.objects.filter(Q(event=event) | before)",
            "fresh",
        ),
        (
            "a return waits for the morning",
            '_("Completion request returned"), asked_completion, True)',
            '_("Completion request returned"), asked_completion)',
        ),
    ),
    *faults(
        "tasks/notices/acts.py",
        NOTICES,
        ("mails go out on days off", "if not is_workday(on):", "if on is None:"),
        (
            "who left gets a morning mail",
            "filter(waits=True, recipient__is_active=True)",
            "filter(waits=True)",
        ),
        ("what was mailed is mailed again", ".update(waits=False)", ".update(waits=True)"),
        ("what came later that day is lost", ".exclude(recipient__in=had)", ""),
    ),
    *faults(
        "tasks/mail/delivery.py",
        NOTICES,
        (
            "each notice is a mail of its own",
            "for mail in new if not mail.waits for",
            "for mail in new for",
        ),
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
