"""Corrections that wait for a second person."""

from tests.mutants import faults

TESTS = "tests/tasks/consent/test_deciding.py"
PROPOSING = "tests/tasks/consent/test_proposing.py"
PAGES = "tests/tasks/consent/test_pages.py"

MUTANTS = [
    *faults(
        "tasks/consent/acts.py",
        TESTS,
        (
            "who proposed it agrees himself",
            "if not may_decide(by, proposal)",
            'if by.role not in ("admin", "supervisor")',
        ),
        ("anybody takes it back", "by.pk != proposal.proposed_by_id or not", "not"),
        ("it is decided twice", "if not fresh.is_waiting", "if False"),
        (
            "what does not fit stays agreed to",
            "fresh.state, fresh.decision_note = State.OUTDATED,",
            "fresh.state, fresh.decision_note = State.AGREED,",
        ),
        (
            "half of it stays",
            "        with transaction.atomic():\n            resend(fresh, by=by)",
            "        if True:\n            resend(fresh, by=by)",
        ),
    ),
    *faults(
        "tasks/plan/resending.py",
        TESTS,
        ("something else changes than was agreed to", "if lines != self.agreed_lines", "if False"),
        (
            "who is no administrator any more corrects",
            'if not may(proposal.proposed_by, "correct the plan")',
            "if False",
        ),
        (
            "a correction made since is not told",
            "if told := corrections_since(about, proposal.seen)",
            "if told := []",
        ),
        (
            "only the first name is written down",
            "in_both_names(proposal, by), str",
            "proposal.reason, str",
        ),
    ),
    *faults(
        "tasks/plan/correction_admin.py",
        PROPOSING,
        ("it is saved at once", "elif form.needs_consent and lines", "elif False"),
        (
            "nothing changed waits all the same",
            "elif form.needs_consent and lines",
            "elif form.needs_consent",
        ),
        ("a second one waits beside the first", "        if self.first:\n", "        if False:\n"),
        (
            "turning the setting off needs nobody",
            "form.needs_consent and",
            "form.instance.pk and plan_of(form.instance).second_consent and",
        ),
    ),
    *faults(
        "tasks/plan/proposing.py",
        PROPOSING,
        ("the session's key is kept", 'if name not in NOT_KEPT and name[0] != "_"', ""),
        ("an archived plan keeps it", "    if task:\n", "    if False:\n"),
    ),
    *faults(
        "tasks/consent/rules.py",
        PAGES,
        ("everybody sees what waits", "if not may(reader, RIGHT)", "if False"),
        ("the document shows those of tasks", "filter(task=None)", "filter()"),
    ),
    *faults(
        "tasks/notices/rules.py",
        PAGES,
        (
            "who proposed it is asked for his own consent",
            "deciders.exclude(pk=proposal.proposed_by_id)",
            "deciders",
        ),
    ),
]
