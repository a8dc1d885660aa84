from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from units import unsent

LANGUAGES = dict(settings.LANGUAGES)


class LanguageMiddleware:
    """Speak the person's language, else the cookie's, else Chinese.

    The browser's own wish is ignored: many office PCs ask for English that nobody wants.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with translation.override(language_of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


def language_of(request):
    chosen = request.user.language if request.user.is_authenticated else ""
    code = chosen or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return code if code in LANGUAGES else settings.LANGUAGE_CODE


class PrivateMiddleware:
    """What a signed-in person saw is not kept: after signing out the back key shows nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response


class SignInFirst(LoginRequiredMiddleware):
    """Nothing is readable without signing in; what was being sent waits until then."""

    def handle_no_permission(self, request, view_func):
        unsent.keep(request)
        return super().handle_no_permission(request, view_func)
