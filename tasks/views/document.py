from django.views.generic import TemplateView

from tasks.document import passages
from tasks.frame.pages import PlanPage
from tasks.models import Task


class DocumentPage(PlanPage, TemplateView):
    nav = "document"
    template_name = "tasks/document.html"

    def get_context_data(self, **kwargs):
        tasks = Task.objects.for_document(self.plan, self.as_of)
        return super().get_context_data(**kwargs) | {
            "tasks": tasks,
            "paragraphs": passages(self.plan, list(tasks)),
        }


class AboutPage(PlanPage, TemplateView):
    nav = "about"
    template_name = "tasks/about.html"
