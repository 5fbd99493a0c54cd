"""The address printed on certificates: without a language, for life."""

from django.urls import path

from samgak.certificates.views import verify

urlpatterns = [path("verify/<str:number>/", verify.short, name="verify_short")]
