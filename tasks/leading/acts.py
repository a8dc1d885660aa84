"""Leaders who are replaced, or absent for some days: docs/changes.md."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leaders.models import Leader, LeaderAbsence
from tasks.ground.official import in_chinese
from tasks.handover.acts import check_span
from tasks.instructions.models import InstructionQuerySet
from tasks.leading.rules import Replacement, check_day, open_orders, replacements
from tasks.plan.acting import act, announce, touch_plan
from tasks.plan.correcting import Change, write_down
from tasks.plan.models import Plan, Task, TaskLeader
from tasks.plan.recording import Conflict, deny_unless, record
from tasks.workflow.moves import Action
from units.models import User


@act
def replace_leader(
    plan: Plan,
    leader: Leader,
    *,
    by: User,
    on: date,
    since: date,
    reason: str,
    to: Leader,
    tasks: Iterable[Task],
    orders_go: bool,
) -> Replacement:
    """From the day ``since`` on ``to`` leads ``tasks`` in the place of ``leader``; with ``orders_go`` the
    replies to what that one ordered there, and is still owed, come to the new leader.

    Raises PermissionDenied; Conflict where ``leader`` does not lead one of them (any more);
    ValidationError for himself, no task, a day that cannot be, or orders to nobody's account.
    """
    deny_unless(by, "change the plan")
    tasks = list(tasks)
    if to == leader or not tasks:
        field = "to" if tasks else "tasks"
        raise ValidationError({field: _("Please choose at least one task, and another leader.")})
    rows = TaskLeader.objects.select_for_update().filter(leader=leader, task__in=tasks)
    led = list(rows.order_by("pk"))
    if len(led) < len(tasks):
        raise Conflict(replacements(plan, tasks))
    check_day(plan, tasks, since, on)
    orders = hand_on(open_orders(leader, tasks), to) if orders_go else 0
    shared = sum(begin(row, to, since) for row in led)
    for task in tasks:
        note = f"{leader} → {to}。{reason}"
        record(Action.REPLACE_LEADER, task, by=by, on=since, note=note)
    numbers = {
        "tasks": len(tasks),
        "shared": shared,
        "go": orders,
        "stay": 0 if orders_go else open_orders(leader, tasks).count(),
        "unlinked": int(to.user_id is None),
    }
    return Replacement({name: number for name, number in numbers.items() if number})


def hand_on(orders: InstructionQuerySet, to: Leader) -> int:
    """The replies to ``orders`` come to ``to``; return how many there are."""
    pks = list(orders.values_list("pk", flat=True))
    if pks and to.user_id is None:
        words = _("%(leader)s has no account: the open instructions cannot go there.")
        raise ValidationError({"orders_go": words % {"leader": to}})
    orders.model.objects.filter(pk__in=pks).update(taken_over_by=to.user_id)
    return len(pks)


def begin(row: TaskLeader, to: Leader, since: date) -> bool:
    """``to`` leads from the day ``since`` on in the place of ``row``, which days before keep; who led for
    no whole day never did. True where ``to`` leads the task anyway.
    """
    if row.since == since:
        row.delete()
    else:
        TaskLeader.objects.filter(pk=row.pk).update(until=since)
    if TaskLeader.objects.filter(task=row.task_id, leader=to).exists():
        return True
    TaskLeader.objects.create(task_id=row.task_id, leader=to, order=row.order, since=since)
    return False


@act
def name_stand_in(
    plan: Plan,
    leader: Leader,
    *,
    by: User,
    on: date,
    stand_in: Leader,
    from_on: date,
    until_on: date,
    reason: str,
) -> LeaderAbsence:
    """``leader`` is absent on these days, and ``stand_in`` sees to his tasks and instructions.

    Raises PermissionDenied; ValidationError for himself, somebody without an account, days in the
    wrong order, over, more than 60 with those before and after, or named before.
    """
    deny_unless(by, "change the plan")
    if stand_in == leader or stand_in.user_id is None:
        words = _("Please choose another leader who has an account.")
        raise ValidationError({"stand_in": words})
    check_span(from_on, until_on)
    if until_on < on:
        raise ValidationError({"until_on": _("These days are over.")})
    Leader.objects.select_for_update(of=("self",)).get(pk=leader.pk)  # one after the other
    days = {"from_on": from_on, "until_on": until_on}
    named = LeaderAbsence(leader=leader, stand_in=stand_in, reason=reason, named_by=by, **days)
    named.clean()
    named.save()
    touch_plan(plan.pk)
    announce(named)
    return named


@act
def end_absence(plan: Plan, absence: LeaderAbsence, *, by: User, on: date, reason: str) -> None:
    """The leader is back: the last day is the one before ``on``; days to come are not. It stands among
    the corrections of the plan.

    Raises PermissionDenied; ValidationError where it is over already.
    """
    deny_unless(by, "change the plan")
    fresh = LeaderAbsence.objects.select_for_update().filter(pk=absence.pk, until_on__gte=on)
    if not fresh.exists():
        raise ValidationError(_("These days are over."))
    if absence.from_on >= on:
        fresh.delete()
    else:
        fresh.update(until_on=on - timedelta(days=1))
    name = in_chinese(str)(absence._meta.verbose_name)
    change = Change(name, f"{absence} {absence.until_on}", f"{absence} {on - timedelta(days=1)}")
    write_down(plan, [change], by=by, on=on, reason=reason)
