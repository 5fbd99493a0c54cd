"""The addresses of the demonstration; outside demonstration mode there are none."""

from django.conf import settings
from django.urls import path

from samgak.exchange import views_demonstration as views

urlpatterns = (
    [
        path("demonstration/clock/", views.move_clock, name="move_clock"),
        path("demonstration/mail/", views.mail, name="demonstration_mail"),
        path("demonstration/mail/<int:pk>/", views.one_mail, name="demonstration_letter"),
    ]
    if settings.DEMONSTRATION
    else []
)
