from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
