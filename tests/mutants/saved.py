"""Filters that people keep under names."""

from tests.mutants import faults

ACTS = "tests/tasks/saved/test_acts.py"
LINES = "tests/tasks/saved/test_lines.py"
PAGES = "tests/tasks/saved/test_pages.py"

MUTANTS = [
    *faults(
        "tasks/saved/acts.py",
        ACTS,
        (
            "everybody shares",
            "    if is_shared:\n        deny_unless",
            "    if False:\n        deny_unless",
        ),
        ("nothing is a filter too", "if not asked:", "if False:"),
        (
            "what cannot be read is kept",
            " or not Lists(plan, on).filterset(page, asked).is_valid()",
            "",
        ),
        ("filters have no end", "len(asked) > LONGEST or ", ""),
        ("one more than thirty", "mine.count() >= MOST", "mine.count() > MOST"),
        (
            "sharing by a way round",
            "is_shared is not None and is_shared != view.is_shared",
            "False",
        ),
        ("its own name is taken", ".exclude(pk=view.pk)", ""),
        (
            "anybody renames",
            "    deny_unless_changes(view, by)\n    if is_shared",
            "    if is_shared",
        ),
        (
            "anybody removes",
            "    deny_unless_changes(view, by)\n    view.delete()",
            "    view.delete()",
        ),
        (
            "what is gone is renamed",
            "if not SavedView.objects.filter(pk=view.pk)",
            "if None is SavedView.objects.filter(pk=view.pk)",
        ),
        ("two of one name", "if views.filter(name=name).exists():", "if False:"),
    ),
    *faults(
        "tasks/saved/rules.py",
        ACTS,
        (
            "what is shared stays its owner's",
            'may(person, "supervise") if view.is_shared else ',
            "",
        ),
        ("the day is kept too", "(name in fields or name == SORT) and ", ""),
        ("an order alone is a filter", "if any(name != SORT for name in named)", "if named"),
    ),
    *faults(
        "tasks/saved/rules.py",
        LINES,
        ("numbers of another edition", "plan.edition_number, as_of)", "as_of)"),
        ("numbers of another day", "plan.edition_number, as_of)", "plan.edition_number)"),
        ("what is outside counts within", "rows.of_document(), *", "rows, *"),
        ("what cannot be read has none", "if not filterset.is_valid():", "if False:"),
    ),
    *faults(
        "tasks/saved/models.py",
        LINES,
        ("everybody sees all", "Q(person=person) | Q(is_shared=True), plan", "plan"),
        ("of every plan", "| Q(is_shared=True), plan=plan)", "| Q(is_shared=True))"),
        ("nobody shares", " | Q(is_shared=True)", ""),
    ),
    *faults(
        "tasks/saved/views.py",
        PAGES,
        ("any page is a list", "if self.page not in SavedView.Page:", "if False:"),
        ("the day is lost", 'f"as_of={day}" if day else ""', '""'),
        (
            "everybody changes what is shared",
            "super().is_allowed() and may_change(self.view, self.request.user)",
            "super().is_allowed()",
        ),
        (
            "everybody is offered to share",
            'may_share = may(self.request.user, "supervise")',
            "may_share = True",
        ),
    ),
    *faults(
        "tasks/templatetags/views.py",
        LINES,
        ("views of all lists stand above each", ".filter(page=page)", ""),
        ("the day is lost", 'f"&as_of={day}" if day else ""', '""'),
    ),
    *faults(
        "tasks/templatetags/views.py",
        PAGES,
        ("what is saved is saved again", "any(one.view.query == query for one in found)", "False"),
    ),
    *faults(
        "tasks/saved/ready.py",
        LINES,
        ("this month has no end", ', "due_to": end_of_month(first)', ""),
        ("numbers of what is outside are lost", "*[*numbers[one], 0][:2]", "numbers[one][0], 0"),
    ),
]
