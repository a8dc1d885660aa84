"""Units that are renamed, merged, split and dissolved: docs/changes.md."""

from tests.mutants import faults

MERGING = "tests/tasks/reorganising/test_merging.py"
CHANGING = "tests/tasks/reorganising/test_changing.py"

MUTANTS = [
    *faults(
        "tasks/reorganising/acts.py",
        MERGING,
        ("the weaker part stays", "return part.role == Assignment.Role.LEAD", "return True"),
        ("the host is forgotten", "return part == host_of(part.task)", "return False"),
        ("who is in a group owes on", "for group in groups for row", "for group in [None] for row"),
        (
            "people stay with a unit that is no more",
            "    move_people(unit.staff.filter(is_active=True), into)\n",
            "",
        ),
        ("a part that ended is held on", "update(until=since)", "update(until=FOREVER)"),
        ("what the part was named for is lost", "        rename(part, into, since, event)\n", ""),
        ("groups lose a member", "        group.members.add(into)\n", "        pass\n"),
        ("an acting head acts on", "    stop(ActingHead.objects.filter(unit=unit), on)\n", ""),
        ("a unit that is no more takes parts", "if into.dissolved_on:", "if False:"),
    ),
    *faults(
        "tasks/reorganising/acts.py",
        CHANGING,
        ("a full unit is dissolved", "if left := left_over(unit, on):", "if left := []:"),
        (
            "deputies act on",
            "stop(Deputy.objects.filter(Q(person",
            "(Deputy.objects.filter(Q(person",
        ),
        (
            "anybody moves anybody",
            "not may_set_up(by, fresh) or not fresh.is_active",
            "not fresh.is_active",
        ),
        ("a group is split", '    refuse_groups("name", unit)\n', ""),
    ),
    *faults(
        "tasks/reorganising/rules.py",
        CHANGING,
        ("case makes another name", "spelled(other.name) == wanted", "other.name == name"),
        ("a former name is free", "spelled(alias.name) == wanted", "False"),
        ("a day before the last change", "if since < (last :=", "if FOREVER < (last :="),
    ),
    *faults(
        "tasks/reorganising/rules.py",
        MERGING,
        (
            "archived plans are touched",
            "Plan.objects.filter(Q(archived_from=None) | Q(archived_from__gt=on))",
            "Plan.objects.all()",
        ),
    ),
    *faults(
        "units/former_names.py",
        CHANGING,
        ("the last day has the old name", "until__gt=day", "until__gte=day"),
        ("the wrong one of several names", 'order_by("until")', 'order_by("-until")'),
    ),
    *faults(
        "tasks/plan/models/responsibility.py",
        MERGING,
        ("parts that ended stay today", "filter(ended_on=None)", "all()"),
        (
            "past days forget them",
            "assignments = Assignment.ever.on(day)",
            "assignments = Assignment.objects.on(day)",
        ),
    ),
    *faults(
        "tasks/frame/previewing.py",
        "tests/tasks/reorganising/test_views.py",
        ("nothing is looked at first", "if previewed == token:", "if True:"),
        ("the preview does it", "            transaction.set_rollback(True)\n", ""),
    ),
]
