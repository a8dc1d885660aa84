from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """User names are one account in any case, for signing in and for counting failures."""

    def clean_username(self):
        return self.cleaned_data["username"].lower()
