"""What nobody needs any more: files that were chosen and never sent, bytes that nobody names."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from tasks.evidence.keeping import discard, remove_unnamed
from tasks.evidence.kinds import DAYS_UNNAMED, DAYS_UNSENT
from tasks.evidence.models import FOLDER, PREVIEWS, Evidence


def clear(at: datetime, now: datetime) -> dict[str, int]:
    """Remove what was left behind long ago; return how many files and bytes went.

    ``at`` is the time on the plan's date, which files are stamped with; disks know only ``now``.
    """
    old = Evidence.objects.unsent().filter(uploaded_at__lt=at - timedelta(days=DAYS_UNSENT))
    unsent = list(old)
    for file in unsent:
        discard(file)
    stale = {*left_behind(FOLDER, now), *left_behind(PREVIEWS, now)}
    return {"files": len(unsent), "bytes": sum(map(remove_unnamed, stale))}


def left_behind(top, now):
    """The digests of bytes in ``top`` too old to belong to a form that is just being sent."""
    if not default_storage.exists(top):
        return
    for folder in default_storage.listdir(top)[0]:
        for name in default_storage.listdir(f"{top}/{folder}")[1]:
            stored = default_storage.get_modified_time(f"{top}/{folder}/{name}")
            if stored < now - timedelta(days=DAYS_UNNAMED):
                yield name
