from django.urls import path

from tasks.following.views import Following

urlpatterns = [
    path("accounts/following/", Following.as_view(), name="following"),
]
