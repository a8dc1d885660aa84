from django.urls import path

from tasks.handover.views import AskRelief, MovePart, NameActingHead, NameHost

urlpatterns = [
    path("assignments/<int:pk>/relief/", AskRelief.as_view(), name="ask-relief"),
    path("assignments/<int:pk>/move/", MovePart.as_view(), name="move-part"),
    path("assignments/<int:pk>/host/", NameHost.as_view(), name="name-host"),
    path("units/<int:pk>/acting-head/", NameActingHead.as_view(), name="acting-head"),
]
