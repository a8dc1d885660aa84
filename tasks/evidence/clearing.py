"""What nobody needs any more: files that were chosen and never sent, bytes that nobody names."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from tasks.evidence.keeping import discard, remove_unnamed
from tasks.evidence.kinds import DAYS_UNNAMED, DAYS_UNSENT
from tasks.evidence.models import FOLDER, Evidence


def clear(at: datetime, now: datetime) -> dict[str, int]:
    """Remove what was left behind long ago; return how many files and bytes went.

    ``at`` is the time on the plan's date, which files are stamped with; disks know only ``now``.
    """
    old = Evidence.objects.unsent().filter(uploaded_at__lt=at - timedelta(days=DAYS_UNSENT))
    unsent = list(old)
    for file in unsent:
        discard(file)
    return {"files": len(unsent), "bytes": sum(map(remove_unnamed, left_behind(now)))}


def left_behind(now):
    """The digests of stored bytes that are too old to belong to a form that is just being sent."""
    if not default_storage.exists(FOLDER):
        return
    for folder in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]:
            stored = default_storage.get_modified_time(f"{FOLDER}/{folder}/{name}")
            if stored < now - timedelta(days=DAYS_UNNAMED):
                yield name
