"""Signing in and out, the password, the language."""

from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from django.views.i18n import set_language

from units.audit import record_password
from units.forms import OwnPasswordForm, ReminderForm, SignInForm


class SignIn(auth_views.LoginView):
    form_class = SignInForm
    template_name = "accounts/login.html"
    redirect_authenticated_user = True


def locked_out(request, response=None, credentials=None):
    """The page after too many wrong passwords; django-axes calls it."""
    return render(request, "accounts/locked.html", status=429)


@login_not_required
@require_POST
def choose_language(request):
    """Show the page again in the chosen language, and remember it for the signed-in person."""
    response = set_language(request)
    if request.user.is_authenticated and (chosen := response.cookies.get("language")):
        request.user.language = chosen.value
        request.user.save(update_fields=["language"])
    return response


def enter_admin(request):
    """Where Django's admin sends those it does not let in: there is one sign-in, ours."""
    if not request.user.is_staff:
        raise PermissionDenied(_("The administration is for administrators only."))
    return redirect("admin:index")


class PasswordChange(auth_views.PasswordChangeView):
    form_class = OwnPasswordForm
    template_name = "accounts/password.html"
    success_url = reverse_lazy("home")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form):
        record_password(self.request.user, by=self.request.user)
        messages.success(self.request, _("Your password has been changed."))
        return super().form_valid(form)


class Reminders(FormView):
    """Everybody chooses his own reminders."""

    form_class = ReminderForm
    template_name = "accounts/reminders.html"
    success_url = reverse_lazy("home")

    def get_initial(self):
        return {"days": self.request.user.reminder_days}

    def form_valid(self, form):
        self.request.user.reminder_days = form.cleaned_data["days"]
        self.request.user.save(update_fields=["reminder_days"])
        messages.success(self.request, _("Your choice is saved."))
        return super().form_valid(form)
