from django.urls import path

from samgak.applications.views import apply, endorse

app_name = "apply"
urlpatterns = [
    path("apply/<str:token>/", apply.start, name="start"),
    path("apply/<str:token>/check/", apply.check, name="check"),
    path("apply/<str:token>/withdraw/", apply.withdraw, name="withdraw"),
    path("apply/<str:token>/questions/<str:key>/", apply.question, name="question"),
    path("apply/<str:token>/questions/<str:key>/file/", apply.file, name="file"),
    path("endorse/<str:token>/", endorse.supervisor, name="supervisor"),
    path("endorse/<str:token>/country/", endorse.focal_point, name="focal_point"),
]
