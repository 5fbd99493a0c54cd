from django.urls import path

from samgak.funding import views

app_name = "funding"
urlpatterns = [
    path("<slug:code>/contributions/", views.contributions, name="contributions"),
    path("<slug:code>/contributions/add/", views.add, name="add"),
    path("<slug:code>/contributions/<int:pk>/", views.change, name="change"),
    path("<slug:code>/contributions/<int:pk>/remove/", views.remove, name="remove"),
    path("<slug:code>/contributions/rates/", views.quote, name="quote"),
    path("<slug:code>/contributions/rates/<int:pk>/remove/", views.remove_rate, name="remove_rate"),
]
