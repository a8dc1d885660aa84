"""Files that prove: how their bytes are kept, and for which form they wait."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model, QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from tasks.evidence import kinds
from tasks.evidence.checking import check, shown
from tasks.evidence.models import FOLDER, PREVIEWS, Evidence, StoredFile, stored_name
from tasks.frame.waking import wake_on_commit
from tasks.plan.models import Milestone, Task
from units.models import Unit, User


@dataclass(frozen=True)
class Checked:
    """An uploaded file that may be kept."""

    name: str
    sha256: str
    size: int
    file: UploadedFile


def checked(file: UploadedFile, accepted: Collection[str] = kinds.ALL) -> Checked:
    """``file`` looked through and its digest taken: what takes long, so before any transaction.

    Raises ValidationError with a sentence for the person.
    """
    name = shown(file.name or "")
    check(name, file, accepted)
    return Checked(name, digest(file), file.seek(0, 2), file)


def keep(
    place: Milestone | Task,
    action: str,
    file: UploadedFile,
    *,
    by: User,
    unit: Unit | None,
    answers: int | None = None,
) -> Evidence:
    """Keep the uploaded ``file`` for the form of ``action``; return its Evidence.

    ``place`` is a milestone, or the task where the form is about the whole of it; ``answers`` is
    the row of the paper that the form answers. The same bytes chosen twice are one file. Raises
    ValidationError, keeping nothing, also when ``by`` or ``place`` has enough.
    """
    new = checked(file)
    about = {"unit": unit, "name": new.name, "size": new.size}
    form = form_of(place, action, by, answers)
    with transaction.atomic():
        waiting = staged(place, action, by, answers)
        lock_storing(by)
        row = waiting.get_or_create(sha256=new.sha256, defaults=form | about)[0]
        refuse_too_many(by, row.uploaded_at)
        refuse_full(place)
        store(new)
    return row


def lock_storing(by: User) -> None:
    """Whoever stores at the same time for the same person waits for this transaction."""
    people = User.objects.select_related(None).select_for_update(no_key=True)
    people.only("pk").get(pk=by.pk)


def refuse_too_many(by: User, at: datetime) -> None:
    """Raise ValidationError when ``by`` stored too much within the day before ``at``, of whatever
    kind; to be called once the new row is there, and behind ``lock_storing``.
    """
    since = at - timedelta(days=1)
    files = [file for kind in StoredFile.__subclasses__() for file in kind.kept_since(by, since)]
    if len(files) > kinds.FILES_A_DAY or sum(file.room for file in files) > kinds.BYTES_A_DAY:
        limits = {"n": kinds.FILES_A_DAY, "size": filesizeformat(kinds.BYTES_A_DAY)}
        raise ValidationError(
            _("Within 24 hours one person can add %(n)d files or %(size)s.") % limits
        )


def refuse_full(place: Milestone | Task) -> None:
    """Raise ValidationError when ``place`` holds too many files, the new one among them."""
    if place.evidence.count() > kinds.FILES_OF_ONE_PLACE:
        raise ValidationError(
            _("There are %(n)d files here, and no room for more.") % {"n": kinds.FILES_OF_ONE_PLACE}
        )


def staged(
    place: Milestone | Task, action: str, by: User, answers: int | None = None
) -> QuerySet[Evidence]:
    """The files that ``by`` chose for this one form and has not sent."""
    return Evidence.objects.unsent().filter(**form_of(place, action, by, answers))


def form_of(place, action, by, answers):
    is_task = isinstance(place, Task)
    where = {"task": place if is_task else place.task, "milestone": None if is_task else place}
    return where | {"action": action, "uploaded_by": by, "answers": answers}


def send(files: QuerySet[Evidence], **proves: Model) -> None:
    """The ``files`` of a form now prove the row that it made, such as ``report=...``."""
    if files.update(**proves):
        wake_on_commit("make_previews")


def also_prove(
    files: Iterable[Evidence], place: Milestone, unit: Unit | None, **proves: Model
) -> None:
    """The same ``files`` prove another row too, about ``place``, in the name of ``unit``; their bytes
    lie once. Raises ValidationError when the place has enough.
    """
    about = {"task": place.task, "milestone": place, "unit": unit}
    for file in files:
        Evidence.objects.create(
            action=file.action,
            uploaded_by=file.uploaded_by,
            uploaded_at=file.uploaded_at,
            name=file.name,
            size=file.size,
            sha256=file.sha256,
            **about,
            **proves,
        )
    refuse_full(place)


def store(new: Checked) -> None:
    """Keep the bytes of ``new``, once."""
    new.file.seek(0)
    put(stored_name(new.sha256), new.file)


def put(name: str, file: File) -> None:
    """Keep ``file`` under ``name``, unless it is there: names tell the content."""
    if not default_storage.exists(name):
        default_storage.save(name, file)


def digest(file: IO[bytes]) -> str:
    """The SHA-256 of an open file, in hexadecimal digits."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # has readinto


@transaction.atomic
def discard(evidence: Evidence) -> None:
    """Remove a file that was not sent; its bytes go when nobody else has them."""
    sha256 = evidence.sha256
    evidence.delete()
    transaction.on_commit(lambda: remove_unnamed(sha256))


def remove_unnamed(sha256: str) -> bool:
    """Remove stored bytes that no row names, and their preview; True when no row does."""
    is_free = not StoredFile.is_named(sha256)
    if is_free:
        for folder in (FOLDER, PREVIEWS):
            default_storage.delete(stored_name(sha256, folder))
    return is_free
