"""What other rooms show of it: the star of a page, and since when the desk tells what is new."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from tasks.following.models import DeskVisit, Follow
from tasks.following.rules import Since
from tasks.ground.clock import today

SINCE = "desk_since"
# The visit is written down at most so often, and what happened meanwhile is told once more.
PAUSE = timedelta(minutes=10)


def star(request, kind, pk):
    """What following/_star.html shows of the task, unit or leader with that id."""
    is_followed = Follow.objects.filter(person=request.user, **{kind: pk}).exists()
    return {"kind": kind, "pk": pk, "is_followed": is_followed}


def last_visit(request):
    """The Since of the person's last visit before this session, None at his first; it is read when
    the session begins, and this visit is written down.
    """
    now = timezone.now()
    before = DeskVisit.objects.filter(person=request.user).first()
    if SINCE not in request.session:
        kept = [before.at.isoformat(), before.on.isoformat()] if before else []
        request.session[SINCE] = kept
    if before is None or before.at <= now - PAUSE:
        visit = DeskVisit(person=request.user, at=now, on=today())
        DeskVisit.objects.bulk_create(
            [visit], update_conflicts=True, unique_fields=["person"], update_fields=["at", "on"]
        )
    kept = request.session[SINCE]
    return Since(datetime.fromisoformat(kept[0]), date.fromisoformat(kept[1])) if kept else None
