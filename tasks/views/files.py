"""Handing out evidence: never shown in the browser, never without asking who may read it."""

from csp.decorators import csp
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.generic import View

from tasks.actors import Actor
from tasks.clock import today
from tasks.models import Evidence
from tasks.views.base import PlanPage

inert = method_decorator(csp({"default-src": ["'none'"], "sandbox": True}), name="dispatch")


def attachment(file, name):
    """An answer that the browser saves and never shows or runs."""
    return FileResponse(
        file, as_attachment=True, filename=name, content_type="application/octet-stream"
    )


@inert
class FileDownload(PlanPage, View):
    def get(self, request, pk, **kwargs):
        rows = Evidence.objects.filter(milestone__task__plan=self.plan)
        row = get_object_or_404(rows, pk=pk)
        if not may_read(row, request.user):
            raise PermissionDenied
        return attachment(row.open(), row.name)


def may_read(row, user):
    """Everybody signed in reads what was sent; what was not, only the unit's own staff."""
    return row.is_sent or row.unit_id in Actor.of(user, today()).units
