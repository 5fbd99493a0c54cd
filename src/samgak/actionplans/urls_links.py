from django.urls import path

from samgak.actionplans.views import links

app_name = "followup"
urlpatterns = [
    path("plan/<str:token>/endorse/", links.endorse, name="endorse"),
    path("plan/<str:token>/how-it-stands/", links.check_in, name="check_in"),
    path("plan/<str:token>/confirm/", links.confirm, name="confirm"),
]
