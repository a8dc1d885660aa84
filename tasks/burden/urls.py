from django.urls import path

from tasks.burden.views import BurdenPage

urlpatterns = [
    path("supervision/burden/", BurdenPage.as_view(), name="burden"),
]
