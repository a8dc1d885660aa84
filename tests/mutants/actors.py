"""For whom a person acts: staff, deputies, heads, groups; and what each role may do."""

from tests.mutants import faults

MUTANTS = [
    *faults(
        "tasks/plan/actors.py",
        "tests/tasks/handover/test_acts.py tests/tasks/workflow/test_cosigning.py",
        ("the first hosts whoever is named", "(named or leads)[0]", "leads[0]"),
        ("who leads alone hosts", "[0] if len(leads) > 1 else None", "[0] if leads else None"),
        ("one of several leads alone", "return len(leads) > 1 or any(", "return any("),
    ),
    *faults(
        "tasks/workflow/moves.py",
        "tests/tasks/workflow/test_moves.py tests/tasks/workflow/test_cosigning.py",
        (
            "any lead unit takes a claim back",
            '    Action.WITHDRAW: "request_unit",\n',
            "",
        ),
        (
            "any lead unit takes a wish for time back",
            '    Action.WITHDRAW_EXTENSION: "extension_unit",\n',
            "",
        ),
        ("deputies take nothing back", "{unit.pk for unit in actor.own}", "{actor.person.unit_id}"),
        (
            "lead units confirm nothing",
            "Move(PARTICIPATING | CO_LEAD, OPEN",
            "Move(PARTICIPATING, OPEN",
        ),
    ),
    *faults(
        "tasks/plan/actors.py",
        "tests/tasks/plan/test_actors.py tests/tasks/workflow/test_splitting.py",
        (
            "who was dismissed still acts",
            "or not person.is_active or person.role",
            "or person.role",
        ),
        ("viewers act for their unit", " or person.role not in UNIT_STAFF:", ":"),
        (
            "somebody dismissed still has deputies",
            "deputy=person, person__is_active=True",
            "deputy=person",
        ),
        (
            "deputies act on every day",
            "Deputy.objects.on(on).filter(deputy=person",
            "Deputy.objects.filter(deputy=person",
        ),
        (
            "a deputy does not act for the groups of the unit",
            "units |= {group.pk: unit for group in unit.groups.all()}",
            "units |= {}",
        ),
        (
            "what is his own he does in another unit's name",
            "units |= {group.pk: own_unit for group in own_unit.groups.all()}",
            "units |= {}",
        ),
        ("a dismissed supervisor decides", "            and self.person.is_active\n", ""),
        (
            "a head signs for units he stands in for",
            "unit_id == self.signs_for",
            "unit_id in self.units",
        ),
        (
            "liaison officers sign",
            "person.role == User.Role.HEAD or is_acting",
            "True",
        ),
        (
            "a head of a participating unit is a lead head",
            "if Part.LEAD in parts and self.signs_for",
            "if self.signs_for",
        ),
        (
            "he acts as participating before as lead",
            "part_in(milestone, assignment) != Part.LEAD",
            "part_in(milestone, assignment) == Part.LEAD",
        ),
        (
            "lead units that were not named lead on",
            "Part.LEAD if is_named else Part.PARTICIPATING",
            "Part.LEAD if is_named else Part(assignment.role)",
        ),
    ),
    *faults(
        "tasks/plan/actors.py",
        "tests/tasks/plan/test_actors.py",
        ("mails miss the members of a group", " | Q(unit__groups__in=units)", ""),
        (
            "mails go to who was dismissed",
            "is_active=True, role__in=UNIT_STAFF",
            "role__in=UNIT_STAFF",
        ),
        ("mails go to viewers", "is_active=True, role__in=UNIT_STAFF", "is_active=True"),
    ),
    *faults(
        "units/stand_ins.py",
        "tests/units/test_models.py tests/tasks/plan/test_actors.py",
        ("a deputy begins a day late", "from_on__lte=day", "from_on__lt=day"),
        ("a deputy ends a day early", "until_on__gte=day", "until_on__gt=day"),
    ),
    *faults(
        "units/roles.py",
        "tests/units/test_roles.py",
        (
            "supervisors instruct",
            '"instruct": frozenset({Role.LEADER})',
            '"instruct": frozenset({Role.LEADER, Role.SUPERVISOR})',
        ),
        (
            "administrators supervise",
            '"supervise": frozenset({Role.SUPERVISOR})',
            '"supervise": frozenset({Role.SUPERVISOR, Role.ADMIN})',
        ),
        (
            "leaders review",
            '"review": frozenset({Role.SUPERVISOR})',
            '"review": frozenset({Role.SUPERVISOR, Role.LEADER})',
        ),
        (
            "supervisors run jobs",
            '"run jobs": frozenset({Role.ADMIN})',
            '"run jobs": frozenset({Role.ADMIN, Role.SUPERVISOR})',
        ),
        (
            "administrators confirm no dates",
            '"confirm dates": frozenset({Role.SUPERVISOR, Role.ADMIN})',
            '"confirm dates": frozenset({Role.SUPERVISOR})',
        ),
        (
            "who was dismissed may all the same",
            "user.is_authenticated and user.is_active and",
            "user.is_authenticated and",
        ),
    ),
]
