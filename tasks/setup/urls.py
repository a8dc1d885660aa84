from django.urls import path

from tasks.setup.rules import TURNS
from tasks.setup.views import (
    GroupMembers,
    MailTest,
    PutInUse,
    RemindUnit,
    SettingsPage,
    SetupPage,
    TurnPage,
)

urlpatterns = [
    path("setup/", SetupPage.as_view(), name="setup"),
    path("setup/settings/", SettingsPage.as_view(), name="plan-settings"),
    path("setup/mail-test/", MailTest.as_view(), name="test-mail"),
    path("setup/units/<int:pk>/members/", GroupMembers.as_view(), name="group-members"),
    path("setup/units/<int:pk>/remind/", RemindUnit.as_view(), name="remind-unit"),
    *[
        path(
            f"setup/{name}/",
            (PutInUse if name == "put-in-use" else TurnPage).as_view(turn=name),
            name=f"turn-{name}",
        )
        for name in TURNS
    ],
]
