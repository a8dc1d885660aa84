"""Handing files out to those who may read them."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View

from tasks.evidence.models import Evidence
from tasks.evidence.pages import attachment, inert
from tasks.frame.pages import PlanPage
from tasks.ground.clock import today
from tasks.plan.actors import Actor


class Readable(PlanPage, View):
    """The files of the plan that may be read by whoever asks."""

    def files(self):
        reader = Actor.of(self.request.user, today())
        return Evidence.objects.readable_by(reader).filter(task__plan=self.plan)


@inert
class FileDownload(Readable):
    def get(self, request, pk, **kwargs):
        file = get_object_or_404(self.files(), pk=pk)
        return attachment(file.open(), file.name)


@inert
class FilePreview(Readable):
    """The small picture of a file, for whoever may read the file itself."""

    def get(self, request, pk, **kwargs):
        file = get_object_or_404(self.files(), pk=pk, has_preview=True)
        return FileResponse(file.open_preview(), content_type="image/jpeg")
