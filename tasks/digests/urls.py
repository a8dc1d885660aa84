from django.urls import path

from tasks.digests.views import DigestPreview

urlpatterns = [
    path("supervision/digests/", DigestPreview.as_view(), name="digest-preview"),
]
