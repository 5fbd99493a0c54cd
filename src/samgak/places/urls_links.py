from django.urls import path

from samgak.places.views import links

app_name = "places_links"
urlpatterns = [
    path("place/<str:token>/", links.answer, name="answer"),
    path("appeal/<str:token>/", links.appeal, name="appeal"),
]
