from django.urls import path

from samgak.surveys.views import results, taking

app_name = "surveys"
urlpatterns = [
    path("<slug:code>/tests/", results.results, name="results"),
    path("<slug:code>/tests/load/", results.load, name="load"),
    path("<slug:code>/tests/<str:moment>/open/", results.open_test, name="open_test"),
    path("<slug:code>/my-tests/<str:moment>/", taking.test, name="test"),
    path("<slug:code>/my-tests/<str:moment>/hand-in/", taking.hand_in, name="hand_in"),
]
