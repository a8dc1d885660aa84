from auditlog.models import LogEntry
from axes.admin import AccessAttemptAdmin, AccessFailureLogAdmin, AccessLogAdmin
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from axes.utils import reset
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from units.audit import record_lifting, record_password
from units.models import Unit, UnitAlias, User
from units.rights import GivesRights

admin.site.site_header = _("Supervision ledger: administration")
admin.site.site_title = _("Supervision ledger")
admin.site.index_title = _("Administration")
admin.site.empty_value_display = "—"
admin.site.unregister(Group)  # a person has one role, see docs/decisions/roles-not-permissions.md


class NothingIsDeleted:
    """Rows that others refer to are closed or deactivated, so that history stays whole."""

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnly(NothingIsDeleted):
    """Records are read, never made, changed or deleted by hand."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class ByName:
    """The column of names, which sorts by their pinyin."""

    @admin.display(description=_("name"), ordering="sort_name")
    def by_name(self, row):
        return row.name


class UnitAliasInline(admin.TabularInline):
    """Other names of today; a former one was kept by the act of renaming, and stays as it is."""

    model = UnitAlias
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).filter(until=None)


@admin.register(Unit)
class UnitAdmin(ByName, NothingIsDeleted, admin.ModelAdmin):
    list_display = ("by_name", "kind", "parent", "position")
    list_filter = ("kind",)
    list_editable = ("position",)
    list_select_related = ("parent",)
    search_fields = ("name", "aliases__name")
    autocomplete_fields = ("parent", "members")
    inlines = [UnitAliasInline]


class PersonCreationForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "name", "role", "unit")


class PersonChangeForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User


@admin.register(User)
class PersonAdmin(GivesRights, ByName, NothingIsDeleted, UserAdmin):
    rights = ("role", "unit")
    form = PersonChangeForm
    add_form = PersonCreationForm
    list_display = ("username", "by_name", "role", "unit", "phone", "is_active", "last_login")
    list_filter = ("role", "is_active", ("unit", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("unit",)
    search_fields = ("username", "name", "phone", "unit__name")
    autocomplete_fields = ("unit",)
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = [
        (None, {"fields": ("username", "password", "is_active")}),
        (
            _("Person"),
            {"fields": ("name", "role", "unit", "phone", "email", "language", "reminder_days")},
        ),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "name", "role", "unit", "password1", "password2"),
            },
        )
    ]

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        person = self.get_object(request, unquote(id))
        response = super().user_change_password(request, id, form_url)
        if person and person.password != User.objects.get(pk=person.pk).password:
            record_password(person, by=request.user)
        return response


@admin.register(AccessAttempt)
class FailedSignInsAdmin(ReadOnly, AccessAttemptAdmin):
    actions = ["lift"]

    @admin.action(description=_("Lift the lock"))
    def lift(self, request, queryset):
        names = list(queryset.values_list("username", flat=True))
        for name in names:
            reset(username=name)
        for person in User.objects.filter(username__in=names):
            record_lifting(person)
        self.message_user(request, _("The lock is lifted."))


@admin.register(AccessLog)
class SignInsAdmin(ReadOnly, AccessLogAdmin):
    pass


@admin.register(AccessFailureLog)
class RefusedSignInsAdmin(ReadOnly, AccessFailureLogAdmin):
    pass


# What is recorded of a thing without being one of its fields.
LABELS = {"lock": _("sign-in lock"), "code": _("one-time code")}

admin.site.unregister(LogEntry)  # its own search asks for fields that our people do not have


@admin.register(LogEntry)
class RecordOfEditsAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("timestamp", "person", "remote_addr", "action", "thing", "what")
    list_filter = ("action", ("content_type", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("actor", "content_type")
    date_hierarchy = "timestamp"
    search_fields = ("object_repr", "changes_text", "actor__username", "actor__name")

    @admin.display(description=_("person"), ordering="actor__name")
    def person(self, entry):
        return entry.actor or _("the system")

    @admin.display(description=_("object"))
    def thing(self, entry):
        return f"{entry.content_type.name} {entry.object_repr}"

    @admin.display(description=_("before → after"))
    def what(self, entry):
        model = entry.content_type.model_class()
        return "; ".join(said(model, *change) for change in entry.changes_dict.items())


def said(model, name, change):
    """One field's change in words; members of a list come as what was added or removed."""
    label = LABELS.get(name) or getattr(model._meta.get_field(name), "verbose_name", name)
    if isinstance(change, dict):
        return f"{label}: {change['operation']} {', '.join(change['objects'])}"
    old, new = change
    return f"{label}: {old} → {new}"
