from django.urls import path, re_path

from samgak.nominations import urls_selections
from samgak.nominations.views import desk, imports, nominees

app_name = "nominations"
urlpatterns = [
    path("<slug:code>/nominees/", nominees.nominees, name="nominees"),
    re_path(
        r"^(?P<code>[-\w]+)/nominees/export\.(?P<kind>xlsx|csv)$", nominees.export, name="export"
    ),
    path("<slug:code>/nominations/", desk.desk, name="desk"),
    path("<slug:code>/nominations/add/", desk.nominate, name="nominate"),
    path("<slug:code>/nominations/template.xlsx", desk.template, name="template"),
    path("<slug:code>/nominations/list.pdf", desk.list_to_sign, name="list_to_sign"),
    path("<slug:code>/nominations/<int:pk>/", desk.nomination, name="nomination"),
    path("<slug:code>/nominations/<int:pk>/change/", desk.change, name="change"),
    path("<slug:code>/nominations/<int:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("<slug:code>/nominations/<int:pk>/move/", desk.move, name="move"),
    path("<slug:code>/nominations/<int:pk>/merge/<int:other_pk>/", nominees.merge, name="merge"),
    path("<slug:code>/workbooks/", imports.workbooks, name="imports"),
    path("<slug:code>/workbooks/<int:pk>/", imports.workbook, name="import"),
    path("<slug:code>/workbooks/<int:pk>/columns/", imports.mapping, name="mapping"),
    path("<slug:code>/workbooks/<int:pk>/import/", imports.confirm, name="confirm"),
    path("<slug:code>/workbooks/<int:pk>/undo/", imports.undo, name="undo"),
    path("<slug:code>/workbooks/<int:pk>/rows/<int:row_pk>/", imports.mend, name="mend"),
    *urls_selections.urlpatterns,
]
