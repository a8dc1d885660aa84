from django.urls import path

from tasks.handover.views import AskRelief, MovePart

urlpatterns = [
    path("assignments/<int:pk>/relief/", AskRelief.as_view(), name="ask-relief"),
    path("assignments/<int:pk>/move/", MovePart.as_view(), name="move-part"),
]
