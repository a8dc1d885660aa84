"""Slips and urging: which are due, to whom, and what becomes of them."""

from tests.mutants import faults

DUE = "tests/tasks/slips/test_rules.py"
ACTS = "tests/tasks/slips/test_acts.py tests/tasks/slips/test_groups.py"

MUTANTS = [
    *faults(
        "tasks/slips/rules.py",
        DUE,
        ("silent after 6 days", "SILENT = timedelta(days=7)", "SILENT = timedelta(days=6)"),
        ("silent after 8 days", "SILENT = timedelta(days=7)", "SILENT = timedelta(days=8)"),
        (
            "red after 29 days",
            "LONG_OVERDUE = timedelta(days=30)",
            "LONG_OVERDUE = timedelta(days=29)",
        ),
        (
            "red after 31 days",
            "LONG_OVERDUE = timedelta(days=30)",
            "LONG_OVERDUE = timedelta(days=31)",
        ),
        ("blue has 8 days for the reply", "Level.BLUE: 7", "Level.BLUE: 8"),
        ("yellow has 4 days for the reply", "Level.YELLOW: 5", "Level.YELLOW: 4"),
        ("red has 5 days for the reply", "Level.RED: 3", "Level.RED: 5"),
        (
            "reply days are calendar days",
            "workdays.after(self.on, REPLY_DAYS[self.level])",
            "self.on + timedelta(days=REPLY_DAYS[self.level])",
        ),
        ("unanswered on its reply day already", "slip.reply_by >= on", "slip.reply_by > on"),
        ("a blue slip that is not answered turns red", " or slip.level != Level.YELLOW", ""),
        (
            "one unit's answer is enough",
            "is_owed=Exists(owed)",
            "is_owed=~Exists(Receipt.objects.filter(slip=OuterRef('pk')).exclude(replied_on=None))",
        ),
        (
            "what a slip says is said again",
            "slip is None or level > slip.level",
            "slip is None or level >= slip.level",
        ),
        ("an open slip stops a graver one", "slip is None or level > slip.level", "slip is None"),
        (
            "slips that were lifted count",
            "Slip.objects.open_on(on)",
            "Slip.objects.filter(issued_on__lte=on)",
        ),
        (
            "due today is overdue in the grounds",
            "overdue > 0",
            "overdue >= 0",
        ),
        (
            "the least grave stand first",
            "key=lambda call: -call.level",
            "key=lambda call: call.level",
        ),
    ),
    *faults(
        "tasks/slips/rules.py",
        "tests/tasks/slips/test_rules.py tests/tasks/slips/test_views.py tests/tasks/slips/test_list.py tests/tasks/desk/test_duties.py tests/tasks/desk/test_others_duties.py",
        ("lifted ones count as open", ", ~lifted)", ")"),
        (
            "lifted on the day is open on it",
            "slip_receipts__slip__lifted_on__lte=as_of",
            "slip_receipts__slip__lifted_on__lt=as_of",
        ),
    ),
    *faults(
        "tasks/plan/models/milestone_queryset.py",
        DUE,
        (
            "what waits for the supervisors gets a slip",
            "IN_WORK = (Stage.OPEN, Stage.SIGNING)",
            "IN_WORK = (Stage.OPEN, Stage.SIGNING, Stage.SUBMITTED)",
        ),
        (
            "what waits for a signature gets none",
            "IN_WORK = (Stage.OPEN, Stage.SIGNING)",
            "IN_WORK = (Stage.OPEN,)",
        ),
    ),
    *faults(
        "tasks/plan/actors.py",
        DUE,
        ("all units receive", "        if assignment.role == Assignment.Role.LEAD\n", ""),
    ),
    *faults(
        "tasks/slips/models.py",
        "tests/tasks/slips/test_rules.py tests/tasks/slips/test_views.py tests/tasks/slips/test_list.py"
        " tests/tasks/desk/test_duties.py tests/tasks/desk/test_others_duties.py tests/tasks/digests/test_digests.py",
        (
            "tomorrow's slips are listed",
            "self.filter(plan=plan, issued_on__lte=as_of)",
            "self.filter(plan=plan)",
        ),
        (
            "listed as late on the reply day already",
            "slip__reply_by__lt=on",
            "slip__reply_by__lte=on",
        ),
        (
            "lifted slips are owed an answer",
            "filter(slip__lifted_on=None, replied_on=None)",
            "filter(replied_on=None)",
        ),
        (
            "answered slips are owed on",
            "filter(slip__lifted_on=None, replied_on=None)",
            "filter(slip__lifted_on=None)",
        ),
    ),
    *faults(
        "tasks/slips/models.py",
        f"{ACTS} {DUE} tests/tasks/browse/test_task_page.py tests/tasks/slips/test_views.py tests/tasks/slips/test_list.py",
        ("lifted on the day is open on it", "Q(lifted_on__gt=as_of)", "Q(lifted_on__gte=as_of)"),
        (
            "a slip opens a day late",
            "filter(lifted_later, issued_on__lte=as_of)",
            "filter(lifted_later, issued_on__lt=as_of)",
        ),
        ("lifting again changes the cause", "self.open().update", "self.update"),
        (
            "why it was lifted is lost",
            "lifted_because=cause, lifted_note=note",
            "lifted_because=cause",
        ),
        (
            "late on the reply day already",
            "self.slip.reply_by < as_of",
            "self.slip.reply_by <= as_of",
        ),
        ("answered is late", "not self.is_answered_by(as_of) and self.slip", "self.slip"),
    ),
    *faults(
        "tasks/slips/acts.py",
        ACTS,
        ("the paper names the members", "group=group)", ")"),
        ("everybody issues", '    deny_unless(by, "supervise")\n    lock', "    lock"),
        ("whatever level can be issued", "or call.level != level", "or call.level == 0"),
        ("a slip by hand repeats what is said", "if call is None:", "if False:"),
        ("two slips are open", ".lift(on, Cause.RAISED)", ""),
        ("blue slips write mails at once", "if level != Level.BLUE:", "if level:"),
        ("yellow slips write no mail", "if level != Level.BLUE:", "if level == Level.RED:"),
        ("it is received anew", "filter(pk=receipt.pk, received_on=None)", "filter(pk=receipt.pk)"),
        (
            "an answer moves the day of receipt",
            "mine.filter(received_on=None).update",
            "mine.update",
        ),
        (
            "it is answered anew",
            "mine.filter(replied_on=None, slip__lifted_on=None)",
            "mine.filter(slip__lifted_on=None)",
        ),
        (
            "a lifted slip is answered",
            "mine.filter(replied_on=None, slip__lifted_on=None)",
            "mine.filter(replied_on=None)",
        ),
        (
            "anybody answers",
            "    unit, slip = acting_unit(receipt.unit_id, by, on), receipt.slip\n    mine",
            "    unit, slip = receipt.unit, receipt.slip\n    mine",
        ),
        ("everybody withdraws", '    deny_unless(by, "supervise")\n    if', "    if"),
        (
            "why it was withdrawn is lost",
            "lift(on, Cause.WITHDRAWN, text)",
            "lift(on, Cause.WITHDRAWN)",
        ),
        (
            "yellow slips are referred",
            "pk=slip.pk, level=Level.RED, referred_on=None",
            "pk=slip.pk, referred_on=None",
        ),
        ("it is referred anew", "level=Level.RED, referred_on=None", "level=Level.RED"),
        ("everybody refers", '    deny_unless(by, "supervise")\n    fresh', "    fresh"),
    ),
    *faults(
        "tasks/plan/numbering.py",
        ACTS,
        ("years count on", "filter(year=on.year)", "all()"),
    ),
    *faults(
        "tasks/slips/models.py",
        "tests/tasks/slips/test_views.py tests/tasks/slips/test_list.py",
        (
            "a slip is read before its day",
            ".filter(issued_on__lte=as_of, plan=plan)",
            ".filter(plan=plan)",
        ),
    ),
    *faults(
        "tasks/slips/sheets.py",
        "tests/tasks/slips/test_sheets.py",
        (
            "a referral tells of later reports",
            "reports.filter(reported_on__lte=on)",
            "reports.all()",
        ),
        ("a referral tells of later urges", "        if day <= on:\n", "        if day:\n"),
        (
            "later answers count",
            "receipt.replied_on if receipt.is_answered_by(on) else None",
            "receipt.replied_on",
        ),
        ("a day late is in time", "if late > 0:", "if late > 1:"),
        ("what waits is overdue", "days_overdue(due, done_on or on)", "days_overdue(due, on)"),
    ),
    *faults(
        "tasks/plan/actors.py",
        "tests/tasks/plan/test_actors.py",
        ("everybody takes papers", 'may(self.person, "take papers") or ', "True or "),
        ("who gets a paper cannot take it", " or any(unit in self.units for unit in units)", ""),
    ),
    *faults(
        "tasks/paper/pages.py",
        "tests/tasks/paper/test_papers.py",
        (
            "papers are for everybody",
            "    if not Actor.of(person, today()).takes(paper.receivers):\n        raise PermissionDenied\n",
            "",
        ),
    ),
    *faults(
        "tasks/paper/issuing.py",
        "tests/tasks/paper/test_made_up.py",
        ("a paper is made up anew", "filter(pk=paper.pk, sheet={})", "filter(pk=paper.pk)"),
    ),
    *faults(
        "tasks/ground/official.py",
        "tests/tasks/slips/test_sheets.py",
        ("quotation marks stand in one another", ".replace('“', '‘')", ""),
        ("titles stand in one another", ".replace('《', '〈')", ""),
    ),
    *faults(
        "tasks/paper/writing.py",
        "tests/tasks/paper/test_writing.py",
        ("the signature stands alone", "        self.keep_with_text()\n", ""),
        ("indents are told in characters alone", '"firstLine": characters * CHARACTER, ', ""),
        (
            "page numbers stand on the right",
            '(section.even_page_footer, "left")',
            '(section.even_page_footer, "right")',
        ),
    ),
    *faults(
        "tasks/paper/layout.py",
        "tests/tasks/paper/test_writing.py",
        (
            "a grid of characters",
            'grid.set(qn("w:type"), "lines")',
            'grid.set(qn("w:type"), "linesAndChars")',
        ),
        ("27 characters on a line", "CLOSER = -5", "CLOSER = 0"),
        ("styles keep what the template says", '("link", "pPr", "rPr")', '("link",)'),
    ),
    *faults(
        "tasks/urging/acts.py",
        "tests/tasks/urging/test_views.py",
        ("everybody urges", '    deny_unless(by, "supervise")\n', ""),
        ("exactly 24 hours ago is within a day", "urged_at__gt=at - DAY", "urged_at__gte=at - DAY"),
        ("23 hours are a day", "DAY = timedelta(hours=24)", "DAY = timedelta(hours=23)"),
        ("25 hours are a day", "DAY = timedelta(hours=24)", "DAY = timedelta(hours=25)"),
        (
            "urging again needs no reason",
            "if lately and not reason:",
            "if lately and reason is None:",
        ),
        ("the reason stands with all", 'in lately else ""', "in lately else reason"),
        ("all units are urged", "        if unit.pk in units\n", ""),
        ("what other units got needs a reason", " if pair[1] in units}", "}"),
    ),
    *faults(
        "tasks/urging/letters.py",
        "tests/tasks/urging/test_views.py",
        (
            "of many milestones the mail names one",
            'Section(_("Milestones"), lines)',
            'Section(_("Milestones"), lines[:1])',
        ),
        ("all staff of the unit are written to", ".filter(role__in=call.recipients)", ""),
        (
            "leaders are always written to",
            "if User.Role.LEADER in call.recipients:",
            "if call.recipients:",
        ),
        ("leaders who left are written to", "leader__in=leads, is_active=True", "leader__in=leads"),
    ),
]
