from django.urls import path

from samgak.learning.views import reading, writing

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
]
