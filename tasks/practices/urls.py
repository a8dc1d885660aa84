from django.urls import path

from tasks.practices.views import PracticeList, ProposePractice, PublishPractice

urlpatterns = [
    path("practices/", PracticeList.as_view(), name="practice-list"),
    path("practices/<int:pk>/publish/", PublishPractice.as_view(), name="publish-practice"),
    path("reports/<int:pk>/practice/", ProposePractice.as_view(), name="propose-practice"),
]
