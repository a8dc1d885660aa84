"""Drafting a bulletin, writing its sections, issuing it: docs/bulletins.md."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from tasks.bulletin.draft import draft_of, kept
from tasks.bulletin.letters import letter_of
from tasks.bulletin.models import Bulletin, BulletinReader, Wording
from tasks.bulletin.rules import TO_ALL, first_title, readers_of, refuse_period
from tasks.bulletin.sheets import bulletin_sheet, head_of, state_of
from tasks.mail.delivery import post
from tasks.plan.acting import act
from tasks.plan.correcting import STALE
from tasks.plan.models import Plan
from tasks.plan.numbering import give_number, lock_numbers
from tasks.plan.phases import refuse_out_of_phase
from tasks.plan.recording import Conflict, deny_unless
from units.models import User

BULLETIN = "bulletin"  # no action of a plan that is prepared; one that closes still tells of itself


@act
def begin(
    plan: Plan,
    *,
    by: User,
    on: date,
    first_on: date,
    last_on: date,
    layout: str = Bulletin.Layout.RED_HEAD,
    corrects: Bulletin | None = None,
) -> Bulletin:
    """Draft a bulletin of the days from ``first_on`` to ``last_on``, which may correct an issued one.

    Raises PermissionDenied for anybody but a supervisor; OutOfPhase; ValidationError for a period
    of which nothing can be told, and where what it ``corrects`` has a correction already.
    """
    deny_unless(by, "supervise")
    refuse_out_of_phase(plan, BULLETIN, on)
    refuse_period(plan, first_on, last_on, on)
    if corrects:
        refuse_corrected(corrects)
    return Bulletin.objects.create(
        plan=plan,
        first_on=first_on,
        last_on=last_on,
        layout=layout,
        title=first_title(plan, first_on, last_on),
        addressees=corrects.addressees if corrects else TO_ALL,
        corrects=corrects,
        begun_by=by,
        begun_on=on,
    )


def refuse_corrected(bulletin: Bulletin) -> None:
    """Raise ValidationError where ``bulletin``, which is issued, is corrected already."""
    locked = Bulletin.objects.select_for_update(of=("self",)).get(pk=bulletin.pk)
    if Bulletin.objects.filter(corrects=locked).exists():
        sentence = _("A correction of %(bulletin)s exists already: please go on with that one.")
        raise ValidationError(sentence % {"bulletin": bulletin.reference})


@act
def rewrite_head(bulletin: Bulletin, *, by: User, on: date, seen: int, **head: Any) -> Bulletin:
    """Write another ``first_on``, ``last_on``, ``layout``, ``title`` or ``addressees`` into a draft.

    Raises PermissionDenied; Conflict where it is issued, or somebody wrote after the version
    ``seen``; ValidationError for a period of which nothing can be told.
    """
    fresh = draft(bulletin, by, on)
    version = version_after(fresh, Wording.Part.HEAD, seen)
    refuse_period(fresh.plan, head["first_on"], head["last_on"], on)
    for name, value in head.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=[*head, "at"])
    words = {"text": head_of(fresh), "person": by, "on": on}
    Wording.objects.create(bulletin=fresh, part=Wording.Part.HEAD, version=version, **words)
    return fresh


@act
def write(
    bulletin: Bulletin,
    part: str,
    *,
    by: User,
    on: date,
    seen: int,
    text: str = "",
    generated: bool = False,
) -> Wording:
    """Write ``text`` as the section ``part``, or let it say what the records say (``generated``); what
    was written before stays readable. A section without words is left out.

    Raises PermissionDenied; Conflict, with what was written, where the bulletin is issued or
    somebody wrote this section after the version ``seen``.
    """
    fresh = draft(bulletin, by, on)
    version = version_after(fresh, part, seen)
    words = {"text": "" if generated else text, "generated": generated, "person": by, "on": on}
    return Wording.objects.create(bulletin=fresh, part=part, version=version, **words)


def version_after(bulletin: Bulletin, part: str, seen: int) -> int:
    """The version of what is written now. Raises Conflict, with what was written, where ``seen`` is
    not the latest.
    """
    former = bulletin.wordings.filter(part=part).select_related("person__unit")
    versions = [one.version for one in former]
    if max(versions, default=0) != seen:
        raise Conflict(former)  # type: ignore[arg-type]  # read like events
    return seen + 1


@act
def issue(bulletin: Bulletin, *, by: User, on: date, seen: int, roles: list[str]) -> Bulletin:
    """Number a draft and freeze it: its words, numbers, names and annexes are those of this day. It is
    published to ``roles``, to supervisors in any case, and each reader finds it in his inbox.

    Raises PermissionDenied; Conflict where it is issued already; ValidationError for a period of which
    nothing can be told, and (STALE) where it is not what was ``seen`` (``sheets.state_of``) any more.
    """
    deny_unless(by, "supervise")
    lock_numbers()
    fresh = draft(bulletin, by, on)
    refuse_period(fresh.plan, fresh.first_on, fresh.last_on, on)
    found = draft_of(fresh)
    if state_of(fresh, found) != seen:
        sentence = _("It has changed since you looked: please read it again before you issue it.")
        raise ValidationError(sentence, code=STALE)
    given = Bulletin.objects.filter(plan=fresh.plan).aggregate(last=Max("issue"))
    give_number(fresh, fresh.plan, on)
    fresh.issue, fresh.person, fresh.issued_on = (given["last"] or 0) + 1, by, on
    fresh.sheet, fresh.told = bulletin_sheet(fresh, found, by, on).kept(), kept(found)
    fresh.save()
    roles = readers_of(fresh, roles)
    BulletinReader.objects.bulk_create(BulletinReader(bulletin=fresh, role=role) for role in roles)
    people = User.objects.filter(is_active=True, role__in=roles).exclude(pk=by.pk)
    post(letter_of(fresh, person) for person in people)
    return fresh


def draft(bulletin: Bulletin, by: User, on: date) -> Bulletin:
    """The draft as it is now, locked. Raises PermissionDenied, OutOfPhase, Conflict where it is issued."""
    deny_unless(by, "supervise")
    locked = Bulletin.objects.select_for_update(of=("self",)).select_related("plan", "corrects")
    fresh = locked.get(pk=bulletin.pk)
    refuse_out_of_phase(fresh.plan, BULLETIN, on)
    if fresh.is_issued:
        told = Bulletin.objects.with_people().get(pk=fresh.pk)
        raise Conflict([told])  # type: ignore[list-item]  # read like an event
    return fresh
