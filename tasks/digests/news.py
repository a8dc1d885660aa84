"""What a plan has to tell on a day, read once and sorted by who should hear it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tasks.instructions.models import Reply
from tasks.mail.letters import Line
from tasks.plan.actors import answering_units
from tasks.plan.models import Milestone, Plan
from tasks.slips import rules as slips
from tasks.slips.models import Receipt
from tasks.workflow.review import reviews
from units.models import Deputy, Unit


@dataclass
class News:
    """One plan on one day; every ``by_…`` maps an id to milestones in the order of urgency."""

    plan: Plan
    on: date
    urgent: list
    reviews: list
    proposals: list
    by_unit: dict = field(default_factory=lambda: defaultdict(list))
    by_leader: dict = field(default_factory=lambda: defaultdict(list))
    receipts: dict = field(default_factory=lambda: defaultdict(list))
    replies: dict = field(default_factory=lambda: defaultdict(list))
    replies_by_leader: dict = field(default_factory=lambda: defaultdict(list))
    groups: dict = field(default_factory=lambda: defaultdict(list))
    stands_in: dict = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, plan, on):
        """The News of ``plan`` on the day ``on``, in a fixed number of queries."""
        urgent = Milestone.objects.of(plan, on).for_table()
        news = cls(plan, on, list(urgent.urgent()), reviews(plan, on), slips.proposals(plan, on))
        news.sort_milestones()
        news.sort_papers()
        for group, unit in Unit.members.through.objects.values_list("from_unit", "to_unit"):
            news.groups[unit].append(group)
        absent = Deputy.objects.on(on).filter(person__is_active=True)
        for deputy, unit in absent.values_list("deputy", "person__unit"):
            news.stands_in[deputy].append(unit)
        return news

    def sort_milestones(self):
        for milestone in self.urgent:
            for unit in answering_units(milestone):
                self.by_unit[unit.pk].append(milestone)
            for lead in milestone.task.lead_leaders.all():
                self.by_leader[lead.leader.user_id].append(milestone)

    def sort_papers(self):
        for receipt in Receipt.objects.of_plan(self.plan).owed():
            self.receipts[receipt.unit_id].append(receipt)
        for reply in Reply.objects.of_plan(self.plan).owed():
            self.replies[reply.unit_id].append(reply)
            self.replies_by_leader[reply.instruction.given_by_id].append(reply)

    def units_of(self, person):
        """The ids of the units for which ``person`` acts, with their groups, his own first."""
        own = [person.unit_id, *self.stands_in[person.pk]]
        return list(dict.fromkeys([*own, *(group for unit in own for group in self.groups[unit])]))

    def milestones_of(self, units):
        """The urgent milestones of these units, each once."""
        ids = {milestone.pk for unit in units for milestone in self.by_unit[unit]}
        return [milestone for milestone in self.urgent if milestone.pk in ids]

    def slips_of(self, units):
        """The open slips that these units have to answer: (slip, the units of them) pairs."""
        return slips.by_slip(receipt for unit in units for receipt in self.receipts[unit])

    def replies_of(self, units):
        return [reply for unit in units for reply in self.replies[unit]]

    def late_slips(self):
        """The open slips that some units should have answered by now: (slip, units) pairs."""
        receipts = (receipt for owed in self.receipts.values() for receipt in owed)
        return slips.by_slip(receipt for receipt in receipts if receipt.is_late(self.on))

    def link(self, name, *args, **query):
        """The path of one of the plan's pages."""
        path = reverse(name, args=[self.plan.slug, *args])
        return f"{path}?{urlencode(query)}" if query else path

    def title(self, words):
        """A section's title; where the plan is not the active one, with this one's name."""
        return words if self.plan.is_active else f"{self.plan.short_title} · {words}"


def line_of(milestone, news):
    """A milestone: number and text; units, date and days."""
    units = names(answering_units(milestone))
    number = _("Task %(n)d") % {"n": milestone.task.number}
    path = news.link("task", milestone.task.number) + f"#m{milestone.order}"
    note = f"{units} · {milestone.due} · {days(milestone.due, news.on)}"
    return Line(f"{number} {milestone.text}", note, path)


def slip_line(pair, news):
    slip, units = pair
    note = f"{names(units)} · {slip.milestone.text} · {reply_by(slip.reply_by, news.on)}"
    text = f"{slip.get_level_display()} {slip.reference}"
    return Line(text, note, news.link("slip", slip.pk))


def reply_line(reply, news):
    instruction = reply.instruction
    note = f"{reply.unit} · {reply_by(instruction.reply_by, news.on)}"
    path = news.link("task", instruction.task.number) + "#instructions"
    return Line(instruction.text, note, path)


def review_line(review, news):
    waited = ngettext("waited %(n)d working day", "waited %(n)d working days", review.waited)
    note = f"{review.unit or ''} · {waited % {'n': review.waited}}"
    number = _("Task %(n)d") % {"n": review.milestone.task.number}
    return Line(f"{number} {review.milestone.text}", note, news.link("review"))


def names(units):
    return pgettext("list", ", ").join(unit.name for unit in units)


def days(due, on):
    """How a date lies to the day of the letter, in words."""
    left = (due - on).days
    if left < 0:
        return ngettext("%(n)d day overdue", "%(n)d days overdue", -left) % {"n": -left}
    if left == 0:
        return _("due today")
    return ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}


def reply_by(due, on):
    if due is None:
        return _("no date set")
    return _("reply by %(day)s") % {"day": f"{due}（{days(due, on)}）"}
