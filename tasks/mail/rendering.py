"""How a mail looks: its text and its HTML."""

from django.conf import settings
from django.template.loader import render_to_string

from tasks.mail.letters import in_language_of
from tasks.mail.models import Mail
from tasks.mail.office import foot
from units.models import SignInCode
from units.people.codes import plain


def main_path(mail: Mail) -> str:
    """Where the button of ``mail`` leads: to the one thing that it is about, else to the ledger."""
    lines = [line for section in mail.body["sections"] for line in section["lines"]]
    return lines[0]["path"] or "/" if len(lines) == 1 else "/"


def code_in(mail: Mail) -> str:
    """The one-time code that ``mail`` brings; empty for all others, and once it counts no more."""
    known = (
        SignInCode.objects.untouched().filter(pk=mail.body["code"]) if "code" in mail.body else []
    )
    return plain(known[0]) if known else ""


def render(mail: Mail) -> tuple[str, str]:
    """The ``(text, html)`` of ``mail`` in its recipient's language, with full addresses."""
    with in_language_of(mail.recipient):
        context = {
            "mail": mail,
            "site": settings.SITE_URL.rstrip("/"),
            "path": main_path(mail),
            "one_time_code": code_in(mail),
            "foot": foot(mail),
        }
        text = render_to_string("email/letter.txt", context)
        return text, render_to_string("email/letter.html", context)
