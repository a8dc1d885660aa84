"""The short address of a task, by which paper leads back to its page."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from tasks.plan.models import Task


@require_safe
def short(request: HttpRequest, plan: int, number: int) -> HttpResponse:
    """To the page of the task with that number of the plan of that id. Raises Http404."""
    task = get_object_or_404(Task.objects.select_related("plan"), plan=plan, number=number)
    return redirect("task", task.plan.slug, number)


def paper_link(task: Task) -> dict[str, str]:
    """What browse/_paper_link.html shows: the whole ``address``, and its ``code`` as a picture."""
    path = reverse("short", args=[task.plan_id, task.number])
    address = settings.SITE_URL.rstrip("/") + path
    return {"address": address, "code": picture(address)}


@lru_cache(maxsize=1024)
def picture(address: str) -> SafeString:
    """The QR code of ``address`` as SVG, large enough for a telephone when printed."""
    import segno  # noqa: PLC0415  # 30 ms for whoever needs it

    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(scale=2, border=2, svgclass=None, lineclass=None))
