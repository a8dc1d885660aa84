"""What a unit or a leader has to do in other plans. Every date is given."""

from tasks.figures.owners import counts_apart
from tasks.ground.tally import Tally
from tasks.plan.models import Assignment, Milestone, TaskLeader, Tenure


def units_elsewhere(plans, units, as_of):
    """``{"plan", "rows"}`` of each of ``plans`` in which some of ``units``, the first of them the one
    that is looked at, had a part on the day; a row for each unit and role, its ``query`` the filter
    that lists what its ``number`` and ``tally`` count. A query for all, and one for each plan found.
    """
    parts = Tenure.objects.on(as_of).filter(task__plan__in=plans, unit__in=units)
    numbers, extra = counts_apart(parts, "task__plan", "unit", "role") if plans else ({}, {})
    found = []
    for plan in plans:
        if not any(pk == plan.pk for pk, _unit, _role in (*numbers, *extra)):
            continue
        mine = Milestone.objects.of(plan, as_of).filter(tenure__unit__in=units)
        tallies = mine.tally_by_unit()
        rows = [
            {
                "group": unit if unit != units[0] else None,
                "role": role.label,
                "query": {"unit": unit.pk, "role": role.value},
                "number": numbers.get((plan.pk, unit.pk, role), 0),
                "tally": tallies.get((unit.pk, role), Tally()),
                "outside": extra.get((plan.pk, unit.pk, role), 0),
            }
            for unit in units
            for role in Assignment.Role
            if (plan.pk, unit.pk, role) in {*numbers, *extra}
        ]
        found.append({"plan": plan, "rows": rows})
    return found


def leader_elsewhere(plans, leader, as_of):
    """The same of what ``leader`` leads in ``plans``."""
    led = TaskLeader.objects.filter(task__plan__in=plans, leader=leader)
    numbers, extra = counts_apart(led, "task__plan") if plans else ({}, {})
    return [
        {
            "plan": plan,
            "rows": [
                {
                    "role": Assignment.Role.LEAD.label,
                    "query": {"leader": leader.pk},
                    "number": numbers.get((plan.pk,), 0),
                    "outside": extra.get((plan.pk,), 0),
                    "tally": Milestone.objects.of(plan, as_of).led_by(leader).tally(),
                }
            ],
        }
        for plan in plans
        if (plan.pk,) in {*numbers, *extra}
    ]
