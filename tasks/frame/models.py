"""Forms that were sent, so that the same one sent twice makes one thing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models import User


class SentForm(models.Model):
    """A form as one page showed it, sent by ``person``; ``location`` is where its end led."""

    # Made from person, address and the moment at which the page was shown.
    key = models.CharField(_("key"), max_length=64, unique=True)
    person = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField(_("sent at"))
    # Empty while it is being carried out.
    location = models.TextField(_("where it led"), blank=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")
        indexes = [models.Index(fields=["at"])]

    def __str__(self):
        return f"{self.at} {self.person}"
