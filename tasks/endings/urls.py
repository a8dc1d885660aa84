from django.urls import path

from tasks.endings.views import EndTask, RestoreTask

urlpatterns = [
    path("tasks/<int:number>/end/", EndTask.as_view(), name="end-task"),
    path("tasks/<int:number>/restore/", RestoreTask.as_view(), name="restore-task"),
]
