"""What comes in the days after the one shown: what is due, and which papers wait for an answer."""

from collections import defaultdict
from datetime import timedelta
from operator import itemgetter

from django.db.models import CharField, Exists, F, OuterRef, Q, Value

from tasks.inspections.models import Visit
from tasks.instructions.models import Instruction, Reply
from tasks.slips.models import Receipt, Slip

DAYS_AHEAD = 30
PAPER = ("kind", "day", "paper_year", "paper_number", "key")


def coming(plan, counts, as_of):
    """One row for each of the DAYS_AHEAD from ``as_of`` on that has something: a Tally of what is due,
    and the ``papers`` to be answered; one query.
    """
    last = as_of + timedelta(days=DAYS_AHEAD)
    dated = [row for row in counts.rows if row["is_dated"] and as_of <= row["due"] <= last]
    tallies = counts.tallies(dated, itemgetter("due"))
    papers = defaultdict(list)
    for paper in papers_due(plan, as_of, as_of, last):
        papers[paper["day"]].append(paper)
    days = sorted({*tallies, *papers})
    return [{"day": day, "tally": tallies[day], "papers": papers[day]} for day in days]


def papers_due(plan, as_of, first, last, *, units=None, tasks=None):
    """The papers of which some unit owed its answer at the end of ``as_of``, and that ask for it from
    ``first`` to ``last``; only those that ``units`` owe, or about ``tasks``, where ids are given.
    ``key`` leads to the paper, or to the task of an instruction. One query.
    """
    found = [
        as_paper(slips(plan, as_of, units), "slip", "reply_by", "milestone__task", key="pk"),
        as_paper(instructions(plan, as_of, units), "instruction", "reply_by", key="task__number"),
        as_paper(
            visits(plan, as_of, units),
            "inspection",
            "rectify_by",
            "inspection__milestone__task",
            "inspection__",
            "inspection",
        ),
    ]
    within = [
        one.filter(day__range=(first, last)).filter(about(tasks)).values(*PAPER) for one in found
    ]
    return within[0].union(*within[1:]).order_by("day", "kind", "paper_year", "paper_number", "key")


def about(tasks):
    return Q() if tasks is None else Q(of_task__in=tasks)


def owed_by(units):
    return Q() if units is None else Q(unit__in=units)


def as_paper(rows, kind, day, task="task", paper="", key=""):
    """``rows`` with the columns of PAPER; ``task`` is the way to what it is about, ``paper`` that to
    the numbered one.
    """
    return rows.order_by().annotate(
        kind=Value(kind, CharField()),
        day=F(day),
        of_task=F(task),
        paper_year=F(f"{paper}year"),
        paper_number=F(f"{paper}number"),
        key=F(key),
    )


def slips(plan, as_of, units=None):
    owed = Receipt.objects.unanswered_on(as_of).filter(owed_by(units), slip=OuterRef("pk"))
    return Slip.objects.open_on(as_of).filter(Exists(owed), plan=plan)


def instructions(plan, as_of, units=None):
    unanswered = Q(replied_on=None) | Q(replied_on__gt=as_of) | ~Q(state=Reply.State.ANSWERED)
    owed = Reply.objects.filter(unanswered, owed_by(units), instruction=OuterRef("pk"))
    return Instruction.objects.filter(Exists(owed), task__plan=plan, given_on__lte=as_of)


def visits(plan, as_of, units=None):
    """Of several units that have to rectify by the same day one row stands for all."""
    unanswered = Q(rectified_on=None) | Q(rectified_on__gt=as_of)
    still_open = Q(closed_on=None) | Q(closed_on__gt=as_of)
    inspection = {
        "inspection__milestone__task__plan": plan,
        "inspection__inspected_on__lte": as_of,
    }
    return Visit.objects.filter(unanswered, still_open, owed_by(units), **inspection)
