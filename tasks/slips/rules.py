"""Which slips are due, and with what words: docs/supervision.md. Every date is given."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from tasks.ground import workdays
from tasks.ground.lights import Light
from tasks.ground.official import in_chinese, written
from tasks.plan.actors import answering_units
from tasks.plan.models import Milestone
from tasks.slips.models import Receipt, Slip
from units.models import Unit

Level = Slip.Level
SILENT = timedelta(days=7)
LONG_OVERDUE = timedelta(days=30)
# Working days that the units have for their reply.
REPLY_DAYS = {Level.BLUE: 7, Level.YELLOW: 5, Level.RED: 3}


@dataclass(frozen=True)
class Proposal:
    """A slip that a supervisor may issue, and why."""

    milestone: Milestone
    level: Level
    units: list
    grounds: str
    requirement: str
    reply_by: object

    @property
    def colour(self):
        return self.level.name.lower()


def proposals(plan, on):
    """The Proposals of the day, the gravest and longest overdue first; four queries."""
    rows = candidates(plan, on).for_table().order_by("-light", "due", "task__number", "order")
    found = [(row, level_for(row, on)) for row in rows]
    made = [proposal(row, level, on) for row, level in found if level]
    return sorted(made, key=lambda one: -one.level)


def candidates(plan, on):
    """What the units work on and is overdue or due soon, with the open slip of each."""
    receipts = Prefetch("receipts", Receipt.objects.select_related("unit"))
    slips = Slip.objects.open_on(on).prefetch_related(receipts)
    return (
        Milestone.objects.of(plan, on)
        .in_work()
        .filter(light__in=(Light.RED, Light.AMBER))
        .prefetch_related(Prefetch("slips", slips, to_attr="open_slips"))
        .select_related("answering_unit")
    )


def level_for(row, on):
    """The level of the slip that ``row`` calls for on the day ``on``, or None.

    Blue: due soon, nothing reported for 7 days. Yellow: overdue. Red: overdue for 30 days, or a
    yellow slip not answered in time. What an open slip says already is not said again.
    """
    slip = row.open_slips[0] if row.open_slips else None
    if row.light == Light.AMBER:
        silent = row.last_report_on is None or row.last_report_on <= on - SILENT
        level = Level.BLUE if silent else None
    elif row.due <= on - LONG_OVERDUE or is_unanswered(slip, on):
        level = Level.RED
    else:
        level = Level.YELLOW
    return level if level and (slip is None or level > slip.level) else None


def is_unanswered(slip, on):
    """True for a yellow slip that some unit has not answered in time."""
    if slip is None or slip.level != Level.YELLOW or slip.reply_by >= on:
        return False
    return any(receipt.replied_on is None for receipt in slip.receipts.all())


def proposal(row, level, on):
    return Proposal(
        milestone=row,
        level=level,
        units=answering_units(row),
        grounds=grounds(row, on),
        requirement=requirement(row, level),
        reply_by=workdays.after(on, REPLY_DAYS[level]),
    )


@in_chinese
def grounds(row, on):
    """The grounds in sentences: wording, date, days, last report, earlier slip."""
    words = {"text": row.text, "due": written(row.due)}
    if row.due < on:
        said = [
            _("“%(text)s” was due on %(due)s.") % words,
            _("It has been overdue for %(n)d days.") % {"n": (on - row.due).days},
        ]
    else:
        said = [
            _("“%(text)s” is due on %(due)s.") % words,
            _("%(n)d days are left.") % {"n": (row.due - on).days},
        ]
    if row.last_report_on:
        said.append(_("The last report came on %(day)s.") % {"day": written(row.last_report_on)})
    else:
        said.append(_("No progress has been reported."))
    if row.open_slips:
        slip = row.open_slips[0]
        words = {"reference": slip.reference, "day": written(slip.issued_on)}
        said.append(_("Slip %(reference)s was issued on %(day)s.") % words)
        if is_unanswered(slip, on):
            said.append(_("It was not answered by %(day)s.") % {"day": written(slip.reply_by)})
    return "".join(said)


@in_chinese
def requirement(row, level):
    """The words that a supervisor may change before the slip is issued."""
    return {
        Level.BLUE: _("Please report the progress, and finish the work by %(due)s."),
        Level.YELLOW: _(
            "Please explain the delay, say by when the work will be done, and speed it up."
        ),
        Level.RED: _(
            "Please have the unit's principal explain the delay in writing, finish the work "
            "without further delay and report daily until it is done."
        ),
    }[level] % {"due": written(row.due)}


def slips_by_unit(plan, as_of):
    """Units with the number of slips they got: ``blue``, ``yellow``, ``red``, ``still_open``."""
    mine = Slip.objects.filter(plan=plan, issued_on__lte=as_of, receipts__unit=OuterRef("pk"))
    got = Q(slip_receipts__slip__plan=plan, slip_receipts__slip__issued_on__lte=as_of)
    levels = {
        level.name.lower(): Count("slip_receipts", got & Q(slip_receipts__slip__level=level))
        for level in Level
    }
    lifted = Q(slip_receipts__slip__lifted_on__lte=as_of)
    return (
        Unit.objects.filter(Exists(mine))
        .annotate(**levels, still_open=Count("slip_receipts", got & ~lifted))
        .order_by("-red", "-yellow", "-blue", "position", "id")
    )


def by_slip(receipts):
    """(slip, units) pairs of ``receipts``, the gravest first."""
    found = {}
    for receipt in receipts:
        found.setdefault(receipt.slip_id, (receipt.slip, []))[1].append(receipt.unit)
    return sorted(found.values(), key=lambda pair: (-pair[0].level, pair[0].reply_by))
