"""The preview of the digests for supervisors."""

from django.views.generic import TemplateView

from tasks.digests.weekly import digests
from tasks.frame.pages import PlanPage
from tasks.ground.clock import today
from tasks.ground.days import next_monday


class DigestPreview(PlanPage, TemplateView):
    """What would go out on Monday, to whom, with every word."""

    nav = "supervision"
    right = "supervise"
    always_today = True
    template_name = "digests/digest_preview.html"

    def get_context_data(self, **kwargs):
        monday = next_monday(today())
        letters = list(digests(monday))
        chosen = self.request.GET.get("person", "")
        shown = next((one for one in letters if str(one.recipient.pk) == chosen), None)
        return super().get_context_data(**kwargs) | {
            "monday": monday,
            "letters": letters,
            "shown": shown or next(iter(letters), None),
        }
