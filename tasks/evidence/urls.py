from django.urls import path

from tasks.evidence.views import FileDownload, FilePreview

urlpatterns = [
    path("files/<int:pk>/", FileDownload.as_view(), name="file"),
    path("files/<int:pk>/preview/", FilePreview.as_view(), name="preview"),
]
