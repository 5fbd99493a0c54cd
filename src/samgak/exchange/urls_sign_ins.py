"""The way into the demonstration; outside demonstration mode there is none."""

from django.conf import settings
from django.urls import path

from samgak.exchange import views_sign_ins as views

urlpatterns = (
    [
        path("demonstration/", views.page, name="demonstration"),
        path("demonstration/sign-in/", views.sign_in, name="demonstration_sign_in"),
        path(
            "demonstration/workbooks/<str:file_name>",
            views.workbook,
            name="demonstration_workbook",
        ),
    ]
    if settings.DEMONSTRATION
    else []
)
