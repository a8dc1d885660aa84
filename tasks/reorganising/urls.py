from django.urls import path

from tasks.reorganising.views import (
    DissolveUnit,
    LetGo,
    MergeUnit,
    MovePerson,
    RenameUnit,
    SplitUnit,
)

urlpatterns = [
    path("units/<int:pk>/rename/", RenameUnit.as_view(), name="rename-unit"),
    path("units/<int:pk>/merge/", MergeUnit.as_view(), name="merge-unit"),
    path("units/<int:pk>/split/", SplitUnit.as_view(), name="split-unit"),
    path("units/<int:pk>/dissolve/", DissolveUnit.as_view(), name="dissolve-unit"),
    path("people/<int:pk>/move/", MovePerson.as_view(), name="move-person"),
    path("people/<int:pk>/leave/", LetGo.as_view(), name="let-go"),
]
