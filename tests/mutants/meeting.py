"""Stocktakes: docs/meeting.md."""

from tests.mutants import faults

ROOM = "tests/tasks/meeting"
CHANGES = f"{ROOM}/test_changes.py"
AGENDA, DECIDING = f"{ROOM}/test_agenda.py", f"{ROOM}/test_deciding.py"
FATES, MINUTES, PACK = f"{ROOM}/test_fates.py", f"{ROOM}/test_minutes.py", f"{ROOM}/test_pack.py"
PAGES, SITTING = f"{ROOM}/test_pages.py", f"{ROOM}/test_sitting.py"
CALENDAR = "tests/tasks/figures/test_duty_calendar.py"

MUTANTS = [
    *faults(
        "tasks/meeting/deciding.py",
        DECIDING,
        ("decided before the day", "    if on < meeting.held_on:", "    if False:"),
        ("decided though it was left out", "    if present.left_out_on:", "    if False:"),
        ("the second overwrites the first", ".filter(pk__gt=seen).exists()", ".none().exists()"),
        ("orders of a leader without account", "    if leader is None:", "    if False:"),
        ("nobody owes it", "    if not said.units:", "    if False:"),
        ("no day", "    if said.due_on is None:", "    if False:"),
        ("refused without words", "    if not said.text:", "    if False:"),
        ("a note of nobody", "    if not (said.units or said.owner):", "    if False:"),
    ),
    *faults(
        "tasks/meeting/fates.py",
        FATES,
        ("a report of before settles", "if (one[1], one[0]) > asked", "if True"),
        (
            "the first unit settles for all",
            'None if missing else max(days, default=decision.decided_on),\n            "missing"',
            'max(days, default=decision.decided_on),\n            "missing"',
        ),
        ("members do not answer for a group", "{unit} | self.members.get(unit, set())", "{unit}"),
        (
            "a note closes itself",
            "        if decision.closed_on is None or decision.closed_on > self.as_of:",
            "        if False:",
        ),
        (
            "settled ones are told for ever",
            "if fate.settled_on is None or fate.settled_on >= last",
            "if True",
        ),
        (
            "restricted words are told",
            "        hidden = decision.event_id not in self.notes",
            "        hidden = False",
        ),
    ),
    *faults(
        "tasks/meeting/rules.py",
        AGENDA,
        ("the whole plan whatever is asked", "    if not units and not leaders:", "    if True:"),
        ("participating units count", ", role=Assignment.Role.LEAD)", ")"),
        ("what has ended is looked at", ".exclude(task__in=ended_tasks(on))", ""),
        (
            "leaders' orders call for nothing",
            "        about[task].add(Reason.INSTRUCTION)",
            "        pass",
        ),
        (
            "open decisions call for nothing",
            "        about[task].add(Reason.DECIDED)",
            "        pass",
        ),
    ),
    *faults(
        "tasks/meeting/acts.py",
        f"{AGENDA} {PAGES}",
        ("put together on the day", "    if on >= present.held_on:", "    if False:"),
        ("closed before the day", "    if on < present.held_on:", "    if False:"),
        (
            "what was asked goes",
            "    if item.left_out_on or item.asked or Reason.PICKED",
            "    if item.left_out_on or Reason.PICKED",
        ),
    ),
    *faults(
        "tasks/meeting/acts.py",
        CHANGES,
        (
            "what is the same is a change",
            "if text := telling.changed(before, facts_of(present)):",
            "if text := telling.changed(before, facts_of(present)) or ' ':",
        ),
        (
            "who prepared it is forgotten",
            "    keep(meeting, by, on, telling.prepared",
            "    (meeting, by, on, telling.prepared",
        ),
        (
            "the same order is a change",
            "if lines := telling.reordered",
            'if lines := [""] + telling.reordered',
        ),
        ("what is asked is not told", "        if item.asked != row.asked:", "        if False:"),
    ),
    *faults(
        "tasks/meeting/changing.py",
        f"{AGENDA} {PAGES} {CHANGES}",
        (
            "a slower page overwrites",
            "    if seen is not None and seen != present.version:",
            "    if False:",
        ),
        (
            "closed minutes change",
            '    if present.closed_on:\n        words = _("The minutes',
            '    if False:\n        words = _("The minutes',
        ),
        ("all is told again", "meeting.changes.since(seen)", "meeting.changes.since(-1)"),
    ),
    *faults(
        "tasks/meeting/telling.py",
        CHANGES,
        ("what stays is told", " if was != after[name]", ""),
        (
            "what came moved",
            "    stay = [one for one in after if one in before]",
            "    stay = [*after]",
        ),
    ),
    *faults(
        "tasks/meeting/models.py",
        CHANGES,
        (
            "a past day tells what is to come",
            'self.filter(on__lte=as_of).select_related("person__unit")',
            'self.select_related("person__unit")',
        ),
    ),
    *faults(
        "tasks/meeting/minutes.py",
        MINUTES,
        (
            "restricted words stand in them",
            'text = row["text"] if row["event"] in seen else NOTICE',
            'text = row["text"]',
        ),
    ),
    *faults(
        "tasks/meeting/sitting_views.py",
        SITTING,
        ("the room reads what is restricted", "    reader = NOBODY\n", "\n"),
        (
            "everybody decides",
            'may_write = self.request.method != "POST" or may(',
            "may_write = True or may(",
        ),
        (
            "units that do not wait are offered a date",
            "        if self.page.waiting:",
            "        if True:",
        ),
        (
            "what is done is urged",
            '        if self.page.milestone.stage_then in ("open", "signing"):',
            "        if True:",
        ),
    ),
    *faults(
        "tasks/meeting/pack_views.py",
        f"{SITTING} {PACK}",
        ("the pack tells what is restricted", "    reader = NOBODY\n", "\n"),
    ),
    *faults(
        "tasks/meeting/pack.py",
        PACK,
        ("days after the day shown", "task__in=tasks, on__lte=as_of", "task__in=tasks"),
        ("overdue from the day itself on", "max(since, due + ONE)", "max(since, due - 400 * ONE)"),
        ("later meetings are told", "decisions.filter(item__meeting__in=mine) | ", "decisions | "),
        (
            "restricted files are shown",
            "Evidence.objects.shown_to(reader)",
            "Evidence.objects.all()",
        ),
    ),
    *faults(
        "tasks/plan/models/meeting.py",
        f"{CALENDAR} {PAGES}",
        ("known before it was set down", ", prepared_on__lte=as_of)", ")"),
        ("what is over comes", "self.filter(open_then, held_on__gte=on)", "self.filter(open_then)"),
        ("what was left out calls him", "his = Q(stands, ", "his = Q("),
        ("a chair does not go", "Q(chair=leader) | ", ""),
    ),
]
