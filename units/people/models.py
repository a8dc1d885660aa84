"""How people are let in: one-time codes, and sheets of people that wait for their confirmation."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SignInCodeQuerySet(models.QuerySet):
    def open(self, at):
        """Those that still let somebody in at ``at``."""
        return self.filter(used_at=None, replaced_at=None, valid_until__gt=at)

    def untouched(self):
        """Those that were neither used nor replaced; some of them may be too old."""
        return self.filter(used_at=None, replaced_at=None)


class SignInCode(models.Model):
    """With it ``person`` sets his own password, once: at the first sign-in, or when he forgot it.

    Only a digest of the code is kept; the code itself follows from this row and the secret key
    (units.people.codes), so that it can be printed and mailed without standing anywhere.
    """

    person = models.ForeignKey(
        "units.User", models.CASCADE, related_name="codes", verbose_name=_("person")
    )
    # Nobody where the person asked for it himself, on the page for forgotten passwords.
    made_by = models.ForeignKey(
        "units.User",
        models.PROTECT,
        null=True,
        related_name="codes_made",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"))
    valid_until = models.DateTimeField(_("valid until"))
    # What was made by one click is printed together.
    batch = models.UUIDField(db_index=True)
    by_mail = models.BooleanField(_("sent by mail"), default=False)
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(_("used at"), null=True)
    replaced_at = models.DateTimeField(_("replaced at"), null=True)

    objects = SignInCodeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("one-time code")
        verbose_name_plural = _("one-time codes")
        constraints = [
            models.UniqueConstraint(name="code_once_per_batch", fields=["batch", "person"]),
            models.CheckConstraint(
                name="code_lasts_a_while", condition=Q(valid_until__gt=F("made_at"))
            ),
            models.CheckConstraint(
                name="code_ends_one_way",
                condition=Q(used_at__isnull=True) | Q(replaced_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.made_at}"

    def is_open(self, at):
        """True while it lets the person in."""
        return self.used_at is None and self.replaced_at is None and at < self.valid_until


class PeopleSheet(models.Model):
    """What ``person`` uploaded last and has not confirmed: the rows as they were read.

    ``answers`` says what the unknown names of units mean: ``{name: "12"}`` is the unit with that
    id, ``{name: "new:party"}`` a new one of that kind.
    """

    person = models.OneToOneField(
        "units.User", models.CASCADE, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("file name"), max_length=200)
    uploaded_at = models.DateTimeField(_("uploaded at"))
    rows = models.JSONField(_("rows"))
    answers = models.JSONField(_("answers"), default=dict)

    class Meta:
        verbose_name = _("sheet of people")
        verbose_name_plural = _("sheets of people")

    def __str__(self):
        return self.name
