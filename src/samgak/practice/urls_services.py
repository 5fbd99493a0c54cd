from django.urls import path, re_path

from samgak.practice.views import measures, redesigns, services, steps

SERVICE = "<slug:code>/practice/services/<int:service_id>/"

urlpatterns = [
    path(
        "<slug:code>/practice/teams/<slug:team_key>/services/add/", services.add, name="add_service"
    ),
    path(SERVICE, services.service, name="service"),
    path(f"{SERVICE}change/", services.change, name="change_service"),
    path(f"{SERVICE}remove/", services.remove, name="remove_service"),
    path(f"{SERVICE}sheet/", services.sheet, name="service_sheet"),
    path(f"{SERVICE}drawing.svg", services.drawing, name="drawing"),
    path(f"{SERVICE}steps/", steps.steps, name="steps"),
    path(f"{SERVICE}steps/upload/", steps.upload, name="upload_steps"),
    re_path(
        r"^(?P<code>[-\w]+)/practice/services/(?P<service_id>\d+)/steps/export\.(?P<kind>xlsx|csv)$",
        steps.export,
        name="export_steps",
    ),
    path(f"{SERVICE}steps/<slug:step_code>/", steps.step, name="step"),
    path(f"{SERVICE}measures/", measures.measures, name="measures"),
    path(f"{SERVICE}redesigns/", redesigns.redesigns, name="redesigns"),
    path(f"{SERVICE}redesigns/add/", redesigns.add, name="add_redesign"),
    path(f"{SERVICE}changes/<slug:change>/add/", redesigns.add_change, name="add_change"),
    path(f"{SERVICE}changes/<int:position>/undo/", redesigns.undo_change, name="undo_change"),
]
