"""Setting a plan up, and what its office looks after from then on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from tasks.frame.pages import PlanPage, WritingPage, way_back
from tasks.frame.shown import first_of
from tasks.ground.clock import today
from tasks.instructions.models import Instruction
from tasks.mail.models import Delivery
from tasks.plan.correcting import corrections_of
from tasks.plan.models import Plan
from tasks.rhythm.rules import told_scopes
from tasks.setup import acts
from tasks.setup.checking import Facts
from tasks.setup.checks import checklist
from tasks.setup.forms import MembersForm, PutInUseForm, SettingsForm, TurnForm
from tasks.setup.health import concerns_among
from tasks.setup.leftovers import leftovers
from tasks.setup.machinery import keeps_files
from tasks.setup.owners import Owners
from tasks.setup.rules import TURNS, told_phase, turns_of
from tasks.setup.ways import shown_concerns
from units.models import Unit

RIGHT = "set the plan up"
CHANGES = 50  # of the plan that are shown
LISTED = 200  # units and people to look after


class SetupPage(PlanPage, TemplateView):
    """The checklist, the phases, what is left, and who has to be looked after."""

    nav = "supervision"
    right = RIGHT
    always_today = True
    template_name = "setup/setup.html"

    def get_context_data(self, **kwargs):
        owners = Owners(self.plan, self.as_of)
        facts = Facts(self.plan, self.as_of, timezone.now(), owners)
        checks = list(checklist(facts))
        is_closing = self.plan.phase(self.as_of) == Plan.Phase.CLOSING
        owed = Instruction.objects.of_plan(self.plan).owed()
        return super().get_context_data(**kwargs) | {
            "checks": checks,
            "todo": sum(bool(check.open) for check in checks),
            "told_phase": told_phase(self.plan),
            "turns": [(name, TURNS[name].label) for name in turns_of(self.plan, self.as_of)],
            "dates": first_of(facts.dates),
            "leftovers": leftovers(self.plan, self.as_of) if is_closing else [],
            "instructions": first_of(owed) if is_closing else None,
            "health": shown_concerns(concerns_among(owners), self.plan, self.request.user, LISTED),
        }


class Setting(WritingPage):
    """A form about the plan itself, which is stale once somebody corrected or turned it."""

    nav = "supervision"
    right = RIGHT

    def get_initial(self):
        latest = corrections_of(self.plan).order_by("-pk").values_list("pk", flat=True)
        return super().get_initial() | {"seen": latest.first() or 0}

    def landing(self, result):
        return reverse("setup", args=[self.plan.slug])


class TurnPage(Setting):
    """From one phase to another."""

    turn = ""
    form_class = TurnForm
    template_name = "setup/turn.html"

    @property
    def title(self):
        return TURNS[self.turn].label

    def get(self, request, *args, **kwargs):
        if self.turn in turns_of(self.plan, self.as_of):
            return super().get(request, *args, **kwargs)
        messages.info(request, _("The plan is in another phase; this cannot be done now."))
        return redirect("setup", self.plan.slug)

    def get_context_data(self, **kwargs):
        left = leftovers(self.plan, self.as_of) if self.turn in ("begin-closing", "archive") else []
        return super().get_context_data(**kwargs) | {
            "effect": TURNS[self.turn].effect,
            "leftovers": [line for line in left if line.open],
        }

    def act(self, **values):
        return acts.turn(self.plan, self.turn, **values)

    def said(self, result):
        return _("Written down. The plan: %(phase)s.") % {"phase": told_phase(result)}


class PutInUse(TurnPage):
    form_class = PutInUseForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"about": self.plan, "on": today()}

    def get_initial(self):
        return super().get_initial() | {"day": self.plan.in_use_from or today()}


class SettingsPage(Setting):
    """All settings of the plan, and what changed of it so far."""

    form_class = SettingsForm
    template_name = "setup/settings.html"

    @property
    def title(self):
        return _("Settings of the plan")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": Plan.objects.get(pk=self.plan.pk)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "corrections": corrections_of(self.plan)[:CHANGES],
            "rhythms": told_scopes(self.plan, self.as_of),
        }

    def act(self, *, by, on, reason, seen, **values):
        return acts.change_settings(self.plan, values, by=by, on=on, reason=reason, seen=seen)

    def said(self, result):
        number = len(result)
        words = ngettext("%(n)d setting changed.", "%(n)d settings changed.", number)
        return words % {"n": number} if number else _("The settings stay, and count as looked at.")


class GroupMembers(Setting):
    """Who answers for a group of the document."""

    form_class = MembersForm
    template_name = "setup/members.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.group = get_object_or_404(Unit, pk=pk, kind=Unit.Kind.GROUP)

    @property
    def title(self):
        return _("Members of %(group)s") % {"group": self.group}

    def get_initial(self):
        members = list(self.group.members.all())
        seen = ",".join(str(unit.pk) for unit in members)
        return super().get_initial() | {"members": members, "seen": seen}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "group": self.group,
            "button": _("Save the members"),
        }

    def act(self, **values):
        return acts.set_members(self.group, **values)


class OneClick(PlanPage, View):
    """A button that does something, and says what came of it where it was pressed."""

    nav = "supervision"
    right = RIGHT
    always_today = True

    def post(self, request, *, slug, **about):
        try:
            messages.success(request, self.act(**about))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        return redirect(way_back(request, reverse("setup", args=[self.plan.slug]) + self.place))


class MailTest(OneClick):
    """One mail to the person himself, while he waits for the server's answer."""

    place = "#mail"

    def act(self):
        sent = acts.send_test(self.request.user, timezone.now)
        if sent.state != Delivery.State.SENT:
            words = _("The mail server did not take the mail to %(address)s: %(error)s")
            raise ValidationError(words % {"address": sent.address, "error": sent.error})
        if keeps_files():
            return _("No mail server is set: the mail is kept as a file in the data folder.")
        return _("Sent to %(address)s. Please look whether it arrives.") % {"address": sent.address}


class RemindUnit(OneClick):
    """The people of a unit are written to about what is amiss with it."""

    place = "#health"
    right = "supervise"

    def act(self, pk):
        unit = get_object_or_404(Unit, pk=pk)
        number = acts.remind_unit(self.plan, unit, by=self.request.user, on=today())
        words = ngettext(
            "%(n)d person of %(unit)s is written to.",
            "%(n)d people of %(unit)s are written to.",
            number,
        )
        return words % {"n": number, "unit": unit}
