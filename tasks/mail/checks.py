"""What is wrong with the settings of a gateway stops the start: docs/delivery.md."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import Error, register

ON_THE_WEB = re.compile(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?(/[!-~]*)?", re.I)


@register
def check_webhook(**_given: Any) -> list[Error]:
    """Errors of ``WEBHOOK_URL`` and ``WEBHOOK_SECRET``, none where no gateway is set."""
    return list(faults()) if settings.WEBHOOK_URL else []


def faults() -> Iterator[Error]:
    """What is wrong with a gateway that is set."""
    if not ON_THE_WEB.fullmatch(settings.WEBHOOK_URL):
        yield Error("WEBHOOK_URL must be an address that begins with https://", id="mail.E001")
    if not settings.WEBHOOK_SECRET:
        yield Error("WEBHOOK_SECRET must be set: without it anybody writes mails.", id="mail.E002")
