from django.urls import path

from samgak.valueadded import views

app_name = "valueadded"
urlpatterns = [
    path("<slug:code>/value-added/", views.overview, name="overview"),
    path("<slug:code>/value-added/<slug:key>/", views.answer, name="answer"),
]
