"""Doing what a preview of people shows: all of it or nothing. Rules: docs/people.md."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from auditlog.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from units.audit import record_all
from units.models import PeopleSheet, SignInCode, UnitAlias, User
from units.people.codes import make_codes
from units.people.columns import LABELS, Row
from units.people.comparing import compare
from units.people.entries import Entry, Kind, Preview
from units.people.known_units import KnownUnits
from units.people.signals import people_written


class Done(NamedTuple):
    """The codes of the new people, and how many others were changed."""

    codes: list[SignInCode]
    changed: int


class WorldChanged(Exception):
    """What was shown is no longer what would be done; nothing was."""


def keep_sheet(person: User, name: str, rows: Iterable[Row], *, at: datetime) -> PeopleSheet:
    """Keep ``rows`` until ``person`` confirms them or uploads others."""
    kept = {"name": name[-200:], "rows": [row.kept() for row in rows], "answers": {}}
    fields = kept | {"uploaded_at": at}
    return PeopleSheet.objects.update_or_create(person=person, defaults=fields)[0]


def forget_sheets(before: datetime) -> None:
    """Forget what was uploaded ``before`` and never confirmed: names and numbers of people."""
    PeopleSheet.objects.filter(uploaded_at__lt=before).delete()


def preview_of(sheet: PeopleSheet) -> Preview:
    """What confirming ``sheet`` would do now."""
    return compare([Row(**kept) for kept in sheet.rows], sheet.answers, sheet.person)


def import_sheet(
    sheet: PeopleSheet, token: str, *, at: datetime, batch: UUID, by_mail: bool
) -> Done:
    """Do what the preview with ``token`` showed, and forget the sheet.

    Raises WorldChanged, having done nothing, when that is not what would be done now.
    """
    try:
        with transaction.atomic():
            lock_people(sheet)
            preview = preview_of(sheet)
            if preview.token != token or not preview.is_ready:
                raise WorldChanged
            done = carry_out(preview, at=at, batch=batch, by_mail=by_mail)
            sheet.delete()
            return done
    except IntegrityError as error:  # somebody took the same user name in this very moment
        raise WorldChanged from error


def lock_people(sheet: PeopleSheet) -> None:
    """Who else writes to the accounts that the sheet shows, or confirms it, waits or comes late."""
    if not PeopleSheet.objects.select_for_update().filter(pk=sheet.pk).exists():
        raise WorldChanged
    known = [entry.person.pk for entry in preview_of(sheet).entries if entry.person]
    people = User.objects.select_related(None).select_for_update(no_key=True)
    list(people.filter(pk__in=known).order_by("pk").values_list("pk"))


@transaction.atomic
def carry_out(preview: Preview, *, at: datetime, batch: UUID, by_mail: bool) -> Done:
    """Make and change the accounts of ``preview``, which must be ready.

    As many statements for 500 people as for one: nobody gets a password, everybody a code.
    """
    make_units(preview.units)
    by_kind = {kind: [one for one in preview.entries if one.kind == kind] for kind in Kind}
    new = make_people(by_kind[Kind.NEW], preview.by)
    change_people(by_kind[Kind.CHANGED], preview.by)
    people_written.send(User)
    mailed = {person.pk for person in new if by_mail and person.email}
    codes = make_codes(new, by=preview.by, at=at, batch=batch, by_mail=mailed)
    return Done(codes, len(by_kind[Kind.CHANGED]))


def make_units(units: KnownUnits) -> None:
    """Save the new units, and remember what the others are called in sheets."""
    for name, unit in units.unknown.items():
        if unit.pk is None:
            unit.save()
        else:
            UnitAlias.objects.create(unit=unit, name=name)


def make_people(entries: list[Entry], by: User) -> list[User]:
    """Make the accounts of new people, with which nobody can sign in yet."""
    people = [User(**entry.values, password=make_password(None)) for entry in entries]
    User.objects.bulk_create(people)
    recorded = [
        (person, told({key: (None, value) for key, value in entry.values.items() if value}))
        for person, entry in zip(people, entries, strict=True)
    ]
    record_all(LogEntry.Action.CREATE, recorded, by)
    return people


def change_people(entries: list[Entry], by: User) -> None:
    """Write what ``entries`` change, and record it with before and after."""
    recorded = [(entry.person, told(entry.changes)) for entry in entries]
    for entry in entries:
        for key, (_before, after) in entry.changes.items():
            setattr(entry.person, key, after)
        entry.person.sort_name = entry.person.sort_key()
    changed = [entry.person for entry in entries]
    User.objects.bulk_update(changed, [*LABELS, "sort_name"])
    record_all(LogEntry.Action.UPDATE, recorded, by)


def told(changes: dict[str, tuple]) -> dict[str, list[str]]:
    """``changes`` as the record of edits keeps them."""
    return {key: [str(before), str(after)] for key, (before, after) in changes.items()}
