from django.urls import path, re_path

from samgak.practice.views import datasets, portal, rows

OURS = "<slug:code>/practice/data/ours/<int:dataset_id>/"

urlpatterns = [
    path("<slug:code>/practice/data/", portal.portal, name="portal"),
    re_path(
        r"^(?P<code>[-\w]+)/practice/data/catalogue\.(?P<form>ttl|jsonld)$",
        portal.catalogue,
        name="catalogue",
    ),
    path("<slug:code>/practice/data/api/", rows.api, name="api"),
    path("<slug:code>/practice/data/api/openapi.json", rows.description, name="openapi"),
    path("<slug:code>/practice/data/ours/", datasets.datasets, name="datasets"),
    path("<slug:code>/practice/data/ours/add/", datasets.add, name="add_dataset"),
    path(OURS, datasets.dataset, name="dataset"),
    path(f"{OURS}columns/<int:position>/", datasets.column, name="column"),
    path(f"{OURS}change/", datasets.change, name="change_dataset"),
    path(f"{OURS}about/", datasets.about, name="about_dataset"),
    path(f"{OURS}replace/", datasets.replace, name="replace_dataset"),
    path(f"{OURS}publish/", datasets.publish, name="publish_dataset"),
    path(f"{OURS}withdraw/", datasets.withdraw, name="withdraw_dataset"),
    path("<slug:code>/practice/data/<int:dataset_id>/", portal.published, name="published"),
    path("<slug:code>/practice/data/<int:dataset_id>/rows/", rows.rows, name="rows"),
    re_path(
        r"^(?P<code>[-\w]+)/practice/data/(?P<dataset_id>\d+)/file\.(?P<kind>csv|json|parquet)$",
        portal.file,
        name="file",
    ),
]
