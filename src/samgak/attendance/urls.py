from django.urls import path

from samgak.attendance import views

app_name = "attendance"
urlpatterns = [
    path("<slug:code>/attendance/", views.overview, name="overview"),
    path("<slug:code>/attendance/<slug:session_code>/", views.sheet, name="sheet"),
]
