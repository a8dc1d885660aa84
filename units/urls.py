from django.contrib.auth import views as auth_views
from django.urls import path

from units import views
from units.people.views import (
    AccountNotices,
    Invite,
    MissingCodes,
    NewCode,
    PeoplePage,
    PreviewPage,
    Template,
)

urlpatterns = [
    path("login/", views.SignIn.as_view(), name="login"),
    path("logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("password/", views.PasswordChange.as_view(), name="password"),
    path("code/", views.EnterCode.as_view(), name="enter-code"),
    path("code/password/", views.OwnPassword.as_view(), name="own-password"),
    path("forgotten/", views.ForgottenPassword.as_view(), name="forgotten-password"),
    path("reminders/", views.Reminders.as_view(), name="reminders"),
    path("people/", PeoplePage.as_view(), name="people"),
    path("people/template/", Template.as_view(), name="people-template"),
    path("people/preview/", PreviewPage.as_view(), name="people-preview"),
    path("people/invite/", Invite.as_view(), name="invite"),
    path("people/codes/", MissingCodes.as_view(), name="missing-codes"),
    path("people/<int:pk>/code/", NewCode.as_view(), name="new-code"),
    path("people/notices/<uuid:batch>/", AccountNotices.as_view(), name="account-notices"),
    path("language/", views.choose_language, name="language"),
]
