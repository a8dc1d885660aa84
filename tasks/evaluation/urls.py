from django.urls import path

from tasks.evaluation.views import (
    AddLine,
    AnswerAppeal,
    AppealPage,
    EvaluationPage,
    Publish,
    ScoreSheetPage,
    WeightsPage,
)

urlpatterns = [
    path("evaluation/", EvaluationPage.as_view(), name="evaluation"),
    path("evaluation/weights/", WeightsPage.as_view(), name="weights"),
    path("evaluation/publish/", Publish.as_view(), name="publish-evaluation"),
    path("evaluation/<int:pk>/", ScoreSheetPage.as_view(), name="score-sheet"),
    path("evaluation/<int:pk>/line/", AddLine.as_view(), name="add-line"),
    path("evaluation/<int:pk>/appeal/", AppealPage.as_view(), name="appeal"),
    path("evaluation/appeals/<int:pk>/", AnswerAppeal.as_view(), name="answer-appeal"),
]
