"""Claims that a milestone is done, later dates, and how the document's dates are read."""

from tests.mutants import faults

MUTANTS = [
    *faults(
        "tasks/ground/characters.py",
        "tests/tasks/workflow/test_cosigning.py",
        ("ten are too few", "len(said) >= letters", "len(said) > letters"),
        ("six different ones are too few", ")) >= different", ")) > different"),
        ("the same letter is enough", " and len(set(said)) >= different", ""),
        ("digits and signs are letters", " if sign.isalpha()]", "]"),
    ),
    *faults(
        "tasks/workflow/acts/cosigning.py",
        "tests/tasks/workflow/test_cosigning.py tests/tasks/workflow/test_completion.py",
        (
            "whatever is said stands for it",
            "or has_substance(exception, SUBSTANCE, DIFFERENT)",
            "or exception",
        ),
        ("nine characters are enough", "DIFFERENT = 10, 6", "DIFFERENT = 9, 6"),
        ("five different ones are enough", "DIFFERENT = 10, 6", "DIFFERENT = 10, 5"),
        ("who asks confirms to itself", " if unit != asking}", "}"),
        (
            "all have a say in an extension",
            "milestone.confirmed if is_claim else milestone.cosigned",
            "milestone.confirmed",
        ),
        (
            "only lead units have a say in a claim",
            "milestone.confirmed if is_claim else milestone.cosigned",
            "milestone.cosigned",
        ),
    ),
    *faults(
        "tasks/plan/lines.py",
        "tests/tasks/workflow/test_completion.py",
        (
            "confirmed once is confirmed for all",
            "confirmed[milestone.pk])",
            "next(iter(confirmed.values()), {}))",
        ),
    ),
    *faults(
        "tasks/workflow/acts/completion.py",
        "tests/tasks/workflow/test_completion.py",
        (
            "an unsigned claim has a day of submission",
            "submitted_on=None if way.is_signed else on",
            "submitted_on=on",
        ),
        (
            "any day can be claimed",
            "if refused := refusal(Sense.COMPLETION, completed_on, known_of(milestone, on)):",
            "if refused := None:",
        ),
        (
            "every plan wants a file",
            "if milestone.task.plan.needs_evidence and not has_files",
            "if not has_files",
        ),
        (
            "a colleague's unsent file proves it",
            "milestone.evidence.of_units().exists()",
            "milestone.evidence.exists()",
        ),
        (
            "what supervisors saw proves it",
            "milestone.evidence.of_units().exists()",
            "milestone.evidence.sent().exists()",
        ),
        ("the files do not go with the claim", "    send(files, request=request)\n", ""),
        (
            "the files of a report go with the claim",
            "staged(milestone, action, by)",
            "staged(milestone, Action.REPORT, by)",
        ),
        (
            "a signed claim has no day of submission",
            "state=State.SUBMITTED, submitted_on=on)",
            "state=State.SUBMITTED)",
        ),
        ("the head's reason is lost", "State.SENT_BACK, on, reason", "State.SENT_BACK, on"),
        (
            "what was withdrawn waits on",
            "decide(milestone, State.WITHDRAWN, on, reason)",
            "decide(milestone, State.SIGNING, on, reason)",
        ),
        (
            "any day corrects a claim",
            '    refuse_nonsense("completed_on"',
            '    0 and refuse_nonsense("completed_on"',
        ),
        (
            "a corrected day needs no reason",
            "if is_corrected and not reason.strip()",
            "if is_corrected and reason is None",
        ),
        (
            "the corrected day replaces nothing",
            "corrected_on=day if is_corrected else None",
            "corrected_on=None",
        ),
        (
            "every approval is a correction",
            "corrected_on=day if is_corrected else None",
            "corrected_on=day",
        ),
        ("the reason of a return is lost", "State.RETURNED, on, reason", "State.RETURNED, on"),
        ("reopening rewrites earlier days", "ended_on=getattr(milestone, field)", "ended_on=on"),
        ("what was stopped had been done", "ended_as=milestone.stage", 'ended_as="done"'),
    ),
    *faults(
        "tasks/workflow/acts/extensions.py",
        "tests/tasks/workflow/test_extensions.py",
        (
            "the present date is a later one",
            '    refuse_nonsense("new_due_on"',
            '    0 and refuse_nonsense("new_due_on"',
        ),
        (
            "what the page showed is the present date",
            '    milestone.refresh_from_db(fields=["due_on"])\n',
            "",
        ),
        (
            "days count from the document's date",
            "old_due_on=old_due_on",
            "old_due_on=milestone.original_due_on",
        ),
        (
            "a signed request has no day of submission",
            "decision=Decision.PENDING, submitted_on=on",
            "decision=Decision.PENDING",
        ),
        ("the reason is lost", ', "decision_note": reason}', "}"),
        ("a grant moves the date of the request", ", old_due_on=present.due_on)", ")"),
        ("what is no later is granted", "due_on > present.due_on", "due_on >= present.due_on"),
        (
            "a stale grant passes",
            "Action.GRANT, by=by, on=on, seen=seen",
            "Action.GRANT, by=by, on=on, seen=milestone.events.count()",
        ),
        (
            "a stale refusal passes",
            "Action.REFUSE, by=by, on=on, seen=seen",
            "Action.REFUSE, by=by, on=on, seen=milestone.events.count()",
        ),
        ("what is granted moves nothing", "note=note, due_on=due_on)", "note=note)"),
        (
            "a refusal grants",
            "answer(milestone, Decision.REFUSED, by, on, reason)",
            "answer(milestone, Decision.GRANTED, by, on, reason)",
        ),
    ),
    *faults(
        "tasks/workflow/acts/extensions.py",
        "tests/tasks/slips/test_acts.py",
        ("a later date leaves the slip", "    milestone.slips.lift_extended(on)\n", ""),
    ),
    *faults(
        "tasks/workflow/acts/dates.py",
        "tests/tasks/workflow/test_dates.py",
        (
            "whoever reads confirms dates",
            'deny_unless(by, "confirm dates")',
            'deny_unless(by, "read the plan")',
        ),
        (
            "the note of a date that was set waits on",
            '{"date_confirmed_on": on} if milestone.date_note else {}',
            "{}",
        ),
        ("the reason is lost", "{written(new)}。{reason}", "{written(new)}。"),
    ),
    *faults(
        "tasks/plan/models/milestone_queryset.py",
        "tests/tasks/workflow/test_dates.py",
        ("plain dates are confirmed", '.exclude(date_note="").filter', ".filter"),
        (
            "a date is confirmed anew",
            '.exclude(date_note="").filter(date_confirmed_on=None)',
            '.exclude(date_note="")',
        ),
    ),
    *faults(
        "tasks/workflow/acts/signing.py",
        "tests/tasks/workflow/test_signing.py tests/tasks/workflow/test_completion.py",
        ("a head's request waits for his own signature", " or actor.heads(unit.pk)", ""),
        ("every plan wants a signature", "not milestone.task.plan.head_signoff or ", ""),
        ("a unit without a head waits for ever", "signers(unit, on).exists()", "True"),
        ("a head that is there is passed over", "signers(unit, on).exists()", "False"),
        ("nobody says that the head is missing", "without_head=not has_head", "without_head=False"),
    ),
    *faults(
        "tasks/plan/actors.py",
        "tests/tasks/plan/test_actors.py",
        (
            "who left signs",
            "User.objects.filter(head, is_active=True)",
            "User.objects.filter(head)",
        ),
        ("an acting head signs for ever", ", acts_as_head__until_on__gte=on", ""),
    ),
]
