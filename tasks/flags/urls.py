from django.urls import path

from tasks.flags.views import FlagList

urlpatterns = [
    path("flags/", FlagList.as_view(), name="flag-list"),
]
