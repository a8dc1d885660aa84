"""Programs of others that read a plan: docs/api.md."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.frame.secret import digest_of
from tasks.plan.models import Plan
from units.models import User


class ClientQuerySet(models.QuerySet["ApiClient"]):
    def with_token(self, token: str, on: date) -> "ApiClient | None":
        """The client that has the secret ``token`` and was not revoked, noted as used on the day."""
        found = self.filter(digest=digest_of(token), revoked_on=None).first()
        if found and found.used_on != on:
            self.filter(pk=found.pk).update(used_on=on)
        return found


class ApiClient(models.Model):
    """A program called ``name`` that may read ``plan``; its secret was shown once, and is not kept."""

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="api_clients", verbose_name=_("plan")
    )
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_on = models.DateField(_("made on"))
    used_on = models.DateField(_("last used on"), null=True)
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("revoked by")
    )
    revoked_on = models.DateField(_("revoked on"), null=True)

    objects = ClientQuerySet.as_manager()

    class Meta:
        ordering = ["revoked_on", "name", "id"]
        verbose_name = _("API client")
        verbose_name_plural = _("API clients")
        constraints = [
            models.CheckConstraint(
                name="api_client_revoked_by_somebody",
                condition=Q(revoked_on=None, revoked_by=None)
                | Q(revoked_on__isnull=False, revoked_by__isnull=False),
            )
        ]

    def __str__(self):
        return self.name
