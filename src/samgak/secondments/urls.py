from django.urls import path

from samgak.secondments import views

app_name = "secondments"
ONE = "<slug:code>/secondment/<int:participant_id>/"
urlpatterns = [
    path("<slug:code>/secondment/", views.overview, name="overview"),
    path(ONE, views.secondment, name="secondment"),
    path(f"{ONE}weeks/<int:week>/", views.write_week, name="week"),
    path(f"{ONE}weeks/<int:week>/remark/", views.remark, name="remark"),
    path(f"{ONE}outputs/", views.add_output, name="add_output"),
    path(f"{ONE}outputs/<int:pk>/remove/", views.remove_output, name="remove_output"),
    path(f"{ONE}assessment/", views.assess, name="assess"),
    path(f"{ONE}report/", views.report, name="report"),
    path(f"{ONE}report/write/", views.write_report, name="write_report"),
    path(f"{ONE}report/word/", views.word, name="word"),
]
