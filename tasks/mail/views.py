"""The inbox: what the ledger wrote to the person who looks."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import TemplateView

from tasks.frame.pages import PlanPage
from tasks.mail.inbox import mails_of, open_mail, read_all

PER_PAGE = 50


class Inbox(PlanPage, TemplateView):
    nav = "desk"
    template_name = "mail/inbox.html"

    def get_context_data(self, **kwargs):
        pages = Paginator(mails_of(self.request.user).defer("body"), PER_PAGE)
        page = pages.get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {"page_obj": page}

    def post(self, request, *args, **kwargs):
        read_all(request.user, timezone.now())
        return redirect("inbox", self.plan.slug)


class MailPage(PlanPage, TemplateView):
    nav = "desk"
    template_name = "mail/mail.html"

    def get_context_data(self, *, pk, **kwargs):
        mail = get_object_or_404(mails_of(self.request.user), pk=pk)
        open_mail(mail, timezone.now())
        return super().get_context_data(**kwargs) | {"mail": mail}
