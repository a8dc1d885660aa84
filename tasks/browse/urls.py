from django.urls import path

from tasks.browse.views import (
    AboutPage,
    DocumentPage,
    ExtensionList,
    MilestoneList,
    TaskBook,
    TaskList,
    TaskPage,
    TaskText,
)

urlpatterns = [
    path("extensions/", ExtensionList.as_view(), name="extension-list"),
    path("tasks/", TaskList.as_view(), name="task-list"),
    path("tasks/tasks.xlsx", TaskBook.as_view(), name="task-book"),
    path("tasks/tasks.csv", TaskText.as_view(), name="task-text"),
    path("tasks/<int:number>/", TaskPage.as_view(), name="task"),
    path("milestones/", MilestoneList.as_view(), name="milestone-list"),
    path("document/", DocumentPage.as_view(), name="document"),
    path("about/", AboutPage.as_view(), name="about"),
]
