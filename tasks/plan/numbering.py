"""How papers are numbered: in each plan, year and kind from 1, without gaps (docs/papers.md)."""

from datetime import date

from django.db.models import Max

from tasks.plan.models import Plan
from tasks.plan.models.numbered import Numbered


def lock_numbers(plan_id: int) -> None:
    """From now on only this transaction gives numbers in the plan.

    To be called before any other row is locked: acts that number lock in this order.
    """
    Plan.objects.select_for_update(no_key=True).only("pk").get(pk=plan_id)


def give_number(paper: Numbered, plan: Plan, on: date) -> None:
    """Give ``paper``, unsaved as yet, the next number of ``plan`` in the year of ``on``.

    The numbers are locked (``lock_numbers``), so nobody takes the same, and one that is rolled back
    leaves no gap.
    """
    given = type(paper)._default_manager.filter(plan=plan, year=on.year)
    last = given.aggregate(last=Max("number"))["last"] or 0
    paper.plan, paper.year, paper.number = plan, on.year, last + 1
