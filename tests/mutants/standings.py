"""How milestones stood: the story, who keeps it, what is kept of pages."""

from tests.mutants import faults

STORY = "tests/tasks/plan/test_story.py"
KEEPING = "tests/tasks/machine/test_consistency.py tests/tasks/plan/test_querysets.py"
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
        ("a refusal moves the date", ", decision=Extension.Decision.GRANTED)", ")"),
        ("what no fact tells stays", "told.get(key) != row[0]}", "False}"),
        (
            "what is missing stays away",
            "        missing, stray = compare(batch)\n        Standing",
            "        _missing, stray = compare(batch)\n        missing = {}\n        Standing",
        ),
        ("a new milestone has no standing", "if created and not raw:", "if raw:"),
        ("an added milestone was there before", "begins=added_on or ALWAYS", "begins=ALWAYS"),
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
        ("the edition is left out", "        plan.edition_number,\n", ""),
        ("the language is left out", "        get_language(),\n", ""),
        ("the day is left out of the address", "        address,\n", "        request.path,\n"),
        ("rights are left out", "        *rights,\n", ""),
        ("searches are kept", "if SEARCH in request.GET or", "if"),
        ("any address is kept", " or len(address) > LONGEST", ""),
    ),
    *faults(
        "tasks/plan/correcting.py",
        "tests/tasks/plan/test_correcting.py",
        ("a corrected milestone is not told anew", "        touch(about.pk)\n", ""),
        ("forms that were open stay fresh", 'version=F("version") + 1', 'version=F("version")'),
    ),
    *faults(
        "tasks/plan/models/milestone.py",
        "tests/tasks/plan/test_correcting.py tests/tasks/importer/test_loading.py",
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
        ("undated ones count in the months", 'if row["is_dated"] or not dated:', "if True:"),
        ("undated ones moved", ' * row["is_dated"]', ""),
    ),
]
