"""Who may open which page, and what pages ask for."""

from tests.mutants import faults

MUTANTS = [
    *faults(
        "tasks/workflow/views.py",
        "tests/tasks/workflow/test_views.py tests/tasks/evidence/test_answering.py"
        " tests/tasks/workflow/test_review_views.py",
        (
            "everybody opens every act",
            "return is_allowed(self.action, self.milestone, self.actor)",
            "return self.request.user.is_active",
        ),
        (
            "a page that comes too late looks as ever",
            "        if not fits(MOVES[self.action], self.milestone):\n            return",
            "        if self.milestone is None:\n            return",
        ),
        (
            "everybody sees everybody's draft",
            "            person=self.request.user, milestone=self.milestone, action=self.action\n        )",
            "            milestone=self.milestone, action=self.action\n        )",
        ),
        ("the draft stays after sending", "        self.draft().delete()\n", ""),
        (
            "a refused file does not stop the form",
            "                not self.file_problems\n                and form",
            "                form",
        ),
        (
            "every report is called hollow",
            "Event.Action.REPORT and is_hollow:",
            "Event.Action.REPORT:",
        ),
    ),
    *faults(
        "tasks/workflow/views.py",
        "tests/test_access.py",
        (
            "everybody opens the form of a new milestone",
            'right = "change the plan"',
            'right = "read the plan"',
        ),
    ),
    *faults(
        "tasks/frame/pages.py",
        "tests/tasks/frame/test_frame.py",
        (
            "any year is a year",
            "if refused := refusal(Sense.SHOWN, day, Known(day)):",
            "if refused := None:",
        ),
    ),
    *faults(
        "tasks/frame/incoming.py",
        "tests/tasks/frame/test_incoming.py",
        (
            "a way back leads out of the house",
            " and url_has_allowed_host_and_scheme(address, None)",
            "",
        ),
        ("a way back is a name", 'address.startswith("/") and ', ""),
        ("passwords are changed", 'values if "password" in name else ', ""),
        ("forms come in as they are", "request.POST = fit(request.POST)", "pass"),
        (
            "our faults are taken for theirs",
            "UNREADABLE_IN_ADMIN * is_admin",
            "UNREADABLE_IN_ADMIN",
        ),
    ),
    *faults(
        "tasks/ground/characters.py",
        "tests/tasks/ground/test_characters.py",
        ("what shows nothing is a text", 'kept if any(map(is_seen, kept)) else ""', "kept"),
        ("fillers make another name", 'INVISIBLE.sub("", writable(text))', "writable(text)"),
    ),
    *faults(
        "tasks/browse/views.py",
        "tests/tasks/workflow/test_views.py tests/test_access.py",
        (
            "one acts in the past",
            "if self.as_of != now:",
            "if False:",
        ),
        (
            "one acknowledges in the past",
            "actor.assignments(task) if is_acting and not ending else []",
            "actor.assignments(task) if not ending else []",
        ),
        ("what was acknowledged is asked on", ".acknowledged.missing)", ".acknowledged.days)"),
    ),
    *faults(
        "tasks/slips/views.py",
        "tests/tasks/slips/test_views.py tests/tasks/slips/test_list.py tests/test_access.py",
        (
            "everybody reads referrals",
            "if not self.actor.is_supervisor:\n            raise PermissionDenied  # it holds what other units said too\n        if self.slip.ref",
            "if self.slip.ref",
        ),
        (
            "what was not referred can be read",
            "if self.slip.referred_on is None or ",
            "if self.slip.referred_on and ",
        ),
        ("a referral is read before its day", " or self.slip.referred_on > self.as_of:", ":"),
        (
            "any staff opens another unit's answer",
            ".unit_id in Actor.of(self.request.user, today()).units",
            ".unit_id and Actor.of(self.request.user, today()).units",
        ),
    ),
    *faults(
        "tasks/slips/issue_views.py",
        "tests/tasks/slips/test_views.py tests/tasks/slips/test_list.py tests/test_access.py",
        ("everybody chooses slips", 'right = "supervise"', 'right = "read the plan"'),
        (
            "of many slips some are issued",
            "    @transaction.atomic\n    def issue",
            "    def issue",
        ),
        (
            "what is no longer proposed is left out in silence",
            "if len(forms) < len(chosen):",
            "if len(forms) > len(chosen):",
        ),
    ),
    *faults(
        "tasks/urging/views.py",
        "tests/tasks/urging/test_views.py tests/test_access.py",
        ("everybody opens the urging page", 'right = "supervise"', 'right = "read the plan"'),
        (
            "what is submitted is urged",
            "Milestone.objects.of(self.plan, on).in_work()",
            "Milestone.objects.of(self.plan, on)",
        ),
        ("who was urged today is chosen again", ".urged],", ".urged or True],"),
    ),
    *faults(
        "tasks/practices/models.py",
        "tests/tasks/handover/test_views.py",
        (
            "practice is shown before it is published",
            "filter(published_on__lte=as_of)",
            "filter(report__isnull=False)",
        ),
        (
            "what is published is offered on",
            "filter(published_on=None)",
            "filter(report__isnull=False)",
        ),
    ),
    *faults(
        "tasks/rounds/views.py",
        "tests/tasks/rounds/test_views.py tests/test_access.py",
        (
            "everybody opens rounds",
            '        if not may(request.user, "review"):',
            '        if not may(request.user, "read the plan"):',
        ),
        (
            "the round is over on its last day",
            "deadline_on < self.as_of",
            "deadline_on <= self.as_of",
        ),
        (
            "what was scored can be answered",
            "for one in own if not one.answers or one.answers[0].score is None]",
            "for one in own]",
        ),
    ),
    *faults(
        "tasks/workflow/review_views.py",
        "tests/tasks/workflow/test_reviewing_many.py tests/test_access.py",
        (
            "everybody opens the reviews",
            'return self.kind == "review" or self.signs_for is not None',
            "return True",
        ),
        (
            "requests of other plans are decided",
            "filter(milestone__task__plan=self.plan, pk__in=numbers)",
            "filter(pk__in=numbers)",
        ),
        (
            "a head reads the requests of other units",
            '            if self.kind == "sign":\n                rows = rows.filter(unit=self.signs_for)\n',
            "",
        ),
    ),
    *faults(
        "tasks/slips/forms.py",
        "tests/tasks/slips/test_views.py tests/tasks/slips/test_list.py",
        ("a reply can be asked for yesterday", "Sense.REPLY", "Sense.SHOWN"),
    ),
    *faults(
        "tasks/instructions/forms.py",
        "tests/tasks/instructions/test_views.py",
        ("a reply can be asked for yesterday", "Sense.REPLY", "Sense.SHOWN"),
        (
            "participating units are addressed at once",
            " if part.role == Assignment.Role.LEAD",
            "",
        ),
    ),
    *faults(
        "tasks/inspections/forms.py",
        "tests/tasks/inspections/test_views.py tests/tasks/inspections/test_lines_of_a_form.py"
        " tests/tasks/plan/test_every_date.py",
        (
            "any day can be asked for",
            'Sense.REPLY,\n        label=_("Rectify by")',
            'Sense.SHOWN,\n        label=_("Rectify by")',
        ),
        ("any day can be asked of a member", "DateField(Sense.REPLY,", "DateField(Sense.SHOWN,"),
        ("who was not visited has a line", 'if typed["outcome"] != ABSENT', "if True"),
        ("nobody needs to be visited", "if not found:", "if False:"),
        ("a day goes with any outcome", '(["rectify_by"] if outcome else [])', "[]"),
        ("words stand where nobody was", '["findings"] if outcome == ABSENT else []', "[]"),
        ("a member has no day of its own", 'typed["rectify_by"] or general', "general"),
        ("who passed has to put right", 'None if typed["outcome"] else ', ""),
        (
            "it holds though it does not at one unit",
            'if general["passed"] != all(one.passed for one in found.values()):',
            "if False:",
        ),
        ("the answer about a day names no unit", "{self.unit_of(name) or ''}", ""),
    ),
    *faults(
        "tasks/inspections/views.py",
        "tests/tasks/inspections/test_lines_of_a_form.py",
        ("what was not shown is sent", "not (self.lines or self.unread)", "True"),
        ("to choose is to send", '"choose" not in request.POST and ', ""),
        ("one unit has fields of its own", "units if len(units) > 1 else []", "units"),
    ),
    *faults(
        "tasks/rounds/forms.py",
        "tests/tasks/rounds/test_views.py",
        ("a round can end yesterday", "Sense.REPLY", "Sense.SHOWN"),
        ("101 is a score", "max_value=100", "max_value=101"),
    ),
    *faults(
        "tasks/handover/forms.py",
        "tests/tasks/handover/test_views.py",
        (
            "viewers are deputies",
            "User.objects.active().filter(role__in=UNIT_STAFF)",
            "User.objects.active()",
        ),
        (
            "who was dismissed is a deputy",
            "User.objects.active().filter(role__in=UNIT_STAFF)",
            "User.objects.filter(role__in=UNIT_STAFF)",
        ),
    ),
    *faults(
        "tasks/workflow/decision_forms.py",
        "tests/tasks/workflow/test_review_views.py tests/tasks/workflow/test_stale_pages.py",
        ("a return needs no reason", 'not values.get("reason"):', 'values.get("reason") is None:'),
        ("a choice outlives a conflict", ' | {"decision": ""}', ""),
    ),
    *faults(
        "tasks/workflow/forms.py",
        "tests/tasks/workflow/test_review_views.py",
        ("what is wrong stands beside another part", "self.written[int(number) - 1]", "number"),
    ),
    *faults(
        "tasks/machine/views.py",
        "tests/tasks/machine/test_views.py tests/test_access.py",
        ("everybody starts jobs", 'right = "run jobs"', 'right = "read the plan"'),
        ("any job is started", "if name not in schedule.JOBS:", "if not name:"),
    ),
    *faults(
        "tasks/digests/views.py",
        "tests/tasks/machine/test_views.py tests/test_access.py",
        ("everybody reads the digests of others", 'right = "supervise"', 'right = "read the plan"'),
    ),
    *faults(
        "tasks/frame/once.py",
        "tests/tasks/frame/test_once.py",
        (
            "a form sent twice makes two things",
            "if not is_new and not taken_over(sent):",
            "if False:",
        ),
        ("what was refused cannot be sent again", "    else:\n        sent.delete()\n", ""),
        (
            "where the page broke nothing can be sent",
            "        sent.delete()\n        raise",
            "        raise",
        ),
        ("a colleague's form counts as mine", "(request.user.pk, request.path", "(request.path"),
        (
            "a form nobody finished waits for ever",
            ".update(at=timezone.now()) == 1",
            ".count() < 0",
        ),
    ),
]
