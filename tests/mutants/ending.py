"""Tasks that are withdrawn, merged or no longer pursued: docs/changes.md."""

from tests.mutants import faults

ACTS = "tests/tasks/endings/test_acts.py tests/tasks/endings/test_refusals.py"
VIEWS = "tests/tasks/endings/test_views.py"

MUTANTS = [
    *faults(
        "tasks/endings/acts.py",
        ACTS,
        (
            "it ends twice",
            "    if ending_of(task, on):",
            "    if False:",
        ),
        ("a merger leads anywhere", "or into not in may_take_in(task, on)", ""),
        (
            "requests wait on",
            "        decide(milestone, CompletionRequest.State",
            "        (milestone, CompletionRequest.State",
        ),
        (
            "who asked to be relieved waits on",
            "        decide_relief(part, ReliefRequest",
            "        (part, ReliefRequest",
        ),
        (
            "the days between are lost",
            "        Reopening.objects.create(milestone",
            "        dict(milestone",
        ),
        ("anybody ends it", '    deny_unless(by, "change the plan")\n', ""),
    ),
    *faults(
        "tasks/endings/rules.py",
        ACTS,
        (
            "what a supervisor stopped goes on too",
            "by_end.filter(by=Action.END_WITH_TASK)",
            "by_end",
        ),
        ("a day before the last act", "if last and since < last:", "if last and since > on:"),
        ("it goes into itself", ".exclude(pk=task.pk)", ""),
        ("it goes into one that ended", "others.exclude(pk__in=ended)", "others"),
        (
            "who took it in tells it after it goes on",
            "for change in latest.values() if change.is_end",
            "for change in latest.values()",
        ),
    ),
    *faults(
        "tasks/plan/models/ending.py",
        ACTS,
        ("it never goes on", ".filter(~Exists(followed), on__lte=day)", ".filter(on__lte=day)"),
        ("it ended on all days", "on__lte=day).exclude(kind", "pk__gt=0).exclude(kind"),
        ("of one day the first counts", 'pk__gt=OuterRef("pk")', 'pk__lt=OuterRef("pk")'),
    ),
    *faults(
        "tasks/plan/models/milestone_queryset.py",
        ACTS,
        (
            "what was done of it decides its light",
            "Case(has_ended, default=rank_case(light))",
            "rank_case(light)",
        ),
    ),
    *faults(
        "tasks/plan/phases.py",
        ACTS,
        ("one milestone goes on alone", "        Action.RESUME,\n", ""),
        ("it takes orders", "        Action.INSTRUCT,\n        Action.PLAN", "        Action.PLAN"),
    ),
    *faults(
        "tasks/desk/reading.py",
        ACTS,
        ("it is to be acknowledged on", "parts.exclude(task__in=ended_tasks(self.on))", "parts"),
    ),
    *faults(
        "tasks/rounds/rules.py",
        ACTS,
        (
            "rounds ask for it on",
            '~Exists(given.filter(assignment=OuterRef("pk"))), ',
            "Q(pk=None), ",
        ),
    ),
    *faults(
        "tasks/browse/views.py",
        VIEWS,
        ("its milestones keep their buttons", "() if ending else offered(", "offered("),
    ),
]
