"""Tasks outside the plan: docs/changes.md, docs/counting.md."""

from tests.mutants import faults

ACTS = "tests/tasks/extra/test_proposing.py tests/tasks/extra/test_deciding.py"
COUNTING = "tests/tasks/extra/test_counting.py"

MUTANTS = [
    *faults(
        "tasks/extra/acts.py",
        f"{ACTS} tests/tasks/extra/test_approving.py",
        ("what was decided is decided again", "    if not fresh.is_waiting:", "    if False:"),
        ("everybody takes it back", "by.pk != fresh.proposed_by_id", "False"),
        ("days before know the parts", "        part.tenures.update(since=on)\n", ""),
        ("days before know the leader", "order=order, since=on)", "order=order)"),
        ("a plan that closes takes more", "Event.Action.APPROVE_EXTRA, on)\n    leaders", '"", on)\n    leaders'),
    ),
    *faults(
        "tasks/extra/rules.py",
        ACTS,
        ("six milestones", "MOST = 5", "MOST = 6"),
        ("no date at all", "    if not any(piece.due_on for piece in pieces):", "    if False:"),
        ("a day that has passed", "Sense.FORECAST", "Sense.PROMISE"),
        ("a title twice", ".exists() or others.exists()", ".exists() and others.exists()"),
        ("a unit with two parts", "len(set(units)) < len(units)", "False"),
    ),
    *faults(
        "tasks/plan/models/milestone_queryset.py",
        COUNTING,
        ("all is counted together", "true_when(Q(task__added_on__isnull=False))", "true_when(Q(pk=0))"),
    ),
    *faults(
        "tasks/ground/tally.py",
        COUNTING,
        ("the whole leaves it out", " + (self.extra or Tally())", ""),
    ),
    *faults(
        "tasks/plan/models/task.py",
        COUNTING,
        ("days before list it", "Q(added_on=None) | Q(added_on__lte=as_of)", "Q()"),
    ),
    *faults(
        "tasks/importer/loading.py",
        "tests/tasks/importer/test_loading.py",
        ("an import takes it away", "plan.tasks.of_document(), reading", "plan.tasks.all(), reading"),
    ),
]  # fmt: skip
