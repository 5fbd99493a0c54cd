"""What is held of people: one's own copy, the report of an edition, requests for erasure."""

from django.urls import path

from samgak.exchange import views_privacy as views

APPLICANT = "apply/<str:token>/my-data"
urlpatterns = [
    path(f"{APPLICANT}/", views.applicant_data, name="applicant_data"),
    path(f"{APPLICANT}.zip", views.applicant_copy, name="applicant_copy"),
    path(
        f"{APPLICANT}/consents/<slug:purpose>/<slug:data_class>/",
        views.applicant_answer,
        name="applicant_answer",
    ),
    path(f"{APPLICANT}/erasure/", views.applicant_erasure, name="applicant_erasure"),
    path("editions/<slug:code>/my-data.zip", views.own_copy, name="own_copy"),
    path("editions/<slug:code>/privacy/", views.report, name="privacy_report"),
    path("editions/<slug:code>/privacy/erasures/<int:pk>/", views.erasure, name="erasure"),
]
