from django.urls import path

from tasks.extra.views import ProposalList, ProposalPage, Propose

urlpatterns = [
    path("extra/", ProposalList.as_view(), name="extra-list"),
    path("extra/propose/", Propose.as_view(), name="propose-extra"),
    path("extra/<int:pk>/", ProposalPage.as_view(), name="extra"),
]
