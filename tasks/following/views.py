from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from leaders.models import Leader
from tasks.following.acts import follow, leave
from tasks.following.models import Follow
from tasks.frame.pages import ids, way_back
from tasks.plan.models import Plan, Task
from units.models import Unit

MODELS = {"task": Task, "unit": Unit, "leader": Leader}


class Following(TemplateView):
    """What the person follows; the stars of all pages send here."""

    template_name = "following/following.html"

    def get_context_data(self, **kwargs):
        mine = list(Follow.objects.of_person(self.request.user))
        return super().get_context_data(**kwargs) | {
            "tasks": [one.task for one in mine if one.kind == "task"],
            "units": [one.unit for one in mine if one.kind == "unit"],
            "leaders": [one.leader for one in mine if one.kind == "leader"],
            "opened": Plan.objects.opened(),
        }

    def post(self, request):
        """``kind`` and ``pk`` name what is followed, or with ``leave`` not any more."""
        model, number = MODELS.get(request.POST.get("kind")), ids([request.POST.get("pk", "")])
        if model is None or not number:
            raise Http404
        thing = get_object_or_404(model, pk=number[0])
        if "leave" in request.POST:
            leave(thing, by=request.user)
            said = _("You do not follow this any more: %(what)s.")
        else:
            follow(thing, by=request.user)
            said = _("You follow %(what)s; your desk says what is new of it.")
        messages.success(request, said % {"what": thing})
        return redirect(way_back(request, request.path))
