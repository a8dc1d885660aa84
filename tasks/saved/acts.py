"""Keeping a filter under a name, renaming, sharing, removing. No plan changes, and nobody is told."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tasks.plan.acting import act
from tasks.plan.models import Plan
from tasks.plan.recording import deny_unless
from tasks.saved.models import SavedView
from tasks.saved.rules import LONGEST, MOST, Lists, cleaned, may_change
from units.models import User


@act
def save_view(
    plan: Plan,
    page: str,
    query: str,
    *,
    by: User,
    on: date,
    name: str,
    is_shared: bool = False,
) -> SavedView:
    """Keep the filter ``query`` of the list ``page``, as it can be read on the day.

    Raises ValidationError where it asks nothing or cannot be read, where ``by`` has a view of that name
    or as many as one may keep; PermissionDenied where anybody but a supervisor shares it.
    """
    if is_shared:
        deny_unless(by, "supervise")
    asked = cleaned(page, query)
    if not asked:
        raise ValidationError(_("No filter is set: choose one on the list first."))
    if len(asked) > LONGEST or not Lists(plan, on).filterset(page, asked).is_valid():
        raise ValidationError(_("This filter cannot be kept: the list of today cannot read it."))
    mine = locked(by, plan)
    if mine.count() >= MOST:
        raise ValidationError(
            _("You keep %(n)d views of this plan; please remove one first.") % {"n": MOST}
        )
    refuse_twice(mine, name)
    return SavedView.objects.create(
        plan=plan, person=by, page=page, query=asked, name=name, is_shared=is_shared
    )


@act
def change_view(view: SavedView, *, by: User, name: str, is_shared: bool | None = None) -> None:
    """Give it another name; with ``is_shared`` share it with everybody or no longer.

    Raises PermissionDenied for who may not change it; ValidationError where its owner has a view of that
    name, or where it was removed meanwhile.
    """
    deny_unless_changes(view, by)
    if is_shared is not None and is_shared != view.is_shared:
        deny_unless(by, "supervise")
    refuse_twice(locked(view.person, view.plan).exclude(pk=view.pk), name)
    shared = view.is_shared if is_shared is None else is_shared
    if not SavedView.objects.filter(pk=view.pk).update(name=name, is_shared=shared):
        raise ValidationError(_("This view was removed meanwhile."))


@act
def remove_view(view: SavedView, *, by: User) -> None:
    """Nobody sees it any more. Raises PermissionDenied for who may not change it."""
    deny_unless_changes(view, by)
    view.delete()


def deny_unless_changes(view: SavedView, by: User) -> None:
    """Raise PermissionDenied for who may not change it."""
    if not may_change(view, by):
        raise PermissionDenied


def locked(person: User, plan: Plan) -> QuerySet[SavedView]:
    """The views of ``person`` in ``plan``, one act after the other."""
    list(User.objects.select_related(None).select_for_update(no_key=True).filter(pk=person.pk))
    return SavedView.objects.filter(person=person, plan=plan)


def refuse_twice(views: QuerySet[SavedView], name: str) -> None:
    """Raise ValidationError where one of ``views`` has the ``name``."""
    if views.filter(name=name).exists():
        raise ValidationError(_("There is a view of this name: choose another or change that one."))
