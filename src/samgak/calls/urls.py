from django.urls import path

from samgak.calls import views

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
]
