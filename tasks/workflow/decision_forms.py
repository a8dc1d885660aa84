"""Yes or no to what a unit asks: the forms of a decision, of its head and of the supervisors."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import words
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import DateField
from tasks.workflow.acts import completion, extensions
from tasks.workflow.base_forms import ActForm
from tasks.workflow.moves import REFUSALS, Action


class DecisionForm(ActForm):
    """Yes or no to what a unit asks: ``acts`` are both by their action, ``choices`` what they are called.

    Nothing is chosen beforehand.
    """

    acts = {}
    choices = {}
    decision = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the two.")},
    )
    reason = words(_("Opinion or reason"), rows=3, required=False)

    def prepare(self, task):
        self.fields["decision"].choices = self.choices.items()

    @property
    def is_marked(self):
        """True when a decision was chosen; on a page of many the others are left as they are."""
        return bool(self.data.get(self.add_prefix("decision")))

    def clean(self):
        values = super().clean()
        if values.get("decision") in REFUSALS.values() and not values.get("reason"):
            self.add_error("reason", _("Please say why it is not granted."))
        return values

    def act(self, milestone, *, decision, **values):
        """Carry out the decision that was chosen."""
        self.acts[decision](milestone, **values)

    def typed(self):
        """Without the choice: what was decided about another version is decided anew."""
        return super().typed() | {"decision": ""}


class SignForm(DecisionForm):
    acts = {Action.SIGN: completion.sign, Action.SEND_BACK: completion.send_back}
    choices = {
        Action.SIGN: _("Agree and send it to the supervisors"),
        Action.SEND_BACK: _("Send it back for changes (with a reason)"),
    }


class ApproveForm(DecisionForm):
    acts = {Action.APPROVE: completion.approve, Action.RETURN: completion.return_request}
    choices = {
        Action.APPROVE: _("Approve the completion"),
        Action.RETURN: _("Do not approve: return it (with a reason)"),
    }
    completed_on = DateField(
        Sense.CORRECTED,
        label=_("Completed on"),
        help_text=_("Another date than the unit's needs a reason."),
        required=False,
    )
    field_order = ("decision", "completed_on", "reason")

    def stands(self, name):
        """The day that the unit claims."""
        claimed = completion.undecided(self.about).values_list("completed_on", flat=True)
        return self.initial.get(name) or claimed.first()

    def act(self, milestone, *, decision, completed_on, **values):
        if decision == Action.APPROVE:
            values["completed_on"] = completed_on
        super().act(milestone, decision=decision, **values)


class SignExtensionForm(DecisionForm):
    acts = {
        Action.SIGN_EXTENSION: extensions.sign_extension,
        Action.SEND_BACK_EXTENSION: extensions.send_back_extension,
    }
    choices = {
        Action.SIGN_EXTENSION: _("Agree and send it to the supervisors"),
        Action.SEND_BACK_EXTENSION: _("Send it back for changes (with a reason)"),
    }


class GrantForm(DecisionForm):
    acts = {Action.GRANT: extensions.grant, Action.REFUSE: extensions.refuse}
    choices = {
        Action.GRANT: _("Grant the later date"),
        Action.REFUSE: _("Do not grant it (with a reason)"),
    }


# What says yes -> the form of the decision.
DECISION_FORMS = {
    Action.SIGN: SignForm,
    Action.APPROVE: ApproveForm,
    Action.SIGN_EXTENSION: SignExtensionForm,
    Action.GRANT: GrantForm,
}
