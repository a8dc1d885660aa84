from auditlog.apps import AuditlogConfig
from axes.apps import AppConfig as AxesConfig
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    default = True
    name = "units"
    verbose_name = _("Units and people")


class SignInSecurityConfig(AxesConfig):
    verbose_name = _("Sign-in security")


class RecordOfEditsConfig(AuditlogConfig):
    verbose_name = _("Record of edits")
