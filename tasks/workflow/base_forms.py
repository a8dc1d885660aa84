"""What forms of acts share."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import WORDS_LENGTH, words
from tasks.plan.dated_forms import Dated
from tasks.plan.recording import answering


class ActForm(Dated, forms.Form):
    """An action on the milestone ``about``, without words. ``seen`` is the version of the milestone that the page showed.

    The act takes it, unless it ``only_adds``.
    """

    act = None
    template = "workflow/_fields.html"
    only_adds = False
    takes_files = False
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.prepare(self.about.task)
        self.recall()

    def prepare(self, task):
        """Fill in what depends on the task, such as whose unit can be chosen."""

    def perform(self, milestone, *, by, on):
        """Carry the action out; what it refuses with becomes this form's errors.

        Returns True when it was done. Raises PermissionDenied or Conflict.
        """
        values = dict(self.cleaned_data)
        if self.only_adds:
            del values["seen"]
        try:
            with answering(self.answered()):
                self.act(milestone, by=by, on=on, **values)
        except ValidationError as error:
            self.blame(error)
        return not self.errors

    def blame(self, error):
        """Put each message beside its field, or above all where there is no such field."""
        for field, problems in getattr(error, "error_dict", {None: [error]}).items():
            self.add_error(field if field in self.fields else None, problems)

    def typed(self):
        """What the person wrote, by field name; for drafts and for the page after a conflict."""
        names = self.fields.keys() - {"seen"} - self.answers().keys()
        return {name: self.data.get(name, "")[:WORDS_LENGTH] for name in names}


def exception_field():
    """Why it is sent without the 会签 of another unit."""
    return words(_("Where another unit has not confirmed: why it need not"), required=False)


class RestrictableForm(ActForm):
    """What a unit files, which it may restrict 限阅 with a reason."""

    is_restricted = forms.BooleanField(
        label=_("Restricted"),
        help_text=_("Only supervisors and your unit can read it and its files, not other units."),
        required=False,
    )
    restricted_because = words(_("Why it is restricted"), rows=2, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mine = ("is_restricted", "restricted_because")
        self.order_fields([*(name for name in self.fields if name not in mine), *mine])

    def clean(self):
        """One goes with the other: what somebody wanted to restrict is not filed for all to read."""
        values = super().clean()
        is_restricted, because = values.pop("is_restricted"), values.get("restricted_because")
        if is_restricted and not because:
            self.add_error("restricted_because", _("Please say why it is restricted."))
        if because and not is_restricted:
            problem = _("You wrote why it is restricted: please tick the box, or empty this field.")
            self.add_error("is_restricted", problem)
        return values


class ReasonForm(ActForm):
    reason = words(_("Reason"))
