import pytest

from tests.mail_server import free_port


@pytest.fixture
def port(settings, db):
    """Mail goes by SMTP to this port of this machine, where nobody listens yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    return settings.EMAIL_PORT
