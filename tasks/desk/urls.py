from django.urls import path

from tasks.desk.views import DeskPage

urlpatterns = [
    path("desk/", DeskPage.as_view(), name="desk"),
]
