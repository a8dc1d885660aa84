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
    for paper in papers_due(plan, as_of, last):
        papers[paper["day"]].append(paper)
    days = sorted({*tallies, *papers})
    return [{"day": day, "tally": tallies[day], "papers": papers[day]} for day in days]


def papers_due(plan, as_of, last):
    """The papers of which some unit owed its answer at the end of ``as_of``, and that ask for it from
    then on up to ``last``: ``key`` leads to the paper, or to the task of an instruction.
    """
    found = [
        as_paper(slips(plan, as_of), "slip", "reply_by", key="pk"),
        as_paper(instructions(plan, as_of), "instruction", "reply_by", key="task__number"),
        as_paper(visits(plan, as_of), "inspection", "rectify_by", "inspection__", "inspection"),
    ]
    within = [one.filter(day__range=(as_of, last)).values(*PAPER) for one in found]
    return within[0].union(*within[1:]).order_by("day", "kind", "paper_year", "paper_number", "key")


def as_paper(rows, kind, day, paper="", key=""):
    """``rows`` with the columns of PAPER; ``paper`` is the way to the numbered one."""
    return rows.order_by().annotate(
        kind=Value(kind, CharField()),
        day=F(day),
        paper_year=F(f"{paper}year"),
        paper_number=F(f"{paper}number"),
        key=F(key),
    )


def slips(plan, as_of):
    owed = Receipt.objects.unanswered_on(as_of).filter(slip=OuterRef("pk"))
    return Slip.objects.open_on(as_of).filter(Exists(owed), plan=plan)


def instructions(plan, as_of):
    unanswered = Q(replied_on=None) | Q(replied_on__gt=as_of) | ~Q(state=Reply.State.ANSWERED)
    owed = Reply.objects.filter(unanswered, instruction=OuterRef("pk"))
    return Instruction.objects.filter(Exists(owed), task__plan=plan, given_on__lte=as_of)


def visits(plan, as_of):
    """Of several units that have to rectify by the same day one row stands for all."""
    unanswered = Q(rectified_on=None) | Q(rectified_on__gt=as_of)
    still_open = Q(closed_on=None) | Q(closed_on__gt=as_of)
    inspection = {
        "inspection__milestone__task__plan": plan,
        "inspection__inspected_on__lte": as_of,
    }
    return Visit.objects.filter(unanswered, still_open, **inspection)
