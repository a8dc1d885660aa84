from django.urls import path

from tasks.leading.views import EndAbsence, NameStandIn, ReplaceLeader

urlpatterns = [
    path("leaders/<int:pk>/replace/", ReplaceLeader.as_view(), name="replace-leader"),
    path("leaders/<int:pk>/stand-in/", NameStandIn.as_view(), name="name-stand-in"),
    path("absences/<int:pk>/end/", EndAbsence.as_view(), name="end-absence"),
]
