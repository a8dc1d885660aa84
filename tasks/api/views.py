"""The page on which programs get and lose their tokens, and which tells what they can ask."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from tasks.api.acts import RIGHT, add_client, revoke_client
from tasks.api.described import described
from tasks.api.endpoints import api
from tasks.api.forms import ClientForm
from tasks.api.models import ApiClient
from tasks.frame.pages import PlanPage, ids, typed_before
from tasks.frame.secret import keep_to_show, to_show


class Description(PlanPage, View):
    """All that can be asked, as OpenAPI."""

    nav = "supervision"
    right = RIGHT

    def get(self, request, **kwargs):
        return JsonResponse(api.get_openapi_schema())


class ApiPage(PlanPage, View):
    """The programs that read the plan, a form for another one, and what they can ask."""

    nav = "supervision"
    right = RIGHT
    always_today = True

    def get(self, request, **kwargs):
        return self.page(ClientForm(initial=typed_before(request) or {}), to_show(request))

    def post(self, request, **kwargs):
        if "revoke" in request.POST:
            return self.revoke(ids([request.POST["revoke"]]))
        form = ClientForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        keep_to_show(
            request, add_client(self.plan, by=request.user, on=self.as_of, **form.cleaned_data)
        )
        return redirect("api-clients", self.plan.slug)

    def revoke(self, ids):
        client = get_object_or_404(ApiClient, plan=self.plan, pk__in=ids)
        revoke_client(client, by=self.request.user, on=self.as_of)
        messages.success(
            self.request,
            _("The token is revoked: “%(name)s” cannot read any more.") % {"name": client},
        )
        return redirect("api-clients", self.plan.slug)

    def page(self, form, token=""):
        clients = ApiClient.objects.filter(plan=self.plan).select_related("made_by", "revoked_by")
        context = {
            "form": form,
            "token": token,
            "clients": clients,
            "asked": described(api.get_openapi_schema(), self.plan.slug),
        }
        return render(self.request, "api/clients.html", context)
