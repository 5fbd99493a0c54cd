from django.urls import path

from samgak.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("sessions/end/", views.end_sessions, name="end_sessions"),
    path("welcome/", views.welcome, name="welcome"),
    path("link/", views.ask_for_link, name="ask_for_link"),
    path("link/<slug:purpose>/<str:token>/", views.link, name="link"),
]
