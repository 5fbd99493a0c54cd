"""What is held of people: one's own copy, the report of an edition, requests for erasure."""

from django.urls import path

from samgak.exchange import views_privacy as views

urlpatterns = [
    path("editions/<slug:code>/my-data.zip", views.own_copy, name="own_copy"),
    path("editions/<slug:code>/privacy/", views.report, name="privacy_report"),
    path("editions/<slug:code>/privacy/erasures/<int:pk>/", views.erasure, name="erasure"),
]
