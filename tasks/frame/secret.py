"""Secrets that stand for somebody: shown once, of which only a digest is kept.

Until its page is shown, which is at once, a new secret waits in the session.
"""

import secrets
from hashlib import sha256

WAITING = "secret-to-show"


def new_secret() -> str:
    """256 random bits, as letters that an address can hold."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of ``secret``: whoever reads the database cannot use it."""
    return sha256(secret.encode()).hexdigest()


def keep_to_show(request, secret: str) -> None:
    """The next page that the person opens by ``to_show`` shows ``secret``."""
    request.session[WAITING] = secret


def to_show(request) -> str:
    """The secret that waits to be shown, this once; empty where none does."""
    return str(request.session.pop(WAITING, ""))
