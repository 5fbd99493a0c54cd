"""One's own roles, and the people of organisations."""

from django.urls import path

from samgak.programmes.views import roles

app_name = "roles"
urlpatterns = [
    path("", roles.mine, name="mine"),
    path("organisations/<slug:key>/", roles.organisation, name="organisation"),
    path("organisations/<slug:key>/<int:pk>/end/", roles.end, name="end"),
]
