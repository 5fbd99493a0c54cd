from django.urls import path

from samgak.reporting import views

app_name = "reporting"
urlpatterns = [
    path("<slug:code>/reports/", views.reports, name="reports"),
    path("<slug:code>/reports/<slug:key>/freeze/", views.freeze, name="freeze"),
    path("<slug:code>/reports/iati-<slug:key>.xml", views.draft, name="draft"),
    path("<slug:code>/reports/frozen-iati-<slug:key>.xml", views.frozen, name="frozen"),
    path("reported/iati-<slug:key>.xml", views.organisation, name="organisation"),
]
