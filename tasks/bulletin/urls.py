from django.urls import path

from tasks.bulletin.views import (
    BeginBulletin,
    BulletinList,
    BulletinPage,
    BulletinWord,
    DraftHead,
    DraftPage,
    IssueBulletin,
    WriteSection,
)

urlpatterns = [
    path("bulletins/", BulletinList.as_view(), name="bulletin-list"),
    path("bulletins/new/", BeginBulletin.as_view(), name="begin-bulletin"),
    path("bulletins/<int:pk>/", BulletinPage.as_view(), name="bulletin"),
    path("bulletins/<int:pk>/bulletin.docx", BulletinWord.as_view(), name="bulletin-word"),
    path("bulletins/<int:pk>/correct/", BeginBulletin.as_view(), name="correct-bulletin"),
    path("bulletins/<int:pk>/draft/", DraftPage.as_view(), name="bulletin-draft"),
    path("bulletins/<int:pk>/draft/head/", DraftHead.as_view(), name="bulletin-head"),
    path("bulletins/<int:pk>/draft/issue/", IssueBulletin.as_view(), name="issue-bulletin"),
    path("bulletins/<int:pk>/draft/<str:part>/", WriteSection.as_view(), name="write-section"),
]
