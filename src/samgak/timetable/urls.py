from django.urls import path

from samgak.timetable.views import agenda, sessions, timetable

app_name = "timetable"
urlpatterns = [
    path("<slug:code>/agenda/", agenda.page, name="agenda"),
    path("<slug:code>/agenda.pdf", agenda.pdf, name="agenda_pdf"),
    path("<slug:code>/timetable/", timetable.page, name="timetable"),
    path("<slug:code>/timetable/make/", timetable.make, name="make"),
    path("<slug:code>/timetable/sessions/<slug:session_code>/", sessions.move, name="move"),
    path(
        "<slug:code>/timetable/sessions/<slug:session_code>/cancel/",
        sessions.cancel,
        name="cancel",
    ),
    path(
        "<slug:code>/timetable/sessions/<slug:session_code>/reinstate/",
        sessions.reinstate,
        name="reinstate",
    ),
]
