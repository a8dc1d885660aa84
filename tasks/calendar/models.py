"""The private address under which a person's phone fetches his calendar: docs/calendar.md."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from tasks.frame.secret import digest_of
from units.models import User


class AddressQuerySet(models.QuerySet["CalendarAddress"]):
    def fetched_with(self, token: str, at: datetime) -> "CalendarAddress | None":
        """The address that has the secret ``token``, of an active person, noted as fetched now."""
        active = self.filter(digest=digest_of(token), person__is_active=True)
        found = active.select_related("person").first()
        if found:
            self.filter(pk=found.pk).update(fetched_at=at)
        return found


class CalendarAddress(models.Model):
    """One of a person; the secret itself was shown once, and is not kept."""

    person = models.OneToOneField(
        User, models.CASCADE, related_name="calendar_address", verbose_name=_("person")
    )
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    fetched_at = models.DateTimeField(_("last fetched at"), null=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self):
        return str(self.person)
