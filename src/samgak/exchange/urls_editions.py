"""Edition files over the web."""

from django.urls import path

from samgak.exchange import views_editions as views

urlpatterns = [
    path("editions/new/from-file/", views.upload, name="upload"),
    path("editions/<slug:code>/edition.yaml", views.download, name="download"),
    path("editions/<slug:code>/clone/", views.clone, name="clone"),
]
