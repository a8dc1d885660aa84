from django.urls import path

from tasks.evidence.views import FileDownload

urlpatterns = [
    path("files/<int:pk>/", FileDownload.as_view(), name="file"),
]
