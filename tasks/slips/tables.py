"""The list of slips."""

from django.utils.translation import gettext_lazy as _

from tasks.frame.cells import Cell, Drawn, LedgerTable
from tasks.slips.models import Slip


class SlipTable(LedgerTable):
    reference = Cell("slips/slip", verbose_name=_("Number"), order_by=("year", "number"))
    level = Cell("slips/slip_level", verbose_name=_("Colour"))
    text = Cell("browse/extended", accessor="milestone__text", verbose_name=_("Milestone"))
    units = Drawn("slips/slip_units", verbose_name=_("Units"))
    issued_on = Cell("browse/day", verbose_name=_("Issued on"))
    reply_by = Cell("browse/day", verbose_name=_("Reply by"))
    state = Drawn("slips/slip_state", verbose_name=_("State"))

    class Meta(LedgerTable.Meta):
        model = Slip
        fields = ("reference", "level", "text", "units", "issued_on", "reply_by", "state")
        caption = _("Slips")
