from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tasks.plan.admin_mixins import ReadOnly
from tasks.plan.models import Plan
from tasks.reorganising.models import UnitChange
from units.admin import UnitAdmin
from units.models import Unit

admin.site.unregister(Unit)  # the app of units knows no plan, under which a unit is renamed


@admin.register(Unit)
class NamedOnceAdmin(UnitAdmin):
    """A new unit gets its name here; it changes by an act, which keeps the former one: docs/changes.md."""

    def get_fields(self, request, obj=None):
        names = ("name", "renaming", "former") if obj else ("name",)
        return (*names, "kind", "parent", "members", "position")

    def get_readonly_fields(self, request, obj=None):
        return ("name", "renaming", "former") if obj else ()

    @admin.display(description=gettext_lazy("Rename"))
    def renaming(self, unit):
        words = _("on the unit's page, which keeps the former name")
        plan = Plan.objects.order_by("-is_active", "-issued_on").first()
        if plan is None:
            return words
        return format_html(
            '<a href="{}">{}</a>', reverse("rename-unit", args=[plan.slug, unit.pk]), words
        )

    @admin.display(description=gettext_lazy("Former names"))
    def former(self, unit):
        names = unit.aliases.exclude(until=None).order_by("-until")
        told = (_("%(name)s (until %(day)s)") % {"name": one, "day": one.until} for one in names)
        return pgettext("list", ", ").join(told) or None


@admin.register(UnitChange)
class UnitChangeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("on", "action", "unit", "before", "after", "whom", "person")
    list_filter = ("action",)
    list_select_related = ("unit", "whom", "person")
    search_fields = ("before", "after", "note")
    date_hierarchy = "on"
