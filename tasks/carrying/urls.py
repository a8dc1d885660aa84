from django.urls import path

from tasks.carrying.views import BeginPlan, CarryOver

urlpatterns = [
    path("setup/new-plan/", BeginPlan.as_view(), name="begin-plan"),
    path("setup/carry-over/", CarryOver.as_view(), name="carry-over"),
]
