from django.urls import path

from samgak.calls import views, views_deadlines, views_ready

app_name = "calls"
BASE = "<slug:code>/course-information/"
urlpatterns = [
    path(BASE, views.read, name="read"),
    path(f"{BASE}<int:number>/", views.version, name="version"),
    path(f"{BASE}<int:number>/<slug:language>.<slug:form>", views.file, name="file"),
    path(f"{BASE}desk/", views.desk, name="desk"),
    path(f"{BASE}desk/publish/", views.publish, name="publish"),
    path(f"{BASE}desk/<slug:language>/", views.write, name="write"),
    path(f"{BASE}desk/<slug:language>/preview/", views.preview, name="preview"),
    path("<slug:code>/have-ready/", views_ready.ready, name="ready"),
    path("<slug:code>/deadline/", views_deadlines.deadlines, name="deadlines"),
    path("<slug:code>/deadline/extend/", views_deadlines.extend, name="extend"),
    path("<slug:code>/deadline/late/", views_deadlines.allow_late, name="allow_late"),
]
