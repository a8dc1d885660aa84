"""Pages for what went wrong, in the product's own look."""

from django.core.exceptions import BadRequest
from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tasks.plan.models import Plan
from units import unsent


def bad_request(request, exception):
    """Our own refusals say why; what the framework refuses it says in words for programmers."""
    if isinstance(exception, BadRequest):
        return error(request, 400, _("This address cannot be read"), str(exception))
    advice = _("It holds too much, or arrived damaged. Please go back and send it again.")
    return error(request, 400, _("What was sent cannot be read"), advice)


def forbidden(request, exception):
    advice = _("Your role does not allow this. If you need it, ask a supervisor.")
    return error(request, 403, _("You may not do this"), str(exception) or advice)


def csrf_failure(request, reason=""):
    advice = _("The page was open too long. Go back, reload it and send it again.")
    return error(request, 403, _("Please send the form again"), advice, words=words_sent(request))


def out_of_phase(request, refused):
    """The plan is not in use, or not any more."""
    title = _("This plan does not take it now")
    return error(request, 409, title, str(refused), words=words_sent(request))


def words_sent(request):
    """What the person typed, to be kept."""
    return [str(value) for value in unsent.words_of(request.POST).values() if value]


def not_found(request, exception):
    advice = _("The address may be mistyped, or what it showed has been removed.")
    return error(request, 404, _("This page does not exist"), advice)


def error(request, status, title, advice, **more):
    keep_navigation(request)
    context = {"status": status, "title": title, "advice": advice} | more
    return render(request, "error.html", context, status=status)


def keep_navigation(request):
    """Who is signed in keeps the plan's navigation, on today, where the address gave none."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        request.plan = None
    elif not hasattr(request, "plan"):
        request.plan, request.day_asked = Plan.objects.for_page().opened(), {}


def server_error(request):
    """No context: whatever broke the page must not break this one as well."""
    return HttpResponseServerError(render_to_string("500.html"))
