from django.urls import path

from tasks.workflow.forms import FORMS
from tasks.workflow.moves import DECISIONS
from tasks.workflow.review_views import DecisionPage, ReviewPage
from tasks.workflow.views import Acknowledge, ActPage, AddMilestone, ConfirmDate, DecisionWord

urlpatterns = [
    *(
        path(f"milestones/<int:pk>/{action}/", ActPage.as_view(action=action), name=f"act-{action}")
        for action in FORMS
    ),
    *(
        path(f"milestones/<int:pk>/{kind}/", DecisionPage.as_view(kind=kind), name=f"decide-{kind}")
        for kind in DECISIONS
    ),
    path("review/", ReviewPage.as_view(), name="review"),
    path("tasks/<int:number>/add-milestone/", AddMilestone.as_view(), name="add-milestone"),
    path("milestones/<int:pk>/confirm-date/", ConfirmDate.as_view(), name="confirm-date"),
    path("extensions/<int:pk>/decision.docx", DecisionWord.as_view(), name="decision-word"),
    path("assignments/<int:pk>/acknowledge/", Acknowledge.as_view(), name="acknowledge"),
]
