"""Calendar feeds: addresses without a language, to be included at the root."""

from django.urls import path

from samgak.timetable.views import calendars

app_name = "calendars"
urlpatterns = [
    path("calendar/<slug:secret>.ics", calendars.participant, name="participant"),
    path("editions/<slug:code>/agenda.ics", calendars.edition, name="edition"),
]
