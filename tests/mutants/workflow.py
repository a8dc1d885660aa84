"""The table of the workflow, and the one function that moves a milestone."""

from tests.mutants import faults

MUTANTS = [
    *faults(
        "tasks/workflow/review.py",
        "tests/tasks/workflow/test_review_views.py",
        (
            "files that were sent before are not shown",
            "Evidence.objects.sent_by(on)",
            "Evidence.objects.none()",
        ),
        (
            "the claim's own files stand with the earlier ones",
            "mine = file.request_id == request.pk",
            "mine = False",
        ),
    ),
    *faults(
        "tasks/workflow/moves.py",
        "tests/tasks/workflow/test_moves.py",
        (
            "participating units report no change",
            "Action.NO_CHANGE: Move(LEAD, OPEN,",
            "Action.NO_CHANGE: Move(LEAD | PARTICIPATING, OPEN,",
        ),
        (
            "lead units confirm a part",
            "Action.CONFIRM: Move(PARTICIPATING | CO_LEAD, OPEN,",
            "Action.CONFIRM: Move(LEAD | PARTICIPATING, OPEN,",
        ),
        (
            "approved before it is signed",
            "Action.APPROVE: Move(SUPERVISOR, SUBMITTED,",
            "Action.APPROVE: Move(SUPERVISOR, SIGNING + SUBMITTED,",
        ),
        (
            "what waits for a decision can be stopped",
            "Action.STOP: Move(SUPERVISOR, OPEN,",
            "Action.STOP: Move(SUPERVISOR, OPEN + SUBMITTED,",
        ),
        (
            "what was submitted cannot be taken back",
            "Move(LEAD, SIGNING + SUBMITTED,",
            "Move(LEAD, SIGNING,",
        ),
        (
            "a date is set while a later one is asked",
            "Action.SET_DATE: Move(SUPERVISOR, OPEN, extension=NO_REQUEST)",
            "Action.SET_DATE: Move(SUPERVISOR, OPEN)",
        ),
        (
            "two extensions are asked at once",
            "Move(LEAD, OPEN, extension=NO_REQUEST, holder",
            "Move(LEAD, OPEN, holder",
        ),
        (
            "an unsigned extension is granted",
            "Action.GRANT: Move(SUPERVISOR, OPEN, extension=TO_DECIDE",
            "Action.GRANT: Move(SUPERVISOR, OPEN, extension=REQUESTED",
        ),
        ("any head signs for any lead unit", '    Action.SIGN: "request_unit",\n', ""),
        ("any head sends back for any lead unit", '    Action.SEND_BACK: "request_unit",\n', ""),
        ("any head signs any extension", '    Action.SIGN_EXTENSION: "extension_unit",\n', ""),
        (
            "whoever has a part may do all",
            "if not is_allowed(action, present, actor):",
            "if not actor.parts(present):",
        ),
        (
            "the version is not compared",
            "not (move.only_adds or seen == present.version)",
            "False",
        ),
        (
            "only what changes the milestone's row is decided about what was seen",
            "not (move.only_adds or seen",
            "not (not changes or seen",
        ),
        ("the stage is not compared", " or not fits(move, present):", ":"),
        (
            "a report conflicts",
            "Move(LEAD | PARTICIPATING, OPEN, only_adds=True)",
            "Move(LEAD | PARTICIPATING, OPEN)",
        ),
        (
            "a confirmation conflicts",
            "Move(PARTICIPATING | CO_LEAD, OPEN, only_adds=True)",
            "Move(PARTICIPATING | CO_LEAD, OPEN)",
        ),
        ("the reason is lost", '{"note": note, "holder"', '{"note": "", "holder"'),
        (
            "members of a group act in its name",
            "actor.unit_for(present)",
            "present.task.assignments.last().unit",
        ),
        ("a conflict tells of what was seen", "version__gt=seen or 0", "version__gte=seen or 0"),
        (
            "what the stage forbids is offered",
            "if fits(move, milestone) and is_allowed",
            "if is_allowed",
        ),
        (
            "a head signs for units he stands in for",
            "if signed and not actor.heads(signed)",
            "if signed and signed not in actor.units",
        ),
    ),
    *faults(
        "tasks/workflow/moves.py",
        "tests/tasks/workflow/test_extensions.py",
        (
            "a move makes no new version",
            "version = present.version + (not move.only_adds)",
            "version = present.version",
        ),
        (
            "only what changes the milestone's row makes a new version",
            "version = present.version + (not move.only_adds)",
            "version = present.version + bool(changes)",
        ),
    ),
    *faults(
        "tasks/workflow/moves.py",
        "tests/tasks/plan/test_querysets.py tests/tasks/workflow/test_completion.py"
        " tests/tasks/slips/test_acts.py tests/tasks/workflow/test_extensions.py",
        (
            "after a return it is still the supervisors' turn",
            "Action.RETURN: Move(SUPERVISOR, SUBMITTED, Stage.OPEN, holder=Holder.UNIT)",
            "Action.RETURN: Move(SUPERVISOR, SUBMITTED, Stage.OPEN)",
        ),
        (
            "what needs no signature waits for the head",
            "holder or move.holder",
            "move.holder or holder",
        ),
        (
            "a claim leaves the extension request",
            "if target and target != Stage.OPEN:",
            "if target in (Stage.DONE, Stage.STOPPED):",
        ),
        (
            "a dropped extension has no day",
            'Decision.WITHDRAWN, "decided_on": on',
            "Decision.WITHDRAWN",
        ),
    ),
    *faults(
        "tasks/workflow/views.py",
        "tests/tasks/workflow/test_stale_pages.py",
        (
            "a date that another set is told to be confirmed",
            "if confirm_dates(milestones.filter(pk=pk), by=request.user, on=today()):",
            "if [confirm_dates(milestones.filter(pk=pk), by=request.user, on=today())]:",
        ),
        (
            "what was typed is lost to who comes second",
            "return self.too_late(conflict, form.typed())",
            "return self.too_late(conflict)",
        ),
    ),
    *faults(
        "tasks/slips/models.py",
        "tests/tasks/slips/test_acts.py",
        (
            "stopping lifts a slip as done",
            "Milestone.Stage.STOPPED: Slip.Cause.STOPPED",
            "Milestone.Stage.STOPPED: Slip.Cause.DONE",
        ),
        (
            "what is done keeps its slip",
            "            Milestone.Stage.DONE: Slip.Cause.DONE,\n",
            "",
        ),
    ),
]
