"""What browsers send, made fit to be read before any page sees it: one rule for every text."""

import logging

from celery.schedules import ParseException
from django.core.exceptions import TooManyFieldsSent
from django.db import DataError
from django.http import QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from tasks.frame.errors import bad_request, out_of_phase
from tasks.ground.characters import clean
from tasks.plan.phases import OutOfPhase

UNREADABLE = (OverflowError, DataError)
UNREADABLE_IN_ADMIN = (ValueError, ParseException)
logger = logging.getLogger(__name__)


class FitToRead:
    """Middleware: cleans texts of the address and of forms, and drops ways back that are none.

    Pages of ours and of the administration alike. Passwords stay as they were typed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            request.GET = fit(request.GET)
        except TooManyFieldsSent as error:
            request.GET = QueryDict()  # so that the page about it can be drawn
            return bad_request(request, error)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """A form is read once it is known to be allowed."""
        if request.method == "POST":
            request.POST = fit(request.POST)

    def process_exception(self, request, exception):
        """No form sends a number that no column holds, and none of the administration words for
        an id, or a schedule of minus one minute. What a plan does not take now is a sentence too.
        """
        if isinstance(exception, OutOfPhase):
            return out_of_phase(request, exception)
        is_admin = request.resolver_match.app_name == "admin"
        if isinstance(exception, UNREADABLE + UNREADABLE_IN_ADMIN * is_admin):
            logger.warning("Not to be read: %s: %.200r", request.path, exception)
            return bad_request(request, exception)
        return None


def fit(sent):
    """``sent``, a QueryDict, with clean names and values, and ``next`` only where it is a path."""
    made = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        kept = values if "password" in name else [clean(value) for value in values]
        made.setlist(clean(name), [one for one in kept if name != "next" or is_path(one)])
    made._mutable = False
    return made


def is_path(address):
    """True for the path of a page on this host, with its query."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, None)
