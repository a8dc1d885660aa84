"""Who edited what in the administration: django-auditlog, with the person and the address."""

from auditlog.context import set_extra_data


class AuditMiddleware:
    """Tells the record of edits who is at work, from which address.

    Proxies are not believed: what a client writes into X-Forwarded-For would be recorded as
    true. Behind one, the web server sets the address (docs/deploy.md).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        person = request.user if request.user.is_authenticated else None
        who = {"actor": person, "remote_addr": request.META.get("REMOTE_ADDR")}
        with set_extra_data(context_data=who):
            return self.get_response(request)
