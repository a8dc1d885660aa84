"""What supervisors enter afterwards, of work done before."""

from datetime import date

from tasks.past.acts import enter
from tasks.past.rules import Entry, What, open_milestones
from tests.factories import TODAY, make_user

MAY_20 = date(2015, 5, 20)


def entry(milestone, what=What.DONE, day=MAY_20, **fields):
    """What is to be entered of ``milestone``, which has a plan and a lead unit."""
    shown = open_milestones(milestone.task.plan, TODAY).get(pk=milestone.pk)
    fields = {"words": "印发制度3项。", "seen": shown.version} | fields
    return Entry(milestone=shown, what=what, day=day, **fields)


def entered(*entries, by=None, on=TODAY):
    """The batch of ``entries``."""
    plan = entries[0].milestone.task.plan
    return enter(plan, entries, by=by or make_user(role="supervisor"), on=on)
