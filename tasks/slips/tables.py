"""The list of slips."""

from functools import lru_cache

import django_tables2 as tables
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tasks.frame.addresses import to
from tasks.frame.cells import LedgerTable
from tasks.frame.html import html
from tasks.frame.marks import drawn
from tasks.frame.rows import RowTable, date_cell, official, quiet, tag
from tasks.slips.models import Slip


class SlipTable(RowTable):
    reference = tables.Column(verbose_name=gettext_lazy("Number"), order_by=("year", "number"))
    level = tables.Column(verbose_name=gettext_lazy("Colour"))
    text = tables.Column(accessor="milestone__text", verbose_name=gettext_lazy("Milestone"))
    units = tables.Column(verbose_name=gettext_lazy("Units"), accessor="pk", orderable=False)
    issued_on = tables.Column(verbose_name=gettext_lazy("Issued on"))
    reply_by = tables.Column(verbose_name=gettext_lazy("Reply by"))
    state = tables.Column(verbose_name=gettext_lazy("State"), accessor="pk", orderable=False)

    places = {
        "level": "mark", "text": "title", "reference": "sub", "reply_by": "said", "state": "end",
    }  # fmt: skip

    class Meta(LedgerTable.Meta):
        model = Slip
        fields = ("reference", "level", "text", "units", "issued_on", "reply_by", "state")
        caption = gettext_lazy("Slips")

    def draw(self, slip):
        milestone, day = slip.milestone, self.request.as_of
        number = to(self.request, "slip", slip.pk)
        task = to(self.request, "task", milestone.task.number)
        return (
            html('<a href="{}" class="date" lang="zh-hans">{}</a>', number, slip.reference),
            level_mark(slip.level, get_language()),
            html(
                '<a class="row-link" lang="zh-hans" href="{}#m{}">{}</a>',
                task,
                milestone.order,
                milestone.text,
            ),
            mark_safe("<br>".join(receivers(slip, day))),
            date_cell(slip.issued_on),
            date_cell(slip.reply_by),
            state(slip, day),
        )


@lru_cache(maxsize=16)
def level_mark(level, _language):
    """A slip's colour as flag and word."""
    return drawn("slips/_level.html", {"slip": Slip(level=level)})


def receivers(slip, day):
    """The units that got the slip, ticked off when they had replied; of a group how many had."""
    receipts = slip.receipts.all()
    for addressee in slip.addressees:
        mine = [one for one in receipts if addressee in (one.group, one.unit)]
        answered = sum(one.is_answered_by(day) for one in mine)
        sign = f"{answered}/{len(mine)}" if len(mine) > 1 else "✓" * answered
        yield html("{} {}", official(addressee), quiet(sign) if sign else "")


def state(slip, day):
    """Open or lifted, which replies are overdue, and whether the slip was referred."""
    referred = slip.referred_on and slip.referred_on <= day
    return html("{} {}", outcome(slip, day), tag(_("referred")) if referred else "")


def outcome(slip, day):
    if not slip.is_open_on(day):
        why = f"{slip.lifted_on.isoformat()} {slip.get_lifted_because_display()}"
        return html("{} {}", _("Lifted"), quiet(why))
    late = sum(receipt.is_late(day) for receipt in slip.receipts.all())
    if not late:
        return _("Open")
    return html('{} <span class="tag tag-over">{} {}</span>', _("Open"), _("reply overdue"), late)
