"""Addresses without a language: certificates carry them in print, machines ask for them."""

from django.urls import path

from samgak.portal.views import outside

urlpatterns = [
    path("", outside.index, name="index"),
    path("healthz", outside.healthz, name="healthz"),
    path("robots.txt", outside.robots, name="robots"),
]
