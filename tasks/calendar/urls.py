from django.urls import path

from tasks.calendar.views import CalendarAddressPage, CalendarPage

urlpatterns = [
    path("calendar/", CalendarPage.as_view(), name="calendar"),
    path("calendar/address/", CalendarAddressPage.as_view(), name="calendar-address"),
]
