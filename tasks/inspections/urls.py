from django.urls import path

from tasks.inspections.views import (
    CloseInspection,
    Inspect,
    InspectionDetail,
    InspectionList,
    InspectionWord,
    Recheck,
    Rectify,
    SendBackRectification,
)

urlpatterns = [
    path("inspections/", InspectionList.as_view(), name="inspection-list"),
    path("inspections/<int:pk>/", InspectionDetail.as_view(), name="inspection"),
    path("inspections/<int:pk>/inspection.docx", InspectionWord.as_view(), name="inspection-word"),
    path("visits/<int:pk>/rectify/", Rectify.as_view(), name="rectify"),
    path("visits/<int:pk>/close/", CloseInspection.as_view(), name="close-inspection"),
    path(
        "visits/<int:pk>/send-back/",
        SendBackRectification.as_view(),
        name="send-back-rectification",
    ),
    path("milestones/<int:pk>/inspect/", Inspect.as_view(), name="inspect"),
    path("milestones/<int:pk>/recheck/", Recheck.as_view(), name="recheck"),
]
