from django.urls import path

from tasks.rhythm.views import PlanRhythm, TaskRhythm

urlpatterns = [
    path("setup/rhythm/", PlanRhythm.as_view(), name="plan-rhythm"),
    path("setup/rhythm/<slug:kind>/", PlanRhythm.as_view(), name="kind-rhythm"),
    path("tasks/<int:number>/rhythm/", TaskRhythm.as_view(), name="task-rhythm"),
]
