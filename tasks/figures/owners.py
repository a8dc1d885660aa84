"""Who answers for what: the rows of the unit and leader lists."""

from django.db.models import Count, Q

from leaders.models import Leader
from tasks.ground.tally import Tally
from tasks.plan.models import Acknowledgement, Assignment, TaskLeader, Tenure
from tasks.plan.models.milestone_queryset import true_when
from tasks.plan.outside import apart
from units.models import Unit

LEAD, PARTICIPATING = Assignment.Role.LEAD, Assignment.Role.PARTICIPATING


def unit_rows(plan, as_of, milestones):
    """One row per unit that leads something in ``plan`` on the day, and one per unit that only takes
    part in it: two lists, the worst-off first.

    ``tally`` and ``tasks`` count what the list is about, ``participating`` and
    ``tasks_participating`` what a unit takes part in; ``page`` and ``query`` name the owner's page
    and the filter that lists what ``tally`` counts; ``by_name`` sorts by pinyin; ``outside`` says apart
    what the unit leads outside the plan, of one that only takes part what it takes part in.
    """
    tallies = milestones.tally_by_unit()
    tasks, extra = counts_apart(Tenure.objects.on(as_of).filter(task__plan=plan), "unit", "role")
    rows = [
        {
            "owner": unit,
            "page": "unit",
            "query": {"unit": unit.pk, "role": LEAD.value},
            "place": (unit.position, unit.pk),
            "by_name": (unit.sort_name, unit.pk),
            "tasks": tasks.get((unit.pk, LEAD), 0),
            "tasks_participating": tasks.get((unit.pk, PARTICIPATING), 0),
            "tally": tallies.get((unit.pk, LEAD), Tally()),
            "participating": tallies.get((unit.pk, PARTICIPATING), Tally()),
            "outside": outside_of(unit, LEAD, tallies, extra),
            "outside_participating": outside_of(unit, PARTICIPATING, tallies, extra),
        }
        for unit in Unit.objects.on(as_of).filter(pk__in={unit for unit, _role in (*tasks, *extra)})
    ]
    leading = [row for row in rows if row["tasks"] or row["tally"].total or row["outside"]]
    others = [taking_part(row) for row in rows if row not in leading]
    return sorted(leading, key=urgency), sorted(others, key=urgency)


def taking_part(row):
    """The row of a unit, about what it takes part in."""
    return row | {
        "query": row["query"] | {"role": PARTICIPATING.value},
        "tasks": row["tasks_participating"],
        "tally": row["participating"],
        "outside": row["outside_participating"],
    }


def outside_of(unit, role, tallies, extra):
    """What ``unit`` has outside the plan in ``role``; ``extra`` are the numbers of such tasks."""
    key = (unit.pk, role)
    return apart(extra.get(key, 0), tallies.get(key, Tally()), unit=unit.pk, role=role.value)


def tell_received(plan, as_of, unit, groups, members):
    """Give each of the ``groups`` of ``unit``, and each of its ``members``, ``received``: how many
    tasks of the group in the plan the member had acknowledged by the end of ``as_of``. One query, if any.
    """
    said = Acknowledgement.objects.filter(assignment__task__plan=plan, acknowledged_on__lte=as_of)
    said = said.filter(assignment__task__added_on=None)
    as_member = Q(unit=unit, assignment__unit__in=groups)
    as_group = Q(assignment__unit=unit, unit__in=members)
    found = counts(said.filter(as_member | as_group), "assignment__unit", "unit")
    for group in groups:
        group.received = found.get((group.pk, unit.pk), 0)
    for member in members:
        member.received = found.get((unit.pk, member.pk), 0)


def leader_rows(plan, milestones):
    """One row per leader of ``plan``, the worst-off first; ``tally`` counts what he leads, ``outside``
    says apart what of it is outside the plan.
    """
    tallies = milestones.tally_by_leader()
    led = TaskLeader.ever.on(milestones.day).filter(task__plan=plan)
    tasks, extra = counts_apart(led, "leader")
    rows = [
        {
            "owner": leader,
            "page": "leader",
            "query": {"leader": leader.pk},
            "place": (leader.position, leader.pk),
            "by_name": (leader.position, leader.pk),
            "tasks": tasks.get((leader.pk,), 0),
            "tally": tallies.get(leader.pk, Tally()),
            "outside": apart(
                extra.get((leader.pk,), 0), tallies.get(leader.pk, Tally()), leader=leader.pk
            ),
        }
        for leader in Leader.objects.filter(pk__in=[pk for (pk,) in (*tasks, *extra)])
    ]
    return sorted(rows, key=urgency)


def counts(queryset, *keys):
    """``{values of keys: how many rows}``."""
    rows = queryset.values(*keys).annotate(number=Count("pk")).order_by()
    return {tuple(row[key] for key in keys): row["number"] for row in rows}


def counts_apart(queryset, *keys):
    """Two ``counts``: of tasks of the plan, and of those outside it. One query."""
    is_extra = true_when(Q(task__added_on__isnull=False))
    found = counts(queryset.annotate(is_extra=is_extra), *keys, "is_extra")
    own, extra = {}, {}
    for (*key, kind), number in found.items():
        (extra if kind else own)[tuple(key)] = number
    return own, extra


def urgency(row):
    tally = row["tally"]
    return -tally.red, -tally.amber, -tally.total, row["place"]
