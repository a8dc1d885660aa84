from django.urls import path

from tasks.implementation.views import (
    EarlierDocumentDownload,
    ImplementationDocument,
    ImplementationList,
    ImplementationPage,
)

urlpatterns = [
    path("implementation/", ImplementationList.as_view(), name="implementation-list"),
    path("implementation/<int:pk>/", ImplementationPage.as_view(), name="implementation"),
    path(
        "implementation/<int:pk>/document/",
        ImplementationDocument.as_view(),
        name="implementation-document",
    ),
    path(
        "implementation/documents/<int:pk>/",
        EarlierDocumentDownload.as_view(),
        name="earlier-document",
    ),
]
