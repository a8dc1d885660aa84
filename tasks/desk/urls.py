from django.urls import path

from tasks.desk.views import DeskCount, DeskPage

urlpatterns = [
    path("desk/", DeskPage.as_view(), name="desk"),
    path("desk/count/", DeskCount.as_view(), name="desk-count"),
]
