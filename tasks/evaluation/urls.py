from django.urls import path

from tasks.evaluation.file_views import (
    RankingBook,
    RankingPaper,
    ScoreSheetBook,
    ScoreSheetPaper,
)
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
    path("evaluation/ranking.xlsx", RankingBook.as_view(), name="evaluation-book"),
    path("evaluation/ranking.docx", RankingPaper.as_view(), name="evaluation-paper"),
    path("evaluation/<int:pk>/sheet.xlsx", ScoreSheetBook.as_view(), name="score-sheet-book"),
    path("evaluation/<int:pk>/sheet.docx", ScoreSheetPaper.as_view(), name="score-sheet-paper"),
    path("evaluation/weights/", WeightsPage.as_view(), name="weights"),
    path("evaluation/publish/", Publish.as_view(), name="publish-evaluation"),
    path("evaluation/<int:pk>/", ScoreSheetPage.as_view(), name="score-sheet"),
    path("evaluation/<int:pk>/line/", AddLine.as_view(), name="add-line"),
    path("evaluation/<int:pk>/appeal/", AppealPage.as_view(), name="appeal"),
    path("evaluation/appeals/<int:pk>/", AnswerAppeal.as_view(), name="answer-appeal"),
]
