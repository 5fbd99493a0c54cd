from django.urls import path

from samgak.partners import views

app_name = "partners"
urlpatterns = [
    path("", views.organisations, name="organisations"),
    path("add/", views.add, name="add"),
    path("agreements/add/", views.add_agreement, name="add_agreement"),
    path("agreements/<int:pk>/", views.change_agreement, name="change_agreement"),
    path("agreements/<int:pk>/remove/", views.remove_agreement, name="remove_agreement"),
    path("organisations/<slug:key>/", views.organisation, name="organisation"),
    path("organisations/<slug:key>/change/", views.change, name="change"),
]
