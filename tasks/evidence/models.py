"""Files that prove."""

from itertools import combinations

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tasks.evidence.kinds import DRAWN, kind_of
from tasks.ground.clock import moment
from tasks.plan.models.history import Event
from tasks.plan.models.milestone import Milestone
from tasks.plan.models.restriction import (
    THINGS,
    ReadableQuerySet,
    Restrictable,
    Restriction,
)
from tasks.plan.models.task import Task
from units.models import Unit, User

# The keys to what a file can be sent with, at most one of them set: a file with none is still to be
# sent. A new paper that takes files adds its key here and to Evidence. The name stands outside the
# class because Meta cannot see the class around it.
FOLDER, PREVIEWS = "evidence", "previews"
PROVES = ("report", "request", "extension", "reply", "receipt", "visit", "inspection")
# By which things a file is restricted: itself and what it proves, with the key to each.
SHUT_BY = {"file": "pk"} | {name: name for name in PROVES if name in THINGS}
# On which day what they prove was sent.
DAYS = {
    "report": "reported_on",
    "request": "requested_on",
    "extension": "requested_on",
    "reply": "replied_on",
    "receipt": "replied_on",
    "visit": "rectified_on",
    "inspection": "inspected_on",
}
# With these acts supervisors add files of what they saw, which prove nothing for a unit.
Action = Event.Action
SEEN = (Action.INSPECT, Action.CLOSE_INSPECTION, Action.SEND_BACK_RECTIFICATION)


def proven(model, name):
    """The key to what a file proves, if it is a row of ``model``; papers stand in rooms above."""
    return models.ForeignKey(
        model, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=name
    )


def at_most_one(names):
    """The condition that of these keys no two are set: for each pair, one of both is empty."""
    condition = Q()
    for one, other in combinations(names, 2):
        condition &= Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True})
    return condition


class EvidenceQuerySet(ReadableQuerySet):
    def closed(self, reader):
        """The condition that ``reader`` may not read a row: it is restricted, or what it proves."""
        mine = Q(*((thing, OuterRef(key)) for thing, key in SHUT_BY.items()), _connector=Q.OR)
        return Q(Exists(Restriction.objects.closed_to(reader).filter(mine)))

    def shown_to(self, reader):
        """As ``reader`` sees them, with all that a list of files shows."""
        return self.seen_by(reader).select_related("unit", "uploaded_by")

    def sent(self):
        """Files that prove something, not those of forms that are still being filled in."""
        return self.exclude(**dict.fromkeys(self.model.PROVES))

    def of_units(self):
        """What units sent, not what supervisors saw."""
        return self.sent().exclude(action__in=SEEN)

    def sent_by(self, day):
        """What units sent about a milestone by the end of ``day``, with who sent it."""
        sent = Q(report__reported_on__lte=day) | Q(request__requested_on__lte=day)
        sent |= Q(extension__requested_on__lte=day) | Q(receipt__replied_on__lte=day)
        sent |= Q(visit__rectified_on__lte=day)
        return self.of_units().filter(sent).select_related("unit", "uploaded_by")

    def known_on(self, day):
        """Those whose form was sent by the end of ``day``, as what they prove says."""
        days = (f"{name}__{column}" for name, column in DAYS.items())
        return self.filter(Q(*((f"{one}__lte", day) for one in days), _connector=Q.OR))

    def unsent(self):
        return self.filter(**dict.fromkeys(self.model.PROVES))

    def untried(self):
        """Those of which a preview could be made, and nobody has tried to."""
        of_kind = Q()
        for kind in DRAWN:
            of_kind |= Q(name__iendswith=f".{kind}")
        return self.sent().filter(of_kind, has_preview=None)

    def readable_by(self, reader):
        """Everybody signed in reads what was sent and is not restricted; what was not sent, only who
        chose it.
        """
        own = self.unsent().filter(uploaded_by=reader.person.pk)
        # As ``closed`` says, by lists that are made once: the search asks it of thousands.
        closed = Restriction.objects.closed_to(reader)
        shut = Q()
        for thing, key in SHUT_BY.items():
            shut |= Q(**{f"{key}__in": closed.exclude(**{thing: None}).values(thing)})
        return self.exclude(shut).sent() | own


class StoredFile(models.Model):
    """A row that names stored bytes by their SHA-256 in the column ``DIGEST``.

    The bytes lie once per content under MEDIA_ROOT, whoever names them. Each kind says in
    ``kept_since(person, moment)`` by which of its rows that person keeps bytes from then on.
    """

    DIGEST = "sha256"

    class Meta:
        abstract = True

    @staticmethod
    def is_named(sha256):
        """True while some row of whatever kind names these bytes."""
        kinds = StoredFile.__subclasses__()
        return any(kind.objects.filter(**{kind.DIGEST: sha256}).exists() for kind in kinds)

    @property
    def room(self):
        """How many bytes it takes; none where they are gone."""
        name = stored_name(getattr(self, self.DIGEST))
        return default_storage.size(name) if default_storage.exists(name) else 0

    def open(self):
        """The stored bytes, open for reading."""
        return default_storage.open(stored_name(getattr(self, self.DIGEST)))


class Evidence(Restrictable, StoredFile):
    """A file of a task, mostly of one milestone. Until its form is sent only who chose it sees it."""

    RESTRICTED_AS, WORDS = "file", ("name", "sha256", "has_preview")

    PROVES = PROVES
    task = models.ForeignKey(Task, models.PROTECT, related_name="evidence", verbose_name=_("task"))
    milestone = models.ForeignKey(
        Milestone,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("milestone"),
    )
    action = models.CharField(_("for"), max_length=30, choices=Event.Action)
    report = proven("tasks.ProgressReport", _("progress report"))
    request = proven("tasks.CompletionRequest", _("completion request"))
    extension = proven("tasks.Extension", _("extension"))
    reply = proven("tasks.Reply", _("reply to an instruction"))
    receipt = proven("tasks.Receipt", _("reply to a slip"))
    visit = proven("tasks.Visit", _("rectification"))
    inspection = proven("tasks.Inspection", _("inspection"))
    # The row of the paper that its form answers: two papers of one task have two forms.
    answers = models.PositiveBigIntegerField(null=True, editable=False)
    # In whose name it was added; supervisors may have none.
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=moment, editable=False)
    name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveBigIntegerField(_("bytes"))
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    # Empty until somebody tried to make one: tasks.evidence.previewing.
    has_preview = models.BooleanField(_("has a preview"), null=True, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(name="evidence_proves_one_thing", condition=at_most_one(PROVES)),
            models.CheckConstraint(name="evidence_is_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self):
        return str(self.name)

    @property
    def may_be_restricted(self):
        """True for all but the files of an inspection, which its paper lists."""
        return self.inspection_id is None

    @property
    def kind(self):
        return kind_of(self.name)

    @classmethod
    def kept_since(cls, person, moment):
        return cls.objects.filter(uploaded_by=person, uploaded_at__gt=moment)

    @property
    def room(self):
        return self.size

    def open_preview(self):
        """Its small picture, open for reading. Raises FileNotFoundError where there is none."""
        return default_storage.open(stored_name(self.sha256, PREVIEWS))


def stored_name(sha256, folder=FOLDER):
    return f"{folder}/{sha256[:2]}/{sha256}"
