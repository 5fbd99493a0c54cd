from django.urls import path

from samgak.portal.views import home, information, participant, workspace

app_name = "portal"
urlpatterns = [
    path("", home.page, name="home"),
    path("privacy/", information.privacy, name="privacy"),
    path("accessibility/", information.accessibility, name="accessibility"),
    path("contact/", information.contact, name="contact"),
    path("workspace/", workspace.page, name="workspace"),
    path("workspace/hat/", workspace.wear, name="hat"),
    path("editions/<slug:code>/me/", participant.page, name="my_page"),
]
try:  # TEMPORARY until the apps below have their queries
    from samgak.portal.views import editions, life

    urlpatterns += [
        path("editions/", editions.listed, name="editions"),
        path("editions/<slug:code>/", editions.page, name="edition"),
        path("editions/<slug:code>/life/", life.page, name="life"),
        path("editions/<slug:code>/life/move/", life.move, name="move"),
    ]
except ImportError:
    urlpatterns += [
        path("editions/", home.page, name="editions"),
        path("editions/<slug:code>/", home.page, name="edition"),
        path("editions/<slug:code>/life/", home.page, name="life"),
        path("editions/<slug:code>/life/move/", home.page, name="move"),
    ]
try:
    from samgak.portal.views import timeline

    urlpatterns += [path("partners/timeline/", timeline.page, name="timeline")]
except ImportError:
    urlpatterns += [path("partners/timeline/", home.page, name="timeline")]
try:
    from samgak.portal.views import work

    urlpatterns += [path("work/<uuid:pk>/", work.page, name="work")]
except ImportError:
    urlpatterns += [path("work/<uuid:pk>/", home.page, name="work")]
