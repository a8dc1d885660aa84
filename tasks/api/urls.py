"""The page of a plan, and what programs ask: they have a token and no account."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from tasks.api.endpoints import api
from tasks.api.views import ApiPage, Description

urlpatterns = [
    path("setup/api/", ApiPage.as_view(), name="api-clients"),
    path("setup/api/openapi.json", Description.as_view(), name="api-description"),
]

answers, *names = api.urls
for pattern in answers:
    login_not_required(pattern.callback)
machine_urls = (answers, *names)
