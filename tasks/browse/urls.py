from django.urls import path

from tasks.browse.views import (
    AboutPage,
    DocumentPage,
    ExtensionList,
    MilestoneList,
    TaskList,
    TaskPage,
)

urlpatterns = [
    path("extensions/", ExtensionList.as_view(), name="extension-list"),
    path("tasks/", TaskList.as_view(), name="task-list"),
    path("tasks/<int:number>/", TaskPage.as_view(), name="task"),
    path("milestones/", MilestoneList.as_view(), name="milestone-list"),
    path("document/", DocumentPage.as_view(), name="document"),
    path("about/", AboutPage.as_view(), name="about"),
]
