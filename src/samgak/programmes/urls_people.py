"""Who may do what on an edition, and who did; appended to the app's urls."""

from django.urls import path

from samgak.programmes.views import audit, people

urlpatterns = [
    path("<slug:code>/people/", people.people, name="people"),
    path("<slug:code>/people/give/", people.give, name="give_role"),
    path("<slug:code>/people/<int:pk>/end/", people.end, name="end_role"),
    path("<slug:code>/people/<int:pk>/access/", people.access, name="access"),
    path("<slug:code>/audit/", audit.trail, name="audit"),
    path("<slug:code>/audit/<slug:kind>/<int:key>/", audit.history, name="history"),
]
