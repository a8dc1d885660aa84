from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.models import User
from units.people.codes import code_of, why_not
from units.reminders import DAYS


class SignInForm(AuthenticationForm):
    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": gettext_lazy("The user name or the password is wrong.")
    }


class OwnPasswordForm(PasswordChangeForm):
    """Guessing the old password counts, and locks, like guessing it when signing in."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self):
        old = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.username, password=old) is None:
            raise ValidationError(self.error_messages["password_incorrect"])
        return old


class CodeForm(forms.Form):
    """A one-time code. Guessing it counts, and locks, like guessing a password."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )
    code = forms.CharField(
        label=gettext_lazy("One-time code"),
        max_length=50,
        help_text=gettext_lazy("Twelve signs; capitals, spaces and strokes do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
            | {"spellcheck": "false", "class": "code-field"}
        ),
    )

    def __init__(self, *args, request, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.at, self.person = request, at, None

    def clean(self):
        name, code = self.cleaned_data.get("username"), self.cleaned_data.get("code")
        if name and code:
            self.person = authenticate(self.request, username=name, code=code, at=self.at)
            if self.person is None:
                raise ValidationError(self.refusal(name, code))

    def refusal(self, name, code):
        """Why the code lets nobody in; that it was right once is told only who knows it."""
        person = User.objects.filter(username=name).first()
        known = code_of(person, code) if person else None
        reason = why_not(known, self.at) if known else ""
        return reason or _("The user name or the code is wrong.")


class ForgottenForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )


class ReminderForm(forms.Form):
    """On which days before a due date the person wants a mail."""

    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Remind me by mail"),
        choices=lambda: [(day, _("%(n)d days before") % {"n": day}) for day in DAYS],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("All that is due comes in one mail a day. Slips are always mailed."),
    )
