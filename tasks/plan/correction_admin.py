"""How official facts are corrected in the administration: with a reason, and written down."""

from functools import cached_property, partial

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import HiddenInput, Textarea
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from tasks.ground.clock import today
from tasks.ground.sense import Sense
from tasks.plan.correcting import Change, correct, corrections_of, refuse_unless_seen
from tasks.plan.dated_forms import Dated, DateField
from tasks.plan.known import known_of_plan
from tasks.plan.models import Assignment, Correction, Milestone, Plan
from tasks.plan.proposing import as_told, plan_of, propose, sentence_of, waiting_about
from tasks.plan.resending import Resent

# How the document's date was read: what was confirmed about another reading holds no more.
READING = {"raw_date", "date_note", "original_due_on"}
NEEDS_CONSENT = gettext_lazy(
    "Everybody can read it, with what was before and after. Nothing changes before another "
    "administrator or a supervisor has agreed."
)
KEPT = gettext_lazy(
    "The correction is kept and waits for another administrator or a supervisor to agree. Nothing "
    "has changed so far."
)


class LinesField(forms.CharField):
    """Browsers end lines in their own way: that changes no official text."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def has_changed(self, initial, data):
        return super().has_changed(initial, self.to_python(data))


class CorrectionForm(forms.ModelForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason of the correction"),
        help_text=gettext_lazy("Everybody can read it, with what was before and after."),
        widget=Textarea(attrs={"rows": 2, "cols": 100}),
    )
    seen = forms.IntegerField(widget=HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        latest = corrections_of(self.instance).order_by("-pk").values_list("pk", flat=True)
        self.fields["seen"].initial = latest.first() or 0
        # Asked now: what is sent may turn the setting itself off.
        self.needs_consent = plan_of(self.instance).second_consent
        self.first = waiting_about(self.instance) if self.needs_consent else None
        if self.needs_consent:
            said = sentence_of(self.first) if self.first else NEEDS_CONSENT
            self.fields["reason"].help_text = said

    def clean(self):
        cleaned = super().clean()
        refuse_unless_seen(self.instance, self.cleaned_data.get("seen") or 0)
        if self.first:
            raise ValidationError(sentence_of(self.first))
        return cleaned


def day_of(model, name, sense):
    """The field for the day ``name`` of ``model``, under the rule of ``sense``."""
    return model._meta.get_field(name).formfield(form_class=partial(DateField, sense))


class PlanCorrectionForm(Dated, CorrectionForm):
    issued_on = day_of(Plan, "issued_on", Sense.ISSUE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, on=today(), **kwargs)


class MilestoneFacts(Dated, forms.ModelForm):
    """What the document says of a milestone; its due date follows until somebody decides."""

    original_due_on = day_of(Milestone, "original_due_on", Sense.DOCUMENT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, on=today(), **kwargs)

    @cached_property
    def known(self):
        return known_of_plan(self.instance.task.plan, self.on)

    def clean(self):
        cleaned, milestone = super().clean(), self.instance
        if not READING.isdisjoint(self.changed_data):
            milestone.date_confirmed_on = None
        if "original_due_on" in self.changed_data and not milestone.date_was_decided:
            milestone.due_on = cleaned.get("original_due_on")
        return cleaned


class MilestoneCorrection(MilestoneFacts, CorrectionForm):
    pass


class Waits(Exception):
    """What ``form`` sent is right, and waits for a second person; ``lines`` would come of it."""

    def __init__(self, form, lines):
        super().__init__()
        self.form, self.lines = form, lines


class Corrected:
    """Mixin of an administration of official facts: each save is a correction.

    ``locks`` names what is locked before anything is read, so that no act comes between: models,
    in the order of the acts, and the path from each to what is corrected. Where the plan wants a
    second person's consent, all is saved, undone, and kept as it was sent.
    """

    locks = ()
    correct = staticmethod(correct)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        # Locks that are taken within what is undone would end with it.
        with transaction.atomic():
            if request.method == "POST":
                self.lock(object_id)
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except Waits as waits:
                proposal = self.propose(request, waits)
        messages.success(request, KEPT)
        return redirect("consent", proposal.plan.slug, proposal.pk)

    def lock(self, object_id):
        if object_id and object_id.isdecimal():
            for model, path in self.locks:
                mine = model.objects.filter(**{path: object_id}).order_by("pk")
                # What only refers to a row, as a confirmation does, need not wait.
                list(mine.select_for_update(no_key=True).values_list("pk", flat=True))

    def propose(self, request, waits):
        values = waits.form.cleaned_data
        who = {"by": request.user, "on": today(), "reason": values["reason"]}
        sent = dict(request.POST.lists())
        return propose(waits.form.instance, sent, waits.lines, **who, seen=values["seen"] or 0)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        with override(settings.LANGUAGE_CODE):  # whoever corrects
            changes = changes_of_all(form, formsets)
            lines = as_told(form.instance, changes)
            if isinstance(request, Resent):
                request.refuse_other_than_agreed(lines)
            elif form.needs_consent and lines:
                raise Waits(form, lines)
            who = {"by": request.user, "on": today(), "reason": form.cleaned_data["reason"]}
            for about, changed in changes:
                self.correct(about, changed, **who)


def changes_of_all(form, formsets):
    """``(what, its Changes)``: of the row of ``form`` with all that stands below it, and of each milestone;
    nothing of what did not change.
    """
    own = [
        *changes_of(form),
        *(line for formset in formsets for line in came_and_went(formset)),
    ]
    parts = [
        (one.instance, changes_of(one))
        for formset in formsets
        for one in formset.forms
        if one.has_changed() and one not in formset.deleted_forms and one.initial
    ]
    milestones = [pair for pair in parts if isinstance(pair[0], Milestone)]
    own += [
        named(line, about)
        for about, lines in parts
        if not isinstance(about, Milestone)
        for line in lines
    ]
    return [pair for pair in [(form.instance, own), *milestones] if pair[1]]


def page_link(milestone):
    """A link to the milestone on its task's page, where its acts are."""
    task = milestone.task
    address = reverse("task", args=[task.plan.slug, task.number])
    words = _("set dates, grant, complete or stop on the task's page")
    return format_html('<a href="{}#m{}">{}</a>', address, milestone.order, words)


def changes_of(form):
    """The Changes that ``form`` makes in its row."""
    names = [name for name in form.changed_data if name in form.initial]
    return [
        Change(
            str(form.fields[name].label),
            shown(form.fields[name], form.initial[name]),
            shown(form.fields[name], form.cleaned_data[name]),
        )
        for name in names
    ]


def named(change, row):
    """``change`` of a ``row`` below another one, so that it says of which: of a unit, a leader, a project."""
    if change.after == str(row):
        return change._replace(field=str(row._meta.verbose_name))
    return change._replace(field=shortened(f"{row}：{change.field}"))


def came_and_went(formset):
    """A Change for each row that ``formset`` added or removed, and for the role of a unit that came."""
    name = str(formset.model._meta.verbose_name)
    for row in formset.new_objects:
        yield Change(name, "", str(row))
        if isinstance(row, Assignment):
            role = Assignment._meta.get_field("role").verbose_name
            yield Change(shortened(f"{row}：{role}"), "", row.get_role_display())
    yield from (Change(name, str(row), "") for row in formset.deleted_objects)


def shortened(name):
    """``name`` as long as the column of a Change takes it."""
    return Truncator(name).chars(Correction._meta.get_field("field").max_length)


def shown(field, value):
    """``value`` in words, as ``field`` shows it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value in (None, ""):
        return "—"
    if isinstance(field, forms.ModelChoiceField):
        return str(field.queryset.filter(pk=getattr(value, "pk", value)).first())
    return str(dict(getattr(field, "choices", ())).get(value, value))
