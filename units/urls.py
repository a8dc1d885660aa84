from django.contrib.auth import views as auth_views
from django.urls import path

from units import views

urlpatterns = [
    path("login/", views.SignIn.as_view(), name="login"),
    path("logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("password/", views.PasswordChange.as_view(), name="password"),
    path("code/", views.EnterCode.as_view(), name="enter-code"),
    path("code/password/", views.OwnPassword.as_view(), name="own-password"),
    path("forgotten/", views.ForgottenPassword.as_view(), name="forgotten-password"),
    path("reminders/", views.Reminders.as_view(), name="reminders"),
    path("language/", views.choose_language, name="language"),
]
