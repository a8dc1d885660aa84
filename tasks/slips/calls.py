"""The slips that a day calls for, as pages ask: all of a plan are looked through once an edition."""

from tasks.frame.kept import answer
from tasks.slips.rules import Call, called_for


def calls_of(plan, on):
    """``called_for`` the plan on the day; kept with the plan's edition."""
    question = ("slips", plan.pk, plan.edition_number, on)
    rows = answer(question, lambda: [tuple(call) for call in called_for(plan, on)])
    return [Call(*row) for row in rows]
