"""The ways out of the house: e-mail and a signed webhook. See docs/delivery.md.

A channel is a function that hands one delivery over and returns when it was accepted, or raises
one of the three faults below. Whatever else it raises, delivery.py takes for TryLater.
"""

import hashlib
import hmac
import json
import smtplib
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils.timezone import get_default_timezone

from tasks.ground.characters import writable
from tasks.mail.models import Delivery
from tasks.mail.office import sender
from tasks.mail.rendering import render
from units.models import User

Channel = Delivery.Channel
HERE = get_default_timezone()
SECONDS = 30  # that a gateway may take for its answer
SERVER_IS_CLOSING = 421  # RFC 5321: it concerns the connection, not this recipient


class Refused(Exception):
    """This recipient will not get it, however often it is tried."""


class TryLater(Exception):
    """Not now, for this recipient."""


class ChannelDown(Exception):
    """The channel works for nobody: no connection, wrong password, server closing down."""


def ways_to(person: User) -> dict[str, str]:
    """``{channel: address}`` by which ``person`` is reached; an empty address reaches nobody."""
    ways: dict[str, str] = {Channel.MAIL: person.email}
    if settings.WEBHOOK_URL:
        ways[Channel.WEBHOOK] = settings.WEBHOOK_URL
    return ways


def send_mail(delivery: Delivery, _now: datetime) -> None:
    """One recipient, one SMTP dialogue. Raises Refused, TryLater or ChannelDown."""
    text, html = render(delivery.mail)
    try:
        message = Message(
            one_line(delivery.mail.subject),
            text,
            from_email=str(sender()),
            to=[delivery.address],
            headers=headers_of(delivery),
            connection=get_connection(),
        )
        message.attach_alternative(html, "text/html")
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, answer = next(iter(refused.recipients.values()))
        raise verdict(code, answer) from None
    except smtplib.SMTPDataError as refused:
        raise verdict(refused.smtp_code, refused.smtp_error) from None
    except (smtplib.SMTPNotSupportedError, ValueError) as error:
        raise Refused(str(error)) from None
    except OSError as error:  # SMTPException, TimeoutError and ssl.SSLError are OSErrors
        raise ChannelDown(f"{type(error).__name__}: {said(error)}") from None


def said(error: OSError) -> str:
    """The server's own words, where ``error`` has some."""
    if isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_error
        words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
        return f"{error.smtp_code} {words}"
    return str(error)


class Message(EmailMultiAlternatives):
    """A mail whose Chinese subject and sender begin on the header's own line, as all mail programs
    like it.
    """

    def message(self, **given: Any) -> Any:
        message = super().message(**given)
        # Django folds without knowing the header's name. It has refused line breaks by now.
        message.replace_header("Subject", Header(str(self.subject), "utf-8", header_name="Subject"))
        name, address = parseaddr(self.from_email)
        if not name.isascii():
            sender = Header(name, "utf-8", header_name="From")
            sender.append(f"<{address}>", "us-ascii")
            message.replace_header("From", sender)
        return message


def headers_of(delivery: Delivery) -> dict[str, str]:
    """Who wrote it when, and that it was a machine, so no out-of-office reply: RFC 3834, 2919."""
    host = delivery.message_id.strip("<>").partition("@")[2]
    return {
        "Message-ID": delivery.message_id,
        "Date": format_datetime(delivery.mail.written_at.astimezone(HERE)),
        "List-Id": f"<ledger.{host}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }


def one_line(text: str) -> str:
    """``text`` as the head of a mail holds it, whatever was stored."""
    return " ".join(writable(text).split())


def verdict(code: int, answer: bytes | str) -> Refused | TryLater | ChannelDown:
    """The fault that an SMTP answer to one recipient stands for: RFC 5321, 4.2.1."""
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    if code == SERVER_IS_CLOSING:
        return ChannelDown(f"{code} {words}")
    return (Refused if code >= 500 else TryLater)(f"{code} {words}")


def web() -> urllib.request.OpenerDirector:
    """What speaks HTTP and nothing else, and follows nobody elsewhere: a 3xx is a fault."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.UnknownHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


def post_webhook(delivery: Delivery, now: datetime) -> None:
    """POST the mail as JSON, signed with its id and the time: docs/delivery.md.

    A gateway may get it twice: ``Idempotency-Key`` is the same at every try. Raises Refused,
    TryLater or ChannelDown.
    """
    mail = delivery.mail
    text, _html = render(mail)
    content = {
        "id": str(mail.pk),
        "kind": mail.kind,
        "to": {"username": mail.recipient.username, "phone": mail.recipient.phone},
        "subject": mail.subject,
        "text": text,
    }
    body = json.dumps(content, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": str(mail.pk),
        "X-Signature": signature(str(mail.pk), int(now.timestamp()), body),
    }
    request = urllib.request.Request(delivery.address, body, headers)
    try:
        web().open(request, timeout=SECONDS).close()
    except urllib.error.HTTPError as error:
        fault = {400: Refused, 422: Refused, 429: TryLater}.get(error.code, ChannelDown)
        raise fault(f"HTTP {error.code}") from None
    except OSError as error:
        raise ChannelDown(f"{type(error).__name__}: {error}") from None


def signature(key: str, at: int, body: bytes) -> str:
    """The header that proves who sent ``body`` and when, a Unix time: nobody can play it again."""
    signed = f"{key}.{at}.".encode() + body
    proof = hmac.new(settings.WEBHOOK_SECRET.encode(), signed, hashlib.sha256).hexdigest()
    return f"t={at},v1={proof}"


SEND: dict[str, Callable[[Delivery, datetime], None]] = {
    Channel.MAIL: send_mail,
    Channel.WEBHOOK: post_webhook,
}
