"""How papers are numbered: in each year and kind from 1, without gaps, all plans together:
docs/papers.md.
"""

from datetime import date

from django.db.models import Max

from tasks.plan.models import Plan
from tasks.plan.models.numbered import Numbered


def lock_numbers() -> None:
    """From now on only this transaction gives numbers: the row of the first plan stands for them.

    To be called before any other row is locked: acts that number lock in this order.
    """
    Plan.objects.select_for_update(no_key=True).only("pk").order_by("pk").first()


def give_number(paper: Numbered, plan: Plan, on: date) -> None:
    """Make ``paper``, unsaved as yet, one of ``plan`` with the next number of the year of ``on``.

    The numbers are locked (``lock_numbers``), so nobody takes the same, and one that is rolled back
    leaves no gap.
    """
    given = type(paper)._default_manager.filter(year=on.year)
    last = given.aggregate(last=Max("number"))["last"] or 0
    paper.plan, paper.year, paper.number = plan, on.year, last + 1
