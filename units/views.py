"""Signing in and out, the password, one-time codes, the language."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth import authenticate, login
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from django.views.i18n import set_language

from units.audit import record_password
from units.forms import CodeForm, ForgottenForm, OwnPasswordForm, ReminderForm, SignInForm
from units.models import SignInCode
from units.people.codes import ask_code, mail_goes_out, use_code
from units.people.welcome import welcome

CODE = "one-time code"  # in the session, from entering a code until the password is set


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


@method_decorator(login_not_required, "dispatch")
class EnterCode(FormView):
    """A one-time code opens the page where one sets one's own password."""

    form_class = CodeForm
    template_name = "accounts/code.html"
    success_url = reverse_lazy("own-password")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request, "at": timezone.now()}

    def form_valid(self, form):
        self.request.session.cycle_key()
        self.request.session[CODE] = form.person.code.pk
        return super().form_valid(form)


@method_decorator(login_not_required, "dispatch")
class OwnPassword(FormView):
    """Whoever entered a code sets a password, is signed in and, the first time, welcomed."""

    form_class = SetPasswordForm
    template_name = "accounts/own_password.html"

    def dispatch(self, request, *args, **kwargs):
        known = SignInCode.objects.select_related("person").open(timezone.now())
        self.code = known.filter(pk=request.session.get(CODE)).first()
        if self.code is None:
            return redirect("enter-code")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.code.person}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"person": self.code.person}

    def form_valid(self, form):
        password, is_first = form.cleaned_data["new_password1"], not self.code.person.last_login
        try:
            person = use_code(self.code, password, at=timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        del self.request.session[CODE]
        signing_in = {"username": person.username, "password": password}
        if signed_in := authenticate(self.request, **signing_in):  # nobody where he is locked out
            login(self.request, signed_in)
            said = welcome(person) if is_first else _("Your password has been changed.")
            messages.success(self.request, said)
        return redirect("home")


@method_decorator(login_not_required, "dispatch")
class ForgottenPassword(FormView):
    """Who has an address gets a code by mail; whether he has is not told."""

    form_class = ForgottenForm
    template_name = "accounts/forgotten.html"
    success_url = reverse_lazy("enter-code")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"mail_goes_out": mail_goes_out()}

    def form_valid(self, form):
        ask_code(form.cleaned_data["username"], at=timezone.now(), batch=uuid4())
        said = _("If this account has an e-mail address, a code is on its way to it.")
        messages.info(self.request, said)
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
