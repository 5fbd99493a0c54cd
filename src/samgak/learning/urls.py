from django.urls import path

from samgak.learning.views import comparing, reading, reports, writing

app_name = "learning"
urlpatterns = [
    path("<slug:code>/lessons/", reading.library, name="library"),
    path("<slug:code>/lessons/offline/", reading.offline, name="offline"),
    path("<slug:code>/lessons/reading/", reading.overview, name="overview"),
    path("<slug:code>/lessons/write/", writing.write, name="write"),
    path("<slug:code>/lesson/<slug:key>/", reading.lesson, name="lesson"),
    path("<slug:code>/lesson/<slug:key>/mark/", reading.mark, name="mark"),
    path("<slug:code>/lesson/<slug:key>/change/", writing.change, name="change"),
    path("<slug:code>/lesson/<slug:key>/add-file/", writing.add_file, name="add_file"),
    path("<slug:code>/lesson/<slug:key>/sessions/", writing.sessions, name="sessions"),
    path("<slug:code>/lesson/<slug:key>/files/<str:file_name>", reading.file, name="file"),
    path("<slug:code>/country-reports/", comparing.matrix, name="matrix"),
    path("<slug:code>/country-reports/deadline/", comparing.terms, name="terms"),
    path("<slug:code>/country-reports/indicators/", comparing.indicators, name="indicators"),
    path("<slug:code>/country-reports/index/", comparing.index, name="index"),
    path("<slug:code>/my-country-report/", reports.mine, name="my_report"),
    path("<slug:code>/country-report/<str:country>/", reports.report, name="report"),
    path("<slug:code>/country-report/<str:country>/hand-in/", reports.hand_in, name="hand_in"),
    path(
        "<slug:code>/country-report/<str:country>/give-back/", reports.give_back, name="give_back"
    ),
]
