"""What is restricted 限阅: who reads it, where the words are left out, who says so."""

from tests.mutants import faults

ACTS = "tests/tasks/restricted/test_acts.py"
PAGES = "tests/tasks/restricted/test_pages.py"
EVERYWHERE = "tests/tasks/restricted/test_every_surface.py"

MUTANTS = [
    *faults(
        "tasks/plan/models/restriction.py",
        ACTS,
        ("no unit reads its own", "unit__in=list(reader.units)", "unit__in=[]"),
        ("lead leaders read it unasked", "if person.is_authenticated and", "if True or"),
        (
            "whoever was added goes on reading",
            "Q(Exists(added), task__in=leading)",
            "Q(Exists(added))",
        ),
        ("who was added reads it in any role", " and person.role == User.Role.LEADER", ""),
        ("one leader stands for all", ", leader__user=person)", ")"),
        (
            "one thing opens all",
            'Admission.objects.filter(restriction=OuterRef("pk"), ',
            "Admission.objects.filter(",
        ),
        ("what was lifted stays restricted", "return self.filter(lifted=None)", "return self"),
        ("the words stay", "            if row.is_hidden:\n", "            if False:\n"),
        (
            "the notice is saved for the words",
            "        if self.is_hidden:\n",
            "        if False:\n",
        ),
    ),
    *faults(
        "tasks/plan/models/restriction.py",
        EVERYWHERE,
        (
            "only the first words are left out",
            "        for name in others:\n",
            "        for name in ():\n",
        ),
    ),
    *faults(
        "tasks/plan/models/history.py",
        ACTS,
        ("all that he did that day is restricted", "Q(reported, act=do.REPORT)", "reported"),
        ("so is what others reported", ', reported_by="person")', ")"),
        ("and what he reported before", ', reported_on="on"', ""),
    ),
    *faults(
        "tasks/plan/models/history.py",
        EVERYWHERE,
        ("history tells the report", "Q(reported, act=do.REPORT)", "Q(pk=None)"),
        ("history tells the request", 'Q(while_open("request"), act__in=asked)', "Q(pk=None)"),
        ("history tells the wish", 'Q(while_open("extension"), act__in=wished)', "Q(pk=None)"),
        ("history tells why it is restricted", " | Q(marked=event)", ""),
        ("history tells why a leader was added", " | Q(admissions__event=event)", ""),
        ("history tells the note", "itself = Q(note=event) | ", "itself = "),
        ("history tells the reply", "answers, act=do.REPLY)", "answers, act=do.RECTIFY)"),
        ("history tells why it came back", "act=do.SEND_BACK_REPLY)", "act=do.RECTIFY)"),
    ),
    *faults(
        "tasks/plan/restricting.py",
        PAGES,
        ("all that is filed is restricted", "    if reason:\n", "    if True:\n"),
        ("the unit cannot read its own", "[unit] if unit else []", "[]"),
    ),
    *faults(
        "tasks/evidence/models.py",
        ACTS,
        (
            "the files of a report stay open",
            "SHUT_BY.items()), _connector=Q.OR)",
            "SHUT_BY.items()))",
        ),
    ),
    *faults(
        "tasks/slips/models.py",
        ACTS,
        (
            "a referral is open until somebody closes it",
            "return Q(~Exists(may), referred_on__isnull=False)",
            "return Q(pk=None)",
        ),
    ),
    *faults(
        "tasks/slips/acts.py",
        ACTS,
        ("a referral concerns no unit", 'slip.receipts.values_list("unit", flat=True))', "[])"),
    ),
    *faults(
        "tasks/restricted/acts.py",
        ACTS,
        ("a referral is opened to all", "    if present.slip_id:\n", "    if False:\n"),
        ("any leader is added", "if not to_admit(present)", "if False and not to_admit(present)"),
        ("it is lifted twice", "    if present.lifted:\n", "    if False:\n"),
    ),
    *faults(
        "tasks/restricted/acts.py",
        PAGES,
        ("what notices said stays", "    tell_anew(", "    list("),
    ),
    *faults(
        "tasks/restricted/rules.py",
        PAGES,
        ("files of an inspection are restricted", "Q(inspection=None) & ", ""),
        ("what can be taken back is restricted", '"report": Q(batch=None)', '"report": Q()'),
        ("replies to come are restricted", '~Q(text="")', "Q()"),
    ),
    *faults(
        "tasks/notices/acts.py",
        PAGES,
        ("the morning mail keeps the words", "            say_anew(", "            tuple("),
        ("mails hold restricted words", "    told = for_everybody(fresh)\n", "    told = fresh\n"),
    ),
    *faults(
        "tasks/plan/admin_mixins.py",
        EVERYWHERE,
        ("the administration shows the words", ".seen_by(NOBODY)", ".with_restriction()"),
        (
            "the administration finds the words",
            "queryset.filter(is_restricted=False) if",
            "queryset if",
        ),
    ),
    *faults(
        "tasks/evidence/views.py",
        EVERYWHERE,
        ("restricted files are handed out", "objects.readable_by(reader)", "objects.sent()"),
    ),
    *faults(
        "tasks/plan/models/reporting.py",
        EVERYWHERE,
        ("kept pages hold the last words", '{"done": str(NOTICE)}', "{}"),
    ),
    *faults(
        "tasks/workflow/review.py",
        EVERYWHERE,
        (
            "what is asked is read by all",
            "milestone.requests.seen_by(reader)",
            "milestone.requests",
        ),
    ),
    *faults(
        "tasks/frame/pages.py",
        PAGES,
        (
            "who comes second reads what was said",
            "seen_events(conflict.since(looked), Actor.of(request.user, today()))",
            "conflict.since(looked)",
        ),
    ),
    *faults(
        "tasks/workflow/base_forms.py",
        PAGES,
        ("a reason is no wish", "if because and not is_restricted:", "if False:"),
        ("a box is enough", "if is_restricted and not because:", "if False:"),
    ),
]
