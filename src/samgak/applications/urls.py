from django.urls import path

from samgak.applications.views import editor, lists, official

app_name = "applications"
urlpatterns = [
    path("<slug:code>/applications/", lists.applications, name="applications"),
    path("<slug:code>/applications/ask/", lists.ask, name="ask"),
    path("<slug:code>/applications/rows.<slug:kind>", lists.export, name="export"),
    path("<slug:code>/applications/form/", editor.form, name="form"),
    path("<slug:code>/applications/form/preview/", editor.preview, name="preview"),
    path("<slug:code>/applications/form/add/", editor.add, name="add_question"),
    path("<slug:code>/applications/form/file.json", editor.download, name="form_file"),
    path("<slug:code>/applications/form/upload/", editor.upload, name="upload_form"),
    path("<slug:code>/applications/form/questions/<str:key>/", editor.question, name="question"),
    path(
        "<slug:code>/applications/form/questions/<str:key>/arrange/", editor.arrange, name="arrange"
    ),
    path("<slug:code>/applications/official/", official.forms, name="official_forms"),
    path("<slug:code>/applications/official/add/", official.add, name="add_official"),
    path("<slug:code>/applications/official/<int:pk>/", official.change, name="change_official"),
    path(
        "<slug:code>/applications/official/<int:pk>/remove/",
        official.remove,
        name="remove_official",
    ),
    path(
        "<slug:code>/applications/official/<str:form>/all.zip", official.everybody, name="print_all"
    ),
    path("<slug:code>/applications/<int:pk>/official/<str:form>.pdf", official.one, name="print"),
    path("<slug:code>/applications/<int:pk>/", lists.application, name="application"),
    path("<slug:code>/applications/<int:pk>/link/", lists.renew, name="renew"),
    path("<slug:code>/applications/<int:pk>/files/<str:key>/", lists.file, name="file"),
    path("<slug:code>/applications/<int:pk>/<slug:to>/", lists.step, name="step"),
]
