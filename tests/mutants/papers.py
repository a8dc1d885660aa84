"""Instructions, inspections, good practice, self-assessment rounds."""

from tests.mutants import faults

MUTANTS = [
    *faults(
        "tasks/instructions/acts.py",
        "tests/tasks/instructions/test_views.py",
        (
            "everybody instructs",
            '    deny_unless(by, "instruct")\n    lock_numbers',
            "    lock_numbers",
        ),
        ("any staff answers", "acting_unit(owed.unit_id, by, on), owed", "by.unit, owed"),
        ("an answer replaces an answer", ".exclude(state=State.ANSWERED)", ""),
        (
            "the files do not go with the answer",
            "    send(staged(task, Action.REPLY, by, owed.pk), reply=owed)\n",
            "",
        ),
        (
            "nobody is told by mail",
            "letter_of(instruction, person) for person in staff_of(units)",
            "letter_of(instruction, person) for person in staff_of([])",
        ),
        (
            "what was not answered is sent back",
            "filter(pk=answer.pk, state=State.ANSWERED)",
            "filter(pk=answer.pk)",
        ),
        (
            "the reason is lost",
            "state=State.SENT_BACK, sent_back_note=text",
            "state=State.SENT_BACK",
        ),
        (
            "everybody sends answers back",
            '    deny_unless(by, "instruct")\n    answered',
            "    answered",
        ),
    ),
    *faults(
        "tasks/instructions/acts.py",
        "tests/tasks/instructions/test_chasing.py",
        ("everybody urges for a reply", '    deny_unless(by, "chase replies")\n', ""),
        ("who has answered is urged too", " if one.is_late(on)]", "]"),
    ),
    *faults(
        "tasks/inspections/acts.py",
        "tests/tasks/inspections/test_acts.py tests/tasks/inspections/test_views.py"
        " tests/tasks/inspections/test_groups.py",
        (
            "everybody inspects",
            '    deny_unless(by, "supervise")\n    lock_numbers()\n    lines',
            "    lines",
        ),
        (
            "everybody re-checks",
            '    deny_unless(by, "supervise")\n    lock_numbers()\n    drawn',
            "    drawn",
        ),
        (
            "everybody closes",
            '    deny_unless(by, "supervise")\n    look(visit, Action.CLOSE',
            "    look(visit, Action.CLOSE",
        ),
        (
            "everybody sends back",
            '    deny_unless(by, "supervise")\n    look(visit, Action.SEND',
            "    look(visit, Action.SEND",
        ),
        ("faults that were found pass", "one.passed and one.rectify_by is None", "one.passed"),
        ("a visit without faults writes mails", "visits.exclude(rectify_by=None)", "visits.all()"),
        ("a group has one line", "lines = addressed([unit])", "lines = {unit: None}"),
        (
            "a group is named where some were not seen",
            "None if lines[unit] in broken else lines[unit]",
            "lines[unit]",
        ),
        (
            "a day that has passed will do",
            '        refuse_nonsense("rectify_by", Sense.REPLY, day, known)\n',
            "        pass\n",
        ),
        (
            "whatever is done can be re-checked",
            "drawn = [one for one in to_recheck(milestone.task.plan, on) if",
            "drawn = [one for one in type(milestone).objects.all() if",
        ),
        ("what holds is reopened", "    if not passed:\n", "    if passed:\n"),
        ("what does not hold stays done", "    if not passed:\n", "    if passed is None:\n"),
        ("a re-check counts for the day", "month=month_of(on),", "month=on,"),
        (
            "one lead unit answers for a re-check",
            "addressed(answering_units(drawn[0]))",
            "addressed(answering_units(drawn[0])[:1])",
        ),
        ("any staff rectifies", "acting_unit(visit.unit_id, by, on)", "by.unit"),
        (
            "it is rectified over and over",
            "Visit.objects.owed().order_by().filter(pk=visit.pk)",
            "Visit.objects.exclude(rectify_by=None).filter(pk=visit.pk)",
        ),
        (
            "what needs no rectification gets one",
            "Visit.objects.owed().order_by().filter(pk=visit.pk)",
            "Visit.objects.filter(pk=visit.pk, rectified_on=None)",
        ),
        (
            "the files do not go with it",
            "    send(staged(milestone, Action.RECTIFY, by, visit.pk), visit=visit)\n",
            "",
        ),
        (
            "it is closed before it is rectified",
            "Visit.objects.to_close().order_by()",
            "Visit.objects.filter(closed_on=None)",
        ),
        (
            "what is closed is sent back",
            "Visit.objects.to_close().order_by()",
            "Visit.objects.exclude(rectified_on=None)",
        ),
    ),
    *faults(
        "tasks/inspections/rules.py",
        "tests/tasks/inspections/test_acts.py tests/tasks/desk/test_duties.py tests/tasks/desk/test_others_duties.py",
        ("what was done this month is drawn", "month - timedelta(days=1)", "on"),
        (
            "what was done on the last of the month is not drawn",
            "month - timedelta(days=1)",
            "month - timedelta(days=2)",
        ),
        ("open ones are re-checked", ".filter(light__in=CLOSED)", ""),
        ("every month draws the same", "{month:%Y-%m}/", ""),
        ("five are drawn for every plan", "[: plan.recheck_size]", "[:5]"),
        (
            "a re-check counts a day late",
            "visits__inspection__inspected_on__lte=as_of",
            "visits__inspection__inspected_on__lt=as_of",
        ),
        ("visits count in the rate", "        visits__inspection__kind=Kind.RECHECK,\n", ""),
        ("all re-checks failed", "mine & Q(visits__passed=False)", "mine"),
    ),
    *faults(
        "tasks/inspections/models.py",
        "tests/tasks/inspections/test_acts.py tests/tasks/desk/test_duties.py tests/tasks/desk/test_others_duties.py",
        (
            "visits count as re-checks",
            "filter(kind=Inspection.Kind.RECHECK, month=month)",
            "filter(inspected_on__gte=month)",
        ),
        (
            "re-checks of other months count",
            "filter(kind=Inspection.Kind.RECHECK, month=month)",
            "filter(kind=Inspection.Kind.RECHECK)",
        ),
        (
            "what was not rectified waits for the supervisors",
            "filter(rectified_on__isnull=False, closed_on=None)",
            "filter(closed_on=None)",
        ),
        (
            "what is closed waits for the supervisors",
            "filter(rectified_on__isnull=False, closed_on=None)",
            "filter(rectified_on__isnull=False)",
        ),
        ("what was rectified is owed on", "rectified_on=None, closed_on=None", "closed_on=None"),
        ("visits without faults are owed", "filter(rectify_by__isnull=False, ", "filter("),
    ),
    *faults(
        "tasks/practices/acts.py",
        "tests/tasks/practices/test_acts.py",
        (
            "anybody offers another's report",
            "    acting_unit(report.unit_id, by, on)\n",
            "",
        ),
        ("everybody publishes", 'deny_unless(by, "review")', 'deny_unless(by, "read the plan")'),
        ("it is published anew", "objects.offered().filter(pk", "objects.filter(pk"),
    ),
    *faults(
        "tasks/rounds/acts.py",
        "tests/tasks/rounds/test_views.py",
        ("everybody opens rounds", '    deny_unless(by, "review")\n    refuse', "    refuse"),
        (
            "participating units answer",
            "    if assignment.role != Assignment.Role.LEAD:\n        raise PermissionDenied\n",
            "",
        ),
        ("any staff answers", "acting_unit(assignment.unit_id, by, on)", "by.unit"),
        ("of two who answer the second wins", "(stored.version if stored else 0) != seen or ", ""),
        ("what was scored is answered anew", " or (stored and stored.score is not None):", ":"),
        ("a score of 0 is none", "stored.score is not None", "stored.score"),
        ("of two who score the second wins", "review_version=seen, version", "version"),
        ("what changed meanwhile is scored", ", version=answer)", ")"),
        (
            "everybody scores",
            '    deny_unless(by, "review")\n    assignment',
            "    assignment",
        ),
    ),
    *faults(
        "tasks/rounds/rules.py",
        "tests/tasks/rounds/test_views.py",
        (
            "participating units are asked",
            "        .filter(Q(held__role=Assignment.Role.LEAD))\n",
            "",
        ),
        ("a score of 0 leaves the average", "if answer.score is not None]", "if answer.score]"),
        (
            "one answer is enough",
            'row["answered"] == len(row["assignments"])',
            'row["answered"] > 0',
        ),
    ),
]
