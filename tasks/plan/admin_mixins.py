"""What people may not do in the administration: history is read, a plan comes by import."""


class ReadOnly:
    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


SPAN = ("source_start", "source_end")


class ComesByImport:
    """Rows are made and removed by importing a plan, never by hand."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
