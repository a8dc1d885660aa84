from django.urls import path

from tasks.mail.views import Inbox, MailPage

urlpatterns = [
    path("inbox/", Inbox.as_view(), name="inbox"),
    path("inbox/<uuid:pk>/", MailPage.as_view(), name="mail"),
]
