"""Instructions, inspections, good practice, self-assessment rounds."""

from tests.mutants import faults

MUTANTS = [
    *faults(
        "tasks/instructions/acts.py",
        "tests/tasks/instructions/test_views.py",
        (
            "everybody instructs",
            '    if not may(by, "instruct"):\n        raise PermissionDenied\n    given',
            "    given",
        ),
        ("any staff answers", "    if row.unit_id not in actor.units:", "    if not actor.units:"),
        ("an answer replaces an answer", ".exclude(state=State.ANSWERED)", ""),
        (
            "the files do not go with the answer",
            "    staged(row.instruction.task, Action.REPLY, by).update(reply=row)\n",
            "",
        ),
        ("nobody is told by mail", "staff_of(units))", "staff_of([]))"),
        (
            "what was not answered is sent back",
            "filter(pk=row.pk, state=State.ANSWERED)",
            "filter(pk=row.pk)",
        ),
        (
            "the reason is lost",
            "state=State.SENT_BACK, sent_back_note=text",
            "state=State.SENT_BACK",
        ),
        (
            "everybody sends answers back",
            '    if not may(by, "instruct"):\n        raise PermissionDenied\n    answered',
            "    answered",
        ),
    ),
    *faults(
        "tasks/inspections/acts.py",
        "tests/tasks/inspections/test_acts.py tests/tasks/inspections/test_views.py",
        ("everybody inspects", 'if not may(by, "supervise")', 'if not may(by, "read the plan")'),
        ("faults that were found pass", "passed=rectify_by is None", "passed=True"),
        (
            "a visit without faults writes mails",
            "    if rectify_by:\n",
            "    if not rectify_by or rectify_by:\n",
        ),
        (
            "whatever is done can be re-checked",
            "found = [row for row in to_recheck(milestone.task.plan, on) if",
            "found = [row for row in type(milestone).objects.all() if",
        ),
        ("what holds is reopened", "    if not passed:\n", "    if passed:\n"),
        ("what does not hold stays done", "    if not passed:\n", "    if passed is None:\n"),
        ("a re-check counts for the day", "month=month_of(on), **told", "month=on, **told"),
        (
            "one lead unit answers for a re-check",
            "for unit in receivers(found[0])",
            "for unit in receivers(found[0])[:1]",
        ),
        ("any staff rectifies", "    if row.unit_id not in units:", "    if not units:"),
        (
            "it is rectified over and over",
            "filter(pk=row.pk, closed_on=None, rectified_on=None)",
            "filter(pk=row.pk, closed_on=None)",
        ),
        (
            "what needs no rectification gets one",
            "owed.exclude(rectify_by=None).update",
            "owed.update",
        ),
        (
            "the files do not go with it",
            "    staged(row.milestone, Action.RECTIFY, by).update(inspection=row)\n",
            "",
        ),
        (
            "it is closed before it is rectified",
            "rectified_on__isnull=False)\n    if not answered.update(closed_on=on)",
            "rectify_by__isnull=False)\n    if not answered.update(closed_on=on)",
        ),
        (
            "what is closed is sent back",
            "filter(pk=row.pk, closed_on=None, rectified_on__isnull=False)\n    if not answered.update(rectified_on",
            "filter(pk=row.pk, rectified_on__isnull=False)\n    if not answered.update(rectified_on",
        ),
    ),
    *faults(
        "tasks/inspections/rules.py",
        "tests/tasks/inspections/test_acts.py tests/tasks/desk/test_duties.py",
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
            "visits count as re-checks",
            "filter(kind=Kind.RECHECK, month=month_of(on))",
            "filter(inspected_on__gte=month_of(on))",
        ),
        (
            "re-checks of other months count",
            "filter(kind=Kind.RECHECK, month=month_of(on))",
            "filter(kind=Kind.RECHECK)",
        ),
        (
            "a re-check counts a day late",
            "inspections__inspected_on__lte=as_of",
            "inspections__inspected_on__lt=as_of",
        ),
        ("visits count in the rate", "        inspections__kind=Kind.RECHECK,\n", ""),
        ("all re-checks failed", "mine & Q(inspections__passed=False)", "mine"),
        (
            "what was not rectified waits for the supervisors",
            "rectified_on__isnull=False, closed_on=None\n",
            "closed_on=None\n",
        ),
        (
            "what is closed waits for the supervisors",
            "rectified_on__isnull=False, closed_on=None\n",
            "rectified_on__isnull=False\n",
        ),
        ("what was rectified is owed on", "        rectified_on=None,\n", ""),
        ("visits without faults are owed", "        rectify_by__isnull=False,\n", ""),
    ),
    *faults(
        "tasks/practices/acts.py",
        "tests/tasks/practices/test_acts.py",
        (
            "anybody offers another's report",
            "if report.unit_id not in Actor.of(by, on).units:",
            "if not Actor.of(by, on).units:",
        ),
        ("everybody publishes", 'if not may(by, "review")', 'if not may(by, "read the plan")'),
        (
            "it is published anew",
            "filter(pk=practice.pk, published_on=None)",
            "filter(pk=practice.pk)",
        ),
    ),
    *faults(
        "tasks/rounds/acts.py",
        "tests/tasks/rounds/test_views.py",
        (
            "everybody opens rounds",
            '    if not may(by, "review"):\n        raise PermissionDenied\n    return',
            "    return",
        ),
        ("participating units answer", "if part.role != Assignment.Role.LEAD or part", "if part"),
        ("any staff answers", " or part.unit_id not in actor.units:", " or not actor.units:"),
        ("of two who answer the second wins", "(said.version if said else 0) != seen or ", ""),
        ("what was scored is answered anew", " or (said and said.score is not None):", ":"),
        ("a score of 0 is none", "said.score is not None", "said.score"),
        ("of two who score the second wins", "review_version=seen, version", "version"),
        ("what changed meanwhile is scored", ", version=said.version)", ")"),
        (
            "everybody scores",
            '    if not may(by, "review"):\n        raise PermissionDenied\n    waiting',
            "    waiting",
        ),
    ),
    *faults(
        "tasks/rounds/rules.py",
        "tests/tasks/rounds/test_views.py",
        ("participating units are asked", ", role=Assignment.Role.LEAD)", ")"),
        ("a score of 0 leaves the average", "if said.score is not None]", "if said.score]"),
        ("one answer is enough", 'row["answered"] == len(row["parts"])', 'row["answered"] > 0'),
    ),
]
