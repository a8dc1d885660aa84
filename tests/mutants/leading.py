"""Leaders who are replaced or absent: docs/changes.md."""

from tests.mutants import faults

ACTS = "tests/tasks/leading/test_acts.py"

MUTANTS = [
    *faults(
        "tasks/leading/acts.py",
        ACTS,
        ("orders never go", "if orders_go else 0", "if not orders_go else 0"),
        ("orders go to nobody", "if pks and to.user_id is None:", "if False:"),
        ("somebody leads for no day", "    if row.since == since:", "    if False:"),
        ("a leader leads twice", "filter(task=row.task_id, leader=to).exists()", "none().exists()"),
        ("who comes second replaces nobody", "    if len(led) < len(tasks):", "    if False:"),
        ("one stands in for himself", "if stand_in == leader or", "if"),
        ("days that are over", "    if until_on < on:", "    if False:"),
        ("two stand in at once", "    named.clean()\n", ""),
    ),
    *faults(
        "tasks/leading/rules.py",
        ACTS,
        ("what is done is handed on", "(*CLOSED, Light.STOPPED)", "(Light.STOPPED,)"),
        ("a day before the last change", "if last and since < last:", "if last and since > on:"),
    ),
    *faults(
        "tasks/plan/models/leading.py",
        ACTS,
        ("past days have the new one", "since__lte=day, until__gt=day", "until=FOREVER"),
        ("the former one leads on", ".filter(until=FOREVER)", ".filter(until__gt=ALWAYS)"),
    ),
    *faults(
        "tasks/plan/models/milestone_queryset.py",
        ACTS,
        (
            "counts of past days have the new one",
            "task__lead_leaders__since__lte=day, task__lead_leaders__until__gt=day",
            "task__lead_leaders__until__gt=day",
        ),
    ),
    *faults(
        "tasks/desk/leader.py",
        ACTS,
        (
            "nobody's desk is seen to",
            "own = Q(leader__user=person) | Q(leader__in=absent)",
            "own = Q(leader__user=person)",
        ),
        (
            "nobody hears the replies",
            "Q(pk=person.pk) | Q(leader__absences__in=absent)",
            "Q(pk=person.pk)",
        ),
    ),
    *faults(
        "tasks/digests/news.py",
        ACTS,
        (
            "the digest of an absent leader is his alone",
            "return [leader, *self.stand_ins.get(leader, ())]",
            "return [leader]",
        ),
    ),
    *faults(
        "tasks/notices/rules.py",
        ACTS,
        (
            "the former leader is not told",
            "Q(pk__in=whole_task(event)) | Q(pk__in=former)",
            "Q(pk__in=whole_task(event))",
        ),
        (
            "replies go to who gave the order",
            "pk=taken_over or event.instruction.given_by_id",
            "pk=event.instruction.given_by_id",
        ),
    ),
    *faults(
        "tasks/browse/choices.py",
        "tests/tasks/leading/test_views.py",
        ("a leader to come is offered", "begun_on <= as_of", "begun_on"),
    ),
]
