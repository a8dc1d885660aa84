from django.urls import path

from tasks.slips.issue_views import IssueSlips
from tasks.slips.views import (
    AnswerSlip,
    ReceiveSlip,
    ReferralWord,
    ReferSlip,
    SlipSheet,
    SlipWord,
    SupervisionPage,
    WithdrawSlip,
    WriteSlip,
)

urlpatterns = [
    path("supervision/", SupervisionPage.as_view(), name="supervision"),
    path("supervision/issue/", IssueSlips.as_view(), name="issue-slips"),
    path("milestones/<int:pk>/slip/", WriteSlip.as_view(), name="write-slip"),
    path("slips/<int:pk>/", SlipSheet.as_view(), name="slip"),
    path("slips/<int:pk>/slip.docx", SlipWord.as_view(), name="slip-word"),
    path("slips/<int:pk>/referral.docx", ReferralWord.as_view(), name="referral-word"),
    path("slips/<int:pk>/withdraw/", WithdrawSlip.as_view(), name="withdraw-slip"),
    path("slips/<int:pk>/refer/", ReferSlip.as_view(), name="refer-slip"),
    path("receipts/<int:pk>/receive/", ReceiveSlip.as_view(), name="receive-slip"),
    path("receipts/<int:pk>/answer/", AnswerSlip.as_view(), name="answer-slip"),
]
