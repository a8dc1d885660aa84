from django.urls import path

from tasks.rounds.views import AnswerPage, ReviewRound, RoundList, RoundPage

urlpatterns = [
    path("rounds/", RoundList.as_view(), name="round-list"),
    path("rounds/<int:pk>/", RoundPage.as_view(), name="round"),
    path("rounds/<int:pk>/answer/", AnswerPage.as_view(), name="round-answer"),
    path("rounds/<int:pk>/review/", ReviewRound.as_view(), name="round-review"),
]
