from django.urls import path, re_path

from samgak.nominations import urls_desk, urls_draws, urls_reviews, urls_screening, urls_selections
from samgak.nominations.views import applications, imports, nominees

app_name = "nominations"
urlpatterns = [
    path("<slug:code>/nominees/", nominees.nominees, name="nominees"),
    re_path(
        r"^(?P<code>[-\w]+)/nominees/export\.(?P<kind>xlsx|csv)$", nominees.export, name="export"
    ),
    path("<slug:code>/nominations/<int:pk>/merge/<int:other_pk>/", nominees.merge, name="merge"),
    path(
        "<slug:code>/nominees/invite-to-apply/",
        applications.invite_to_apply,
        name="invite_to_apply",
    ),
    path("<slug:code>/workbooks/", imports.workbooks, name="imports"),
    path("<slug:code>/workbooks/<int:pk>/", imports.workbook, name="import"),
    path("<slug:code>/workbooks/<int:pk>/columns/", imports.mapping, name="mapping"),
    path("<slug:code>/workbooks/<int:pk>/import/", imports.confirm, name="confirm"),
    path("<slug:code>/workbooks/<int:pk>/undo/", imports.undo, name="undo"),
    path("<slug:code>/workbooks/<int:pk>/rows/<int:row_pk>/", imports.mend, name="mend"),
    *urls_desk.urlpatterns,
    *urls_draws.urlpatterns,
    *urls_reviews.urlpatterns,
    *urls_screening.urlpatterns,
    *urls_selections.urlpatterns,
]
