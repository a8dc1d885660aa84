"""Which people a page of setting up people shows."""

from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from units.models import SignInCode, User
from units.rights import roles_given


def people_of(by: User) -> QuerySet[User]:
    """The active people whom ``by`` sets up, by their names."""
    people = User.objects.filter(is_active=True, role__in=roles_given(by)).exclude(pk=by.pk)
    return people.order_by("sort_name", "pk")


def never_here(by: User) -> QuerySet[User]:
    """Those of them who have never signed in."""
    return people_of(by).filter(last_login=None)


def found(by: User, words: str) -> QuerySet[User]:
    """Those of them with ``words`` in the name, the user name or the name of the unit."""
    parts = Q(name__icontains=words) | Q(username__icontains=words)
    return people_of(by).filter(parts | Q(unit__name__icontains=words))


def with_codes(people: QuerySet[User], at: datetime) -> QuerySet[User]:
    """``people`` with ``code_until``: until when they can still use a code; None without one."""
    codes = SignInCode.objects.open(at).filter(person=OuterRef("pk")).order_by("-valid_until")
    return people.annotate(code_until=Subquery(codes.values("valid_until")[:1]))


def without_code(by: User, at: datetime) -> QuerySet[User]:
    """Those who have never signed in and could not: no password, no code that counts."""
    codes = SignInCode.objects.open(at).filter(person=OuterRef("pk"))
    unusable = never_here(by).filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return unusable.filter(~Exists(codes))
