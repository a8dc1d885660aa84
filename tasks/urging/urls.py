from django.urls import path

from tasks.urging.views import UrgePage

urlpatterns = [
    path("supervision/urge/", UrgePage.as_view(), name="urge"),
]
