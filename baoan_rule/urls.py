from django.contrib import admin
from django.urls import include, path

from baoan_rule.health import healthz, readyz
from units.views import enter_admin

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("", include("tasks.urls")),
    path("accounts/", include("units.urls")),
    path("admin/login/", enter_admin),
    path("admin/", admin.site.urls),
]

handler400 = "tasks.frame.errors.bad_request"
handler403 = "tasks.frame.errors.forbidden"
handler404 = "tasks.frame.errors.not_found"
handler500 = "tasks.frame.errors.server_error"
