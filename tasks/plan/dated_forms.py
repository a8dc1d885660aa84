"""Forms in which people type days: what makes no sense is refused, what is odd is asked once.

The rule is ``tasks.ground.sense``. The form comes back with the question beside the day and a tick
below it, or a line for the reason; a confirmed day goes through, and the event of the act keeps
what was asked and answered (``recording.answering``). Another day is another question.
"""

from datetime import date
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tasks.ground.official import in_chinese
from tasks.ground.sense import Known, Sense, questions, refusal, wants_reason
from tasks.plan.known import known_of, known_of_plan
from tasks.plan.models import Milestone, Plan

LONGEST_REASON = 300
DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")  # as people write them in sheets


class DateField(forms.DateField):
    """A day that a person types; ``sense`` is what for."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, sense, **kwargs):
        super().__init__(**kwargs)
        self.sense = sense


class ShownDateField(DateField):
    """A day that a page or a list is asked for."""

    def __init__(self, **kwargs):
        super().__init__(Sense.SHOWN, **kwargs)

    def validate(self, value):
        super().validate(value)
        if value and (refused := refusal(self.sense, value, Known(value))):
            raise ValidationError(refused)


class Dated:
    """Mixin of every form with a day; goes first. ``about`` is a Milestone or a Plan, if any.

    A day that ``stands`` already was looked at when it was typed, and is not again.
    """

    def __init__(self, *args, on, about=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.on, self.about = on, about
        self.confirmed = []  # (name of the field, day, reason or "") of each answer

    @cached_property
    def known(self):
        """What bounds the days of this form."""
        if isinstance(self.about, Milestone):
            return known_of(self.about, self.on)
        if isinstance(self.about, Plan):
            return known_of_plan(self.about, self.on)
        return Known(self.on)

    def stands(self, name):
        """The day that the field ``name`` would change."""
        return self.initial.get(name)

    def known_for(self, name):
        """What bounds the day in the field ``name``."""
        return self.known

    @property
    def dated(self):
        """The names of the fields in which days stand."""
        return [name for name, field in self.fields.items() if isinstance(field, DateField)]

    @property
    def is_asking(self):
        """True when questions are all that keeps the form from being sent."""
        return bool(self.errors) and self.errors.keys() <= self.asking

    def clean(self):
        values, self.asking = super().clean(), set()
        for name in self.dated:
            day = self.cleaned_data.get(name)
            if day and self.fields[name].has_changed(self.stands(name), day):
                self.look_at(name, day)
        return values

    def look_at(self, name, day):
        """Refuse ``day``, ask about it, or take the answer."""
        sense, known = self.fields[name].sense, self.known_for(name)
        if refused := refusal(sense, day, known):
            self.add_error(name, refused)
        elif asked := questions(sense, day, known):
            answer = self.answer_to(name, day)
            if answer:
                reason = answer if wants_reason(sense, day, known) else ""
                self.confirmed.append((name, day, reason))
            else:
                self.asking.add(name)
                self.add_error(name, asked)

    def answer_to(self, name, day):
        """What the person answered about ``day``; empty where he was asked about another one.

        The fields of the answer stand below the day from now on.
        """
        of_day, answer = self.add_prefix(f"{name}_asked"), self.add_prefix(f"{name}_answer")
        if self.data.get(of_day) != str(day):
            self.data = self.data.copy()
            self.data[of_day] = str(day)
            self.data.pop(answer, None)
        self.offer_answer(name, day)
        return self.data.get(answer, "").strip()[:LONGEST_REASON]

    def offer_answer(self, name, day):
        """Show the fields that confirm ``day``: a tick, or a line where the reason matters."""
        if wants_reason(self.fields[name].sense, day, self.known_for(name)):
            answer = forms.CharField(
                label=_("Please say why"), required=False, max_length=LONGEST_REASON
            )
        else:
            answer = forms.BooleanField(label=_("Yes, this day is meant"), required=False)
        of_day = forms.CharField(widget=forms.HiddenInput, required=False)
        names = list(self.fields)
        self.fields |= {f"{name}_answer": answer, f"{name}_asked": of_day}
        place = names.index(name) + 1
        self.order_fields([*names[:place], f"{name}_answer", f"{name}_asked", *names[place:]])

    def recall(self):
        """Of a form that begins with words typed before: offer the answers that stand in them."""
        for name in self.dated:
            day = day_in(self.initial.get(f"{name}_asked"))
            if day and str(day) == str(self.initial.get(name)):
                self.offer_answer(name, day)
                about = questions(self.fields[name].sense, day, self.known_for(name))
                self.fields[f"{name}_answer"].help_text = " ".join(about)

    def answers(self):
        """What was typed below the days, by field name."""
        names = [f"{name}_{part}" for name in self.dated for part in ("asked", "answer")]
        return {name: self.data[name] for name in names if name in self.data}

    @in_chinese
    def answered(self):
        """One line for each day that was confirmed: what was asked, and the answer."""
        return "\n".join(self.line(*one) for one in self.confirmed)

    def line(self, name, day, reason):
        field = self.fields[name]
        asked = " ".join(questions(field.sense, day, self.known_for(name)))
        return f"{field.label} {day}：{asked}——{reason or _('Yes, this day is meant')}"

    def with_answers(self):
        """Pairs of a field and of those that confirm it, for pages that draw them themselves."""
        mine = {f"{name}_{part}" for name in self.dated for part in ("asked", "answer")}
        for field in self:
            if field.name not in mine:
                parts = (f"{field.name}_{part}" for part in ("answer", "asked"))
                yield field, [self[part] for part in parts if part in self.fields]


class AskedAtOnce(Dated):
    """Mixin of a form that is one of many: odd days are asked about where all are shown together, not
    below each of them.
    """

    def look_at(self, name, day):
        sense, known = self.fields[name].sense, self.known_for(name)
        if refused := refusal(sense, day, known):
            self.add_error(name, refused)
        elif questions(sense, day, known):
            self.confirmed.append((name, day, ""))

    def odd(self):
        """What is asked about the days, a sentence each."""
        return [
            sentence
            for name, day, _reason in self.confirmed
            for sentence in questions(self.fields[name].sense, day, self.known_for(name))
        ]


def day_in(text: str | None) -> date | None:
    """The day that ``text`` names, or None."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def answered(*sent: forms.BaseForm) -> str:
    """What was asked and answered in the forms ``sent``, for the event of their act."""
    lines = [form.answered() for form in sent if isinstance(form, Dated)]
    return "\n".join(filter(None, lines))
