"""What units say and plan, tasks and people that change hands, milestones that are split."""

from tests.mutants import faults

MUTANTS = [
    *faults(
        "tasks/handover/acts.py",
        "tests/tasks/handover/test_carrying.py",
        (
            "nothing goes along",
            "        carried += milestone.slips.hand_over(old, to, within)\n",
            "",
        ),
        (
            "rectifications stay",
            "        carried += milestone.inspections.hand_over(old, to, within)\n",
            "",
        ),
        ("instructions stay", "[*task.instructions.hand_over(old, to, within)]", "[]"),
        ("what was asked stays with the old unit", "if mine.update(unit=new):", "if mine:"),
        ("the event does not say what goes along", "{listed(carried)}", ""),
    ),
    *faults(
        "tasks/slips/models.py",
        "tests/tasks/handover/test_carrying.py",
        (
            "the members keep what their group owed",
            "Q(unit=old, group=within) | Q(group=old)",
            "Q(unit=old, group=within)",
        ),
        (
            "a member's line of its group's slip goes with its own part",
            "Q(unit=old, group=within) | Q(group=old)",
            "Q(unit=old) | Q(group=old)",
        ),
        ("the old unit owes on", "        owed.delete()\n", ""),
    ),
    *faults(
        "tasks/instructions/models.py",
        "tests/tasks/handover/test_carrying.py",
        (
            "words that were sent back are lost",
            "filter(pk__in=pks, state=Reply.State.OPEN).delete()",
            "filter(pk__in=pks).delete()",
        ),
        (
            "what was sent back is owed by both",
            "        Reply.objects.filter(pk__in=pks).update(state=Reply.State.ANSWERED)\n",
            "",
        ),
    ),
    *faults(
        "tasks/workflow/acts/reports.py",
        "tests/tasks/workflow/test_reports.py",
        (
            "anybody acknowledges for a unit",
            "Actor.of(by, on).lines.get(assignment.unit_id)",
            "[assignment.unit]",
        ),
        (
            "a task is acknowledged over and over",
            "    if not fresh:\n",
            "    if not units:\n",
        ),
        ("no change may be said three times", "NO_CHANGES_IN_A_ROW = 2", "NO_CHANGES_IN_A_ROW = 3"),
        ("no change may be said once", "NO_CHANGES_IN_A_ROW = 2", "NO_CHANGES_IN_A_ROW = 1"),
        (
            "the files of a claim go with the report",
            "staged(milestone, Action.REPORT, by)",
            "staged(milestone, Action.REQUEST_COMPLETION, by)",
        ),
        (
            "a unit confirms its part anew",
            "        if not assignment.confirmations.filter(milestone=milestone, unit=unit).exists()\n",
            "",
        ),
        (
            "a part is confirmed once for all milestones",
            "filter(milestone=milestone, unit=unit)",
            "filter(unit=unit)",
        ),
        (
            "lead parts are confirmed",
            "        if may_confirm(milestone, assignment)\n",
            "",
        ),
    ),
    *faults(
        "tasks/workflow/acts/reports.py",
        "tests/tasks/plan/test_lines.py",
        (
            "one member confirms for all",
            "filter(milestone=milestone, unit=unit)",
            "filter(milestone=milestone)",
        ),
    ),
    *faults(
        "tasks/plan/lines.py",
        "tests/tasks/plan/test_lines.py tests/tasks/slips/test_groups.py",
        ("a group answers in its own name", "members.get(pk, [unit])", "[unit]"),
        (
            "who is addressed itself is addressed as a member",
            "None if line in units else unit",
            "unit if lines[unit.pk] != [line] else None",
        ),
        ("what is received later is known", ", acknowledged_on__lte=as_of", ""),
    ),
    *faults(
        "tasks/plan/actors.py",
        "tests/tasks/plan/test_lines.py",
        (
            "a group's own people answer beside the members",
            "*[unit] * answers]",
            "unit]",
        ),
        (
            "who stands in answers for his own unit alone",
            "distinct().annotate(is_acting",
            "filter(pk=person.unit_id).annotate(is_acting",
        ),
    ),
    *faults(
        "tasks/handover/acts.py",
        "tests/tasks/handover/test_acts.py",
        (
            "anybody asks to be relieved",
            "acting_unit(assignment.unit_id, by, on)",
            "assignment.unit",
        ),
        (
            "relief is asked over and over",
            "assignment.reliefs.pending().exists()",
            "False",
        ),
        (
            "who was refused never asks again",
            "assignment.reliefs.pending().exists()",
            "assignment.reliefs.exists()",
        ),
        (
            "a unit gets the task twice",
            "assignment.task.assignments.filter(unit=unit).exists()",
            "assignment.unit == unit",
        ),
        (
            "the new unit has acknowledged already",
            "    assignment.acknowledgements.filter(unit__in=addressed([unit])).delete()\n",
            "",
        ),
        (
            "of two that move it the second wins",
            "filter(pk=assignment.pk, unit=assignment.unit).update",
            "filter(pk=assignment.pk).update",
        ),
        (
            "everybody names the host",
            '    deny_unless(by, "change the plan")\n    task',
            "    task",
        ),
        ("who takes part hosts", " or assignment.role != Assignment.Role.LEAD:", ":"),
        ("the host is named anew", " or host == assignment", ""),
        ("what was asked waits on", "    decide(assignment, State.MOVED, on, reason)\n", ""),
        (
            "the unit refuses its own request",
            '    deny_unless(by, "change the plan")\n    if not decide',
            "    if not decide",
        ),
        ("the reason is lost", "decided_on=on, decision_note=reason", "decided_on=on"),
        ("other units take over", "role__in=UNIT_STAFF, unit=person.unit)", "role__in=UNIT_STAFF)"),
        (
            "viewers take over",
            "filter(role__in=UNIT_STAFF, unit=person.unit)",
            "filter(unit=person.unit)",
        ),
        ("he takes over from himself", "return staff.exclude(pk=person.pk)", "return staff"),
        (
            "forms stay with who left",
            "    Draft.objects.filter(~Exists(both), person=person).update(person=to)\n",
            "",
        ),
        (
            "files that were sent change hands",
            "Evidence.objects.unsent().filter(uploaded_by",
            "Evidence.objects.filter(uploaded_by",
        ),
        (
            "a deputy of the last day is lost",
            "filter(person=person, until_on__gte=on)",
            "filter(person=person, until_on__gt=on)",
        ),
        (
            "past deputies change hands",
            "filter(deputy=person, until_on__gte=on)",
            "filter(deputy=person)",
        ),
        ("he keeps his role", "    person.role = User.Role.VIEWER\n", ""),
    ),
    *faults(
        "tasks/workflow/acts/splitting.py",
        "tests/tasks/workflow/test_splitting.py",
        (
            "whatever can be split",
            "refuse(problems_of_split(milestone, parts, on), reason)",
            "refuse({}, reason)",
        ),
        (
            "whatever can be added",
            "refuse(problems_of(piece, task, known_of_plan(task.plan, on)), reason)",
            "refuse({}, reason)",
        ),
        ("strangers are named", "if problem := problem_of_unit(unit, milestone.task)", "if False"),
        ("nobody says why", "problem_of_reason(reason)}", '""}'),
        ("anybody adds milestones", '    deny_unless(by, "change the plan")\n', ""),
        (
            "parts were there before",
            "        added_on=on,\n",
            "        added_on=task.plan.issued_on,\n",
        ),
        ("new ones stand among the document's", "max(last + 1, FIRST_ADDED)", "last + 1"),
        ("parts are never key focus", '"is_key": milestone.is_key', '"is_key": False'),
    ),
    *faults(
        "tasks/workflow/pieces.py",
        "tests/tasks/workflow/test_splitting.py",
        ("one part is enough", "FEWEST, MOST = 2, 4", "FEWEST, MOST = 1, 4"),
        ("five parts are not too many", "FEWEST, MOST = 2, 4", "FEWEST, MOST = 2, 5"),
        ("three parts are too many", "FEWEST, MOST = 2, 4", "FEWEST, MOST = 2, 3"),
        ("a part is later than the whole", ' or part["due_on"] > whole.due_on', ""),
        (
            "no part may take the whole time",
            'part["due_on"] > whole.due_on',
            'part["due_on"] >= whole.due_on',
        ),
        ("a part has no date", 'part["due_on"] is None or part', 'part["due_on"] and part'),
        ("strangers get parts", "if not task.assignments.filter(unit=unit).exists()", "if False"),
        ("nothing is to be delivered", "if not text:", 'if text == "-":'),
        ("300 letters are too many", "len(text) > TEXT_LENGTH", "len(text) >= TEXT_LENGTH"),
        ("any day can be promised", "refusal(Sense.PROMISE, day, known) if day else None", "None"),
    ),
    *faults(
        "tasks/implementation/acts.py",
        "tests/tasks/implementation/test_views.py",
        (
            "any staff saves any plan",
            "acting_unit(assignment.unit_id, by, on)",
            "by.unit",
        ),
        (
            "participating units save a plan",
            "    if assignment.role != Assignment.Role.LEAD:\n        raise PermissionDenied\n",
            "",
        ),
        (
            "of two who save the second wins",
            "(saved.version if saved else 0) != seen",
            "(seen if saved else 0) != seen",
        ),
        ("old steps stay", "    plan.steps.all().delete()\n", ""),
        (
            "a plan without a new document loses the old one",
            "kept = {name: getattr(saved, name) for name in names}",
            "kept = {}",
        ),
        ("steps lose their order", "enumerate(steps, 1)", "enumerate(reversed(steps), 1)"),
    ),
]
