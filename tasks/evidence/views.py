"""Handing files out to those who may read them."""

from django.shortcuts import get_object_or_404
from django.views.generic import View

from tasks.evidence.models import Evidence
from tasks.evidence.pages import attachment, inert
from tasks.frame.pages import PlanPage


@inert
class FileDownload(PlanPage, View):
    def get(self, request, pk, **kwargs):
        files = Evidence.objects.readable_by(request.user).filter(task__plan=self.plan)
        file = get_object_or_404(files, pk=pk)
        return attachment(file.open(), file.name)
