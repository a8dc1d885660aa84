"""What an administrator sent is put through the forms of the administration again: docs/changes.md."""

from typing import Any

from django.contrib.admin import site
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from tasks.ground.official import in_chinese
from tasks.plan.correcting import corrections_since
from tasks.plan.models import ProposedCorrection
from tasks.plan.proposing import in_both_names
from units.models import User
from units.roles import may


class Resent(HttpRequest):
    """What ``proposal`` sent, in the name of who proposed it, with the consent of ``by``."""

    def __init__(self, proposal: ProposedCorrection, by: User):
        super().__init__()
        self.method, self.user = "POST", proposal.proposed_by  # type: ignore[assignment]
        self.agreed_lines: list[dict[str, str]] = proposal.lines
        sent = QueryDict(mutable=True)
        for name, values in proposal.sent.items():
            sent.setlist(name, values)
        sent["reason"], sent["seen"] = in_both_names(proposal, by), str(proposal.seen)
        self.POST = sent  # type: ignore[assignment]

    def refuse_other_than_agreed(self, lines: list[dict[str, str]]) -> None:
        """Raise ValidationError where ``lines``, which would come of it now, are not those agreed to."""
        if lines != self.agreed_lines:
            raise ValidationError(_("It would change something else by now."))


@in_chinese
def resend(proposal: ProposedCorrection, *, by: User) -> None:
    """Save what ``proposal`` sent as if it were sent now, and write it down in both names.

    Raises ValidationError, in the official language, where it does not fit what holds now, or would
    change anything else than the lines that were agreed to; what was saved by then is for the caller
    to undo.
    """
    about = proposal.about
    if not may(proposal.proposed_by, "correct the plan"):
        raise ValidationError(_("Who proposed it is no administrator any more."))
    administration: Any = site.get_model_admin(type(about))
    request = Resent(proposal, by)
    administration.lock(str(about.pk))
    if told := corrections_since(about, proposal.seen):
        words = _("It was corrected since: %(told)s")
        raise ValidationError(words % {"told": "；".join(told)})
    form, formsets = forms_of(administration, request, str(about.pk))
    if problems := [*texts_of(form), *(text for one in formsets for text in texts_of_all(one))]:
        raise ValidationError(" ".join(dict.fromkeys(problems)))
    row = administration.save_form(request, form, change=True)
    administration.save_model(request, row, form, change=True)
    administration.save_related(request, form, formsets, change=True)
    words = administration.construct_change_message(request, form, formsets)
    administration.log_change(request, row, words)


def forms_of(administration: Any, request: Resent, pk: str) -> tuple[Any, list[Any]]:
    """The form of the row and the formsets below it, as the administration makes them."""
    row = administration.get_object(request, pk)
    fields = flatten_fieldsets(administration.get_fieldsets(request, row))
    form = administration.get_form(request, row, change=True, fields=fields)
    filled = form(request.POST, request.FILES, instance=row)
    # Django has no other name for it.
    formsets, _inlines = administration._create_formsets(request, row, change=True)
    return filled, formsets


def texts_of(form: Any) -> list[str]:
    """What keeps ``form`` from being saved."""
    return [str(text) for texts in form.errors.values() for text in texts]


def texts_of_all(formset: Any) -> list[str]:
    """What keeps ``formset`` from being saved."""
    of_forms = [text for form in formset.forms for text in texts_of(form)]
    return [*of_forms, *map(str, formset.non_form_errors())]
