"""How milestones stood: the story, who keeps it, what is kept of pages."""

from tests.mutants import faults

STORY = "tests/tasks/plan/test_story.py"
ACTING = "tests/tasks/plan/test_acting.py"
STANDINGS = "tests/tasks/plan/test_standings.py"
KEEPING = "tests/tasks/machine/test_consistency.py tests/tasks/plan/test_querysets.py"
PARTS = "tests/tasks/plan/test_corrected_parts.py"
KEPT = "tests/tasks/frame/test_kept.py"

MUTANTS = [
    *faults(
        "tasks/plan/story.py",
        STORY,
        ("a decision counts from the day after", "if one.on > day and", "if one.on >= day and"),
        ("a reading holds from its day", " and not one.is_reading]", "]"),
        (
            "the last of two decisions of a day is first",
            "if one.old_due_on not in given",
            "if one.old_due_on in given",
        ),
        (
            "what is undone holds on that day",
            "ending.on <= day < ending.until",
            "ending.on <= day <= ending.until",
        ),
        ("what ended counts from the day after", "if ending.on <= day <", "if ending.on < day <"),
        ("of two endings the last undone held", "return min(held", "return max(held"),
        ("a request begins the day after", "if on <= day and (", "if on < day and ("),
        ("a decided request still waits", "day < decided_on)", "day <= decided_on)"),
        ("what is signed is still signed", "submitted_on <= day", "submitted_on < day"),
        ("done on the due date is late", "ending.on > due else", "ending.on >= due else"),
        (
            "ongoing work with a date turns red",
            "        if self.is_ongoing:\n            return Light.ONGOING\n",
            "",
        ),
        ("stopped ones count in rates", " and stage != Stage.STOPPED", ""),
        ("ongoing ones count in rates", "not self.is_ongoing and due", "due"),
        ("the first turn holds for ever", "for fact in reversed(facts)", "for fact in facts"),
        ("a report of the day is not known yet", "if on <= day), default", "if on < day), default"),
        ("an added milestone was always there", "if self.begins < day <", "if day <"),
    ),
    *faults(
        "tasks/plan/keeping.py",
        KEEPING,
        ("what no fact tells stays", "told.get(key) != row[0]}", "False}"),
        (
            "what is missing stays away",
            "        missing, stray = compare(batch)\n        Standing",
            "        _missing, stray = compare(batch)\n        missing = {}\n        Standing",
        ),
        ("a new milestone has no standing", "if created and not raw:", "if raw:"),
    ),
    *faults(
        "tasks/plan/keeping.py",
        f"{ACTING} {STANDINGS}",
        ("of two undone the first ended held", ', order="reopened_on")', ")"),
        ("every date set is a decision", '"due_on", "is_reading"\n', '"due_on"\n'),
        ("a report passes the turn to nobody", '.exclude(holder="")', ""),
        ("a refusal moves the date", ", decision=Extension.Decision.GRANTED)", ")"),
        ("an added milestone was there before", "begins=added_on or ALWAYS", "begins=ALWAYS"),
        (
            "a torn row is stray too",
            "            if (milestone, since) not in missing:\n",
            "            if True:\n",
        ),
        ("namings are forgotten", "namings=tuple(namings[pk])", "namings=()"),
        ("one batch is enough", "range(0, len(ids), BATCH)", "range(0, 1, BATCH)"),
    ),
    *faults(
        "tasks/plan/acting.py",
        ACTING,
        ("an act that failed goes on", "            acting.reset(token)\n", "            pass\n"),
        (
            "what fails halfway stays",
            "            with transaction.atomic():\n",
            "            if True:\n",
        ),
        (
            "each inner act raises the edition",
            "                if outer:\n",
            "                if False:\n",
        ),
        ("what an inner act touched is lost", "outer.plans |= mine.plans", "pass"),
        (
            "facts change outside of an act",
            '        raise RuntimeError("Facts change inside an act: put @act on the function.")\n',
            "        mine = Touched()\n",
        ),
    ),
    *faults(
        "tasks/plan/models/edition.py",
        f"{ACTING} {KEPT}",
        ("no number rises", 'F("number") + 1', 'F("number")'),
        ("all plans rise", "mine = self.filter(plan=plan)", "mine = self.all()"),
        ("plans rise in the order they came", "in sorted(plans)", "in sorted(plans, reverse=True)"),
    ),
    *faults(
        "tasks/apps.py",
        f"{ACTING} tests/tasks/plan/test_correcting.py tests/tasks/plan/test_correcting_plans.py",
        ("no first story is told", "post_save.connect(tell_first_story, sender", "dict(sender"),
        ("names change unseen", "        shown_names.connect()\n", ""),
    ),
    *faults(
        "tasks/plan/shown_names.py",
        "tests/tasks/plan/test_correcting.py tests/tasks/plan/test_correcting_plans.py",
        ("a sign-in makes every page anew", "set(update_fields) <= UNSEEN", "False"),
        ("a member makes every page anew twice", 'action.startswith("post_")', "True"),
    ),
    *faults(
        "tasks/importer/loading.py",
        "tests/tasks/importer/test_loading.py",
        (
            "what an import changes is not told",
            "    touch(*official",
            "    isinstance(*[0, 0], *official",
        ),
        ("an import raises no edition", "    touch_plan(plan.pk)\n", ""),
    ),
    *faults(
        "tasks/plan/models/milestone_queryset.py",
        f"{STANDINGS} tests/tasks/plan/test_querysets.py tests/tasks/plan/test_rules.py",
        ("a span begins a day late", "standings__since__lte=day", "standings__since__lt=day"),
        ("a span lasts a day longer", "standings__until__gt=day", "standings__until__gte=day"),
        (
            "the document's light follows the granted date",
            '"standing__settled_original", "original_due_on"',
            '"standing__settled_original", "standing__due"',
        ),
        (
            "what is done is late by one date only",
            '"standing__settled_original"',
            '"standing__settled"',
        ),
        (
            "silent a day too early",
            "timedelta(days=report_every)",
            "timedelta(days=report_every - 1)",
        ),
        ("whatever is silent is stale", ", standing__settled=Light.ONGOING)", ")"),
        (
            "what was stopped was done",
            "When(standing__settled__in=CLOSED",
            "When(standing__settled__isnull=False",
        ),
        ("all plans are one", ".filter(task__plan=plan, standing", ".filter(standing"),
        (
            "what is not told is shown",
            "task__plan=plan, standing__isnull=False)",
            "task__plan=plan)",
        ),
        ("what is done is still due", "is_dated=True, light__in=WAITING", "is_dated=True"),
    ),
    *faults(
        "tasks/plan/models/task.py",
        "tests/tasks/plan/test_rules.py tests/tasks/plan/test_querysets.py",
        ("the latest date is the next", 'order_by("due").values', 'order_by("-due").values'),
    ),
    *faults(
        "tasks/ground/lights.py",
        "tests/tasks/ground/test_lights.py tests/tasks/plan/test_rules.py",
        (
            "what is settled turns red",
            '        When(**{f"{settled}__isnull": False}, then=F(settled)),\n',
            "",
        ),
        (
            "undated work decides a task's light",
            "When(is_dated=True, then=100)",
            "When(is_dated=True, then=0)",
        ),
        (
            "what ended decides a task's light",
            'in": UNDATED_OPEN}, then=10)',
            'in": UNDATED_OPEN}, then=0)',
        ),
    ),
    *faults(
        "tasks/plan/acting.py",
        f"{KEPT} tests/tasks/plan/test_querysets.py",
        ("an act keeps nothing", "                keep(mine.milestones)\n", ""),
        ("no act raises the edition", "Edition.objects.rise(mine.plans)", "pass"),
    ),
    *faults(
        "tasks/frame/kept.py",
        KEPT,
        ("the edition is left out", "{plan.pk}-{plan.edition_number}", "{plan.pk}"),
        ("the language is left out", "        get_language(),\n", ""),
        ("what is asked for is left out", "        address,\n", "        request.path,\n"),
        ("the day is left out", "        request.as_of,\n        today(),\n", ""),
        ("the version is left out", "        settings.VERSION,\n", ""),
        ("rights are left out", "        *rights,\n", ""),
        ("searches are kept", "if SEARCH in request.GET or", "if"),
        ("any address is kept", " or len(address) > LONGEST", ""),
    ),
    *faults(
        "tasks/plan/correcting.py",
        "tests/tasks/plan/test_correcting.py tests/tasks/plan/test_correcting_plans.py",
        ("a corrected milestone is not told anew", "        touch(about.pk)\n", ""),
        ("forms that were open stay fresh", 'version=F("version") + 1', 'version=F("version")'),
        (
            "whoever reads corrects",
            'deny_unless(by, "correct the plan")\n    version',
            "version",
        ),
        (
            "whoever reads corrects the plan",
            'deny_unless(by, "correct the plan")\n    write_down',
            "write_down",
        ),
        ("a corrected plan is as it was", "    touch_plan(plan.pk)\n", ""),
    ),
    *faults(
        "tasks/plan/correcting.py",
        PARTS,
        ("a named unit drops out", "filter(answering_unit=part.unit)", "none()"),
        ("what hangs on a part falls with it", "for model in own + others", "for model in others"),
        ("who has papers drops out", "for model in own + others", "for model in own"),
        ("a group with papers drops out", ' + [(path, "group") for path in LINES]', ""),
        ("papers of any task hold a unit", "filter(pk=part.task_id, **{", "filter(**{"),
    ),
    *faults(
        "tasks/plan/part_forms.py",
        PARTS,
        ("a new unit has acknowledged", "row.acknowledgements.all().delete()", "pass"),
        (
            "whoever stays acknowledges anew",
            "is not form:\n                self.begin",
            "or 1:\n                self.begin",
        ),
        ("a row goes with its place", "            if owner is not form:", "            if False:"),
        ("rows are in each other's place", "        self.make_room()\n", ""),
    ),
    *faults(
        "tasks/plan/models/milestone.py",
        "tests/tasks/plan/test_correcting.py tests/tasks/plan/test_correcting_plans.py tests/tasks/importer/test_loading.py",
        (
            "a granted date is overwritten",
            "return granted or self.date_settings.exists()",
            "return self.date_settings.exists()",
        ),
        (
            "a date set by hand is overwritten",
            "return granted or self.date_settings.exists()",
            "return granted",
        ),
    ),
    *faults(
        "tasks/handover/acts.py",
        "tests/tasks/handover/test_acts.py",
        (
            "the past forgets who had the part",
            "since=on, event=event",
            "since=date.min, event=event",
        ),
        ("named milestones stay behind", "    rename(assignment, unit, on, event)\n", ""),
    ),
    *faults(
        "tasks/plan/models/responsibility.py",
        "tests/tasks/handover/test_acts.py",
        (
            "a corrected unit was it from today",
            "        self.tenures.update_or_create(until=FOREVER, defaults=values)\n",
            "",
        ),
    ),
    *faults(
        "tasks/workflow/acts/dates.py",
        "tests/tasks/workflow/test_dates.py",
        (
            "every date set is a reading",
            "return bool(milestone.date_note and milestone.original_due_on) and not decided",
            "return True",
        ),
        (
            "no date set is a reading",
            "return bool(milestone.date_note and milestone.original_due_on) and not decided",
            "return False",
        ),
    ),
    *faults(
        "tasks/figures/overview.py",
        "tests/tasks/figures/test_overview.py",
        ("participating units are behind", ".filter(part=Assignment.Role.LEAD)", ""),
        ("undated ones count in the months", 'row["is_dated"] and row[date_of]', "row[date_of]"),
        (
            "undated ones moved",
            'self.rows if row["is_dated"] and not row["is_extra"]]',
            'self.rows if not row["is_extra"]]',
        ),
    ),
    *faults(
        "tasks/figures/curve.py",
        "tests/tasks/figures/test_curve.py",
        (
            "due today is overdue",
            'yield "overdue", due + DAY, FOREVER',
            'yield "overdue", due, FOREVER',
        ),
        ("what is due today is done early", 'row["due"] > self.as_of', 'row["due"] >= self.as_of'),
        (
            "a day leaves out what is due on it",
            "bisect_right(self.days, day)",
            "bisect_right(self.days, day - DAY)",
        ),
        ("what ended still counts", "if until <= self.as_of:", "if until < self.as_of:"),
        ("undated ones are promised", 'if row["is_dated"] and not', "if not"),
        ("what is outside the plan is promised", ' and not row["is_extra"]]', "]"),
    ),
    *faults(
        "tasks/figures/coming.py",
        "tests/tasks/figures/test_coming.py",
        ("what is due today is over", 'as_of <= row["due"]', 'as_of < row["due"]'),
        ("papers of tomorrow are told", ", given_on__lte=as_of)", ")"),
    ),
]
