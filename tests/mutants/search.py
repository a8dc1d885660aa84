"""What the search finds, for whom, and how its rows are kept."""

from tests.mutants import faults

WORDS = "tests/tasks/search/test_words.py"
VIEWS = "tests/tasks/search/test_views.py"
KEEPING = "tests/tasks/search/test_keeping.py"

MUTANTS = [
    *faults(
        "tasks/search/words.py",
        f"{WORDS} {VIEWS}",
        ("quotation marks part words", "if sign in AROUND or", "if"),
        ("unseen signs part words", " or INVISIBLE.match(sign)", ""),
        ("full width stays", 'normalize("NFKD", sign)', 'normalize("NFD", sign)'),
        ("traditional signs stay", "simple.get(one, one) if", "one if"),
        ("marks join words", 'else " " for one', 'else "" for one'),
        ("17 is found in 2017", r'r" \g<0> "', r'r"\g<0>"'),
        ("spoken tens are ones", "* 10 + (", "+ ("),
        ("single signs are not kept", "kept.update(run, pairs(run))", "kept.update(pairs(run))"),
        ("one word is enough", "len(grams_of(phrase)) > 1", "False"),
    ),
    *faults(
        "tasks/search/rules.py",
        VIEWS,
        ("what came later is found", "Q(since=None) | Q(since__lte=self.as_of)", "Q()"),
        (
            "restricted reports are found",
            ".filter(known, shown).exclude(hidden)",
            ".filter(known, shown)",
        ),
        ("restricted files are found", ".filter(known, shown)", ".filter(known)"),
        ("files are found before they were sent", ".known_on(self.as_of)", ""),
        ("units of other plans are found", "Q(Exists(had), kind=Kind.UNIT)", "Q(kind=Kind.UNIT)"),
        (
            "leaders of other plans are found",
            "Q(Exists(led), kind=Kind.LEADER)",
            "Q(kind=Kind.LEADER)",
        ),
        ("all are shown at once", "nth__lte=FIRST", "nth__gte=1"),
    ),
    *faults(
        "tasks/search/models.py",
        VIEWS,
        ("names do not come first", "When(named, then=Value(1))", "When(named, then=Value(2))"),
        (
            "a beginning does not come first",
            "When(named & begins, then=Value(0))",
            "When(named & begins, then=Value(1))",
        ),
        ("the oldest come first", 'models.F("since").desc(nulls_last=True)', '"since"'),
    ),
    *faults(
        "tasks/search/marks.py",
        VIEWS,
        (
            "what people wrote is HTML",
            'html("{}<mark>{}</mark>", text[at:first], text[first:last])',
            'SafeString(f"{text[at:first]}<mark>{text[first:last]}</mark>")',
        ),
    ),
    *faults(
        "tasks/search/views.py",
        VIEWS,
        (
            "a question has no end",
            "asked(typed) if len(typed) <= LONGEST else None",
            "asked(typed)",
        ),
        ("the day is lost in links", 'self.request.day_asked.get("as_of", "")', '""'),
    ),
    *faults(
        "tasks/search/keeping.py",
        KEEPING,
        (
            "changes are not found",
            "if update_fields is None or",
            "if update_fields is not None and",
        ),
        ("a unit's new name is not found", "keep(Kind.UNIT, [instance.unit_id])", "pass"),
        ("old rows stay", "rows.filter(pk__in=stray.values()).delete()", "pass"),
    ),
]
