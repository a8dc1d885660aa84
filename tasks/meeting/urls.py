from django.urls import path

from tasks.meeting.agenda_views import AgendaPage
from tasks.meeting.pack_views import MinutesPage, MinutesWord, PackPage, PackWord
from tasks.meeting.sitting_views import ItemSitting, SittingEnd, SittingStart
from tasks.meeting.views import (
    ChangeMeeting,
    CloseMeeting,
    CloseNote,
    MeetingDetail,
    MeetingList,
    PickTasks,
    PrepareMeeting,
    RefreshAgenda,
)

urlpatterns = [
    path("meeting/", MeetingList.as_view(), name="meeting-list"),
    path("meeting/prepare/", PrepareMeeting.as_view(), name="meeting-prepare"),
    path("meeting/<int:pk>/", MeetingDetail.as_view(), name="meeting"),
    path("meeting/<int:pk>/change/", ChangeMeeting.as_view(), name="meeting-change"),
    path("meeting/<int:pk>/agenda/", AgendaPage.as_view(), name="meeting-agenda"),
    path("meeting/<int:pk>/pick/", PickTasks.as_view(), name="meeting-pick"),
    path("meeting/<int:pk>/refresh/", RefreshAgenda.as_view(), name="meeting-refresh"),
    path("meeting/<int:pk>/pack/", PackPage.as_view(), name="meeting-pack"),
    path("meeting/<int:pk>/pack.docx", PackWord.as_view(), name="meeting-pack-word"),
    path("meeting/<int:pk>/run/", SittingStart.as_view(), name="meeting-run"),
    path("meeting/items/<int:pk>/run/", ItemSitting.as_view(), name="meeting-item"),
    path("meeting/<int:pk>/run/end/", SittingEnd.as_view(), name="meeting-end"),
    path("meeting/<int:pk>/close/", CloseMeeting.as_view(), name="meeting-close"),
    path("meeting/<int:pk>/minutes/", MinutesPage.as_view(), name="meeting-minutes"),
    path("meeting/<int:pk>/minutes.docx", MinutesWord.as_view(), name="meeting-minutes-word"),
    path("meeting/notes/<int:pk>/close/", CloseNote.as_view(), name="meeting-close-note"),
]
