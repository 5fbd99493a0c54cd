"""Editions by hand; appended to the app's urls."""

from django.urls import path

from samgak.programmes.views import editions

urlpatterns = [
    path("new/by-hand/", editions.begin, name="begin"),
    path("<slug:code>/change/", editions.change, name="change"),
    path("<slug:code>/change/organisation/", editions.organisation, name="add_organisation"),
    *(
        path(f"<slug:code>/change/{name}/", editions.section, {"name": name}, name=f"change_{name}")
        for name in editions.SECTIONS
    ),
]
