from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from units.people.signals import people_written


class LeadersConfig(AppConfig):
    name = "leaders"
    verbose_name = _("Leaders")

    def ready(self):
        from leaders.accounts import give_accounts  # noqa: PLC0415

        people_written.connect(give_accounts)
