from django.urls import path

from tasks.search.views import SearchPage

urlpatterns = [
    path("search/", SearchPage.as_view(), name="search"),
]
