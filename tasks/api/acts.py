"""Letting a program read a plan, and ending it: docs/api.md."""

from datetime import date

from tasks.api.models import ApiClient
from tasks.frame.secret import digest_of, new_secret
from tasks.plan.acting import act
from tasks.plan.models import Plan
from tasks.plan.recording import deny_unless
from units.models import User

RIGHT = "set the plan up"


@act
def add_client(plan: Plan, *, by: User, on: date, name: str) -> str:
    """Let the program called ``name`` read ``plan``; return its secret, which is kept nowhere. Raises
    PermissionDenied.
    """
    deny_unless(by, RIGHT)
    secret = new_secret()
    ApiClient.objects.create(plan=plan, name=name, digest=digest_of(secret), made_by=by, made_on=on)
    return secret


@act
def revoke_client(client: ApiClient, *, by: User, on: date) -> None:
    """The program cannot read any more; who was revoked before stays so. Raises PermissionDenied."""
    deny_unless(by, RIGHT)
    active = ApiClient.objects.filter(pk=client.pk, revoked_on=None)
    active.update(revoked_by=by, revoked_on=on)
