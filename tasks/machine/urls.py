from django.urls import path

from tasks.machine.views import JobPage

urlpatterns = [
    path("jobs/", JobPage.as_view(), name="jobs"),
]
