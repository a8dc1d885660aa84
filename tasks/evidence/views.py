"""Handing files out to those who may read them."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.generic import View

from tasks.evidence.models import Evidence
from tasks.evidence.pages import attachment, inert
from tasks.frame.pages import PlanPage
from tasks.ground.clock import today
from tasks.plan.actors import Actor


@inert
class FileDownload(PlanPage, View):
    def get(self, request, pk, **kwargs):
        file = get_object_or_404(Evidence.objects.filter(task__plan=self.plan), pk=pk)
        if not may_read(file, request.user):
            raise PermissionDenied
        return attachment(file.open(), file.name)


def may_read(file, user):
    """Everybody signed in reads what was sent; what was not, only the unit's own staff."""
    return file.is_sent or file.unit_id in Actor.of(user, today()).units
