from django.urls import path

from tasks.past.views import PastBatchPage, PastPage, PastTemplate

urlpatterns = [
    path("past/", PastPage.as_view(), name="past"),
    path("past/template.xlsx", PastTemplate.as_view(), name="past-template"),
    path("past/<int:pk>/", PastBatchPage.as_view(), name="past-batch"),
]
