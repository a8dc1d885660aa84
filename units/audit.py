"""Who edited what in the administration: django-auditlog, with the person and the address."""

from auditlog.context import auditlog_value, set_extra_data
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.dispatch import Signal

HIDDEN = "•••"
# Sent with person, by and occasion when somebody set the password of somebody else.
password_set = Signal()


def record_password(person, by):
    """Record that ``by`` gave ``person`` a password, and tell whoever writes to the person."""
    action, change = LogEntry.Action.UPDATE, {"password": [HIDDEN, HIDDEN]}
    entry = LogEntry.objects.log_create(person, action=action, changes=change, actor=by)
    if by != person:
        password_set.send(type(person), person=person, by=by, occasion=f"password-{entry.pk}")


def record_lifting(person):
    """Record that the lock on the sign-in of ``person`` was lifted."""
    action, change = LogEntry.Action.UPDATE, {"lock": ["locked", "lifted"]}
    LogEntry.objects.log_create(person, action=action, changes=change)


def record_codes(people, by):
    """Record that ``by`` made a one-time code for each of ``people``; None is who asked himself."""
    change = {"code": ["—", HIDDEN]}
    record_all(LogEntry.Action.UPDATE, [(person, change) for person in people], by)


def record_all(action, changed, by):
    """Record ``changed``, pairs of a row and ``{field: [before, after]}``, in one statement."""
    address = auditlog_value.get({}).get("remote_addr")
    LogEntry.objects.bulk_create(
        LogEntry(
            content_type=ContentType.objects.get_for_model(row),
            object_pk=row.pk,
            object_id=row.pk,
            object_repr=str(row),
            action=action,
            changes=changes,
            actor=by,
            remote_addr=address,
        )
        for row, changes in changed
    )


class AuditMiddleware:
    """Tells the record of edits who is at work, from which address.

    Proxies are not believed: what a client writes into X-Forwarded-For would be recorded as
    true. Behind one, the web server sets the address (docs/deploy.md).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        person = request.user if request.user.is_authenticated else None
        who = {"actor": person, "remote_addr": request.META.get("REMOTE_ADDR")}
        with set_extra_data(context_data=who):
            return self.get_response(request)
