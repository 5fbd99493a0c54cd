from django.urls import path

from samgak.portal.views import (
    editions,
    home,
    information,
    life,
    participant,
    results,
    timeline,
    work,
    workspace,
)

app_name = "portal"
urlpatterns = [
    path("", home.page, name="home"),
    path("privacy/", information.privacy, name="privacy"),
    path("accessibility/", information.accessibility, name="accessibility"),
    path("contact/", information.contact, name="contact"),
    path("workspace/", workspace.page, name="workspace"),
    path("workspace/hat/", workspace.wear, name="hat"),
    path("work/<uuid:pk>/", work.page, name="work"),
    path("partners/timeline/", timeline.page, name="timeline"),
    path("editions/", editions.listed, name="editions"),
    path("editions/<slug:code>/", editions.page, name="edition"),
    path("editions/<slug:code>/life/", life.page, name="life"),
    path("editions/<slug:code>/life/move/", life.move, name="move"),
    path("editions/<slug:code>/me/", participant.page, name="my_page"),
    path(
        "editions/<slug:code>/me/results/<int:service_id>/",
        results.lay_into_plan,
        name="lay_into_plan",
    ),
]
