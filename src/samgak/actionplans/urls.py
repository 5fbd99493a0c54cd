from django.urls import path

from samgak.actionplans import views

app_name = "actionplans"
urlpatterns = [
    path("<slug:code>/my-plan/", views.my_plan, name="my_plan"),
    path("<slug:code>/plans/", views.plans, name="plans"),
    path("<slug:code>/plans/<int:participant_id>/", views.plan, name="plan"),
]
