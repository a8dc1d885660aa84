"""Setting a plan up, its phases, and who is looked after."""

from tests.mutants import faults

HEALTH = "tests/tasks/setup/test_health.py"
PHASES = "tests/tasks/setup/test_phases.py"

MUTANTS = [
    *faults(
        "tasks/setup/health.py",
        HEALTH,
        ("as many as the limit are too many", "red > owners", "red >= owners"),
        ("people may stay away a day more", "if days >= owners", "if days > owners"),
        ("four days to acknowledge", "ACKNOWLEDGE_DAYS = 5", "ACKNOWLEDGE_DAYS = 4"),
        ("the day of the part is forgotten", "max(part.since, ", "min(part.since, "),
        ("participating units need a head too", "elif unit.pk in leading:", "else:"),
        (
            "who acknowledged is listed",
            "if (part.pk, unit.pk) not in said and is_late",
            "if is_late",
        ),
    ),
    *faults(
        "tasks/setup/owners.py",
        HEALTH,
        ("nobody acts as a head", "or person.is_acting", "and person.is_acting"),
        ("an old address counts", '        address=OuterRef("email"),\n', ""),
        (
            "groups answer for their members",
            "self.members.get(part.unit, [part.unit])",
            "[part.unit]",
        ),
    ),
    *faults(
        "tasks/setup/acts.py",
        PHASES,
        ("a plan turns from any phase", "if before.phase(on) != one.before:", "if False:"),
        ("stale forms are taken", "    refuse_unless_seen(fresh, seen)\n", ""),
        ("a plan is in use before its issue", "    if day:\n", "    if False:\n"),
        ("an archived plan sends on", 'if name == "archive":', "if not name:"),
    ),
    *faults(
        "tasks/mail/dropping.py",
        PHASES,
        ("mails about other plans too are dropped", "and all(", "and any("),
    ),
]
