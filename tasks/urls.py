"""A door: the addresses of the rooms."""

from django.urls import include, path

from tasks.api.urls import machine_urls
from tasks.browse.short import short
from tasks.calendar.views import feed
from tasks.frame.home import home
from tasks.handover.views import HandOver

plan_pages = [
    path("", include("tasks.figures.urls")),
    path("", include("tasks.browse.urls")),
    path("", include("tasks.ledger.urls")),
    path("", include("tasks.sheets.urls")),
    path("", include("tasks.calendar.urls")),
    path("", include("tasks.bulletin.urls")),
    path("", include("tasks.api.urls")),
    path("", include("tasks.search.urls")),
    path("", include("tasks.workflow.urls")),
    path("", include("tasks.past.urls")),
    path("", include("tasks.rhythm.urls")),
    path("", include("tasks.ratings.urls")),
    path("", include("tasks.evaluation.urls")),
    path("", include("tasks.evidence.urls")),
    path("", include("tasks.implementation.urls")),
    path("", include("tasks.rounds.urls")),
    path("", include("tasks.practices.urls")),
    path("", include("tasks.handover.urls")),
    path("", include("tasks.instructions.urls")),
    path("", include("tasks.reorganising.urls")),
    path("", include("tasks.endings.urls")),
    path("", include("tasks.consent.urls")),
    path("", include("tasks.extra.urls")),
    path("", include("tasks.leading.urls")),
    path("", include("tasks.slips.urls")),
    path("", include("tasks.inspections.urls")),
    path("", include("tasks.carrying.urls")),
    path("", include("tasks.setup.urls")),
    path("", include("tasks.restricted.urls")),
    path("", include("tasks.urging.urls")),
    path("", include("tasks.meeting.urls")),
    path("", include("tasks.burden.urls")),
    path("", include("tasks.flags.urls")),
    path("", include("tasks.saved.urls")),
    path("", include("tasks.desk.urls")),
    path("", include("tasks.digests.urls")),
    path("", include("tasks.mail.urls")),
    path("", include("tasks.machine.urls")),
]
urlpatterns = [
    path("t/<int:plan>/<int:number>/", short, name="short"),
    path("api/v1/", machine_urls),
    path("calendar/<str:token>.ics", feed, name="calendar-feed"),
    path("", home, name="home"),
    path("", include("tasks.following.urls")),
    path("accounts/hand-over/", HandOver.as_view(), name="hand-over"),
    path("plans/<slug:slug>/", include(plan_pages)),
]
