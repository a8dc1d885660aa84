from django.urls import include, path

from tasks.browse.views import (
    AboutPage,
    DocumentPage,
    ExtensionList,
    MilestoneList,
    TaskList,
    TaskPage,
)
from tasks.desk.views import DeskPage
from tasks.digests.views import DigestPreview
from tasks.evidence.views import FileDownload
from tasks.figures.views import LeaderList, LeaderPage, Overview, TimelinePage, UnitList, UnitPage
from tasks.flags.views import FlagList
from tasks.frame.home import home
from tasks.handover.views import AskRelief, HandOver, MovePart
from tasks.implementation.views import (
    ImplementationDocument,
    ImplementationList,
    ImplementationPage,
)
from tasks.inspections.views import (
    CloseInspection,
    Inspect,
    InspectionDetail,
    InspectionList,
    Recheck,
    Rectify,
    SendBackRectification,
)
from tasks.instructions.views import AnswerInstruction, Instruct, SendBackReply
from tasks.machine.views import JobPage
from tasks.mail.views import Inbox, MailPage
from tasks.practices.views import PracticeList, ProposePractice, PublishPractice
from tasks.rounds.views import AnswerPage, ReviewRound, RoundList, RoundPage
from tasks.slips.views import (
    AnswerSlip,
    IssueSlips,
    ReceiveSlip,
    ReferralWord,
    ReferSlip,
    SlipSheet,
    SlipWord,
    SupervisionPage,
    WithdrawSlip,
)
from tasks.urging.views import UrgePage
from tasks.workflow.moves import MOVES
from tasks.workflow.review_views import ReviewPage
from tasks.workflow.views import Acknowledge, ActPage, AddMilestone, ConfirmDate

acts = [
    path(f"milestones/<int:pk>/{action}/", ActPage.as_view(action=action), name=f"act-{action}")
    for action in MOVES
]
plan_pages = [
    *acts,
    path("", Overview.as_view(), name="overview"),
    path("desk/", DeskPage.as_view(), name="desk"),
    path("review/", ReviewPage.as_view(), name="review"),
    path("extensions/", ExtensionList.as_view(), name="extension-list"),
    path("tasks/", TaskList.as_view(), name="task-list"),
    path("tasks/<int:number>/", TaskPage.as_view(), name="task"),
    path("tasks/<int:number>/add-milestone/", AddMilestone.as_view(), name="add-milestone"),
    path("tasks/<int:number>/instruct/", Instruct.as_view(), name="instruct"),
    path("replies/<int:pk>/", AnswerInstruction.as_view(), name="reply"),
    path("replies/<int:pk>/send-back/", SendBackReply.as_view(), name="send-back-reply"),
    path("milestones/", MilestoneList.as_view(), name="milestone-list"),
    path("milestones/<int:pk>/confirm-date/", ConfirmDate.as_view(), name="confirm-date"),
    path("assignments/<int:pk>/acknowledge/", Acknowledge.as_view(), name="acknowledge"),
    path("assignments/<int:pk>/relief/", AskRelief.as_view(), name="ask-relief"),
    path("assignments/<int:pk>/move/", MovePart.as_view(), name="move-part"),
    path("implementation/", ImplementationList.as_view(), name="implementation-list"),
    path("implementation/<int:pk>/", ImplementationPage.as_view(), name="implementation"),
    path(
        "implementation/<int:pk>/document/",
        ImplementationDocument.as_view(),
        name="implementation-document",
    ),
    path("rounds/", RoundList.as_view(), name="round-list"),
    path("rounds/<int:pk>/", RoundPage.as_view(), name="round"),
    path("rounds/<int:pk>/answer/", AnswerPage.as_view(), name="round-answer"),
    path("rounds/<int:pk>/review/", ReviewRound.as_view(), name="round-review"),
    path("supervision/", SupervisionPage.as_view(), name="supervision"),
    path("supervision/issue/", IssueSlips.as_view(), name="issue-slips"),
    path("supervision/digests/", DigestPreview.as_view(), name="digest-preview"),
    path("supervision/urge/", UrgePage.as_view(), name="urge"),
    path("inspections/", InspectionList.as_view(), name="inspection-list"),
    path("inspections/<int:pk>/", InspectionDetail.as_view(), name="inspection"),
    path("inspections/<int:pk>/rectify/", Rectify.as_view(), name="rectify"),
    path("inspections/<int:pk>/close/", CloseInspection.as_view(), name="close-inspection"),
    path(
        "inspections/<int:pk>/send-back/",
        SendBackRectification.as_view(),
        name="send-back-rectification",
    ),
    path("milestones/<int:pk>/inspect/", Inspect.as_view(), name="inspect"),
    path("milestones/<int:pk>/recheck/", Recheck.as_view(), name="recheck"),
    path("jobs/", JobPage.as_view(), name="jobs"),
    path("slips/<int:pk>/", SlipSheet.as_view(), name="slip"),
    path("slips/<int:pk>/slip.docx", SlipWord.as_view(), name="slip-word"),
    path("slips/<int:pk>/referral.docx", ReferralWord.as_view(), name="referral-word"),
    path("slips/<int:pk>/withdraw/", WithdrawSlip.as_view(), name="withdraw-slip"),
    path("slips/<int:pk>/refer/", ReferSlip.as_view(), name="refer-slip"),
    path("receipts/<int:pk>/receive/", ReceiveSlip.as_view(), name="receive-slip"),
    path("receipts/<int:pk>/answer/", AnswerSlip.as_view(), name="answer-slip"),
    path("inbox/", Inbox.as_view(), name="inbox"),
    path("inbox/<uuid:pk>/", MailPage.as_view(), name="mail"),
    path("flags/", FlagList.as_view(), name="flag-list"),
    path("practices/", PracticeList.as_view(), name="practice-list"),
    path("practices/<int:pk>/publish/", PublishPractice.as_view(), name="publish-practice"),
    path("reports/<int:pk>/practice/", ProposePractice.as_view(), name="propose-practice"),
    path("files/<int:pk>/", FileDownload.as_view(), name="file"),
    path("timeline/", TimelinePage.as_view(), name="timeline"),
    path("units/", UnitList.as_view(), name="unit-list"),
    path("units/<int:pk>/", UnitPage.as_view(), name="unit"),
    path("leaders/", LeaderList.as_view(), name="leader-list"),
    path("leaders/<int:pk>/", LeaderPage.as_view(), name="leader"),
    path("document/", DocumentPage.as_view(), name="document"),
    path("about/", AboutPage.as_view(), name="about"),
]

urlpatterns = [
    path("", home, name="home"),
    path("accounts/hand-over/", HandOver.as_view(), name="hand-over"),
    path("plans/<slug:slug>/", include(plan_pages)),
]
