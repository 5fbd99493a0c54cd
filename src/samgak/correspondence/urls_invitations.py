"""Letters that open an account: to the people of an edition and of an organisation."""

from django.urls import path

from samgak.correspondence import views_invitations as views

app_name = "invitations"
urlpatterns = [
    path("editions/<slug:code>/people/<int:pk>/invite/", views.edition, name="edition"),
    path(
        "roles/organisations/<slug:key>/<int:pk>/invite/", views.organisation, name="organisation"
    ),
]
