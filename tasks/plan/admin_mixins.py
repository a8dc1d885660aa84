"""What people may not do in the administration: history is read, a plan comes by import."""

from tasks.plan.models.restriction import NOBODY


class ReadOnly:
    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class WithoutRestricted(ReadOnly):
    """Nobody reads restricted words here, or finds them; which rows are restricted is seen."""

    def get_queryset(self, request):
        return super().get_queryset(request).seen_by(NOBODY)

    def get_search_results(self, request, queryset, search_term):
        rows = queryset.filter(is_restricted=False) if search_term else queryset
        return super().get_search_results(request, rows, search_term)


SPAN = ("source_start", "source_end")


class ComesByImport:
    """Rows are made and removed by importing a plan, never by hand."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
