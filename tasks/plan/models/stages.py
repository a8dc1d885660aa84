"""The stages of a milestone: docs/rules.md, section 3."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    OPEN = "open", _("In progress")
    SIGNING = "signing", _("Waiting for the head's signature")
    SUBMITTED = "submitted", _("Waiting for review")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")
