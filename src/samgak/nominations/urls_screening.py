from django.urls import path, re_path

from samgak.nominations.views import screening

urlpatterns = [
    path("<slug:code>/screening/", screening.board, name="screening"),
    re_path(
        r"^(?P<code>[-\w]+)/screening/export\.(?P<kind>xlsx|csv)$",
        screening.export,
        name="screening_file",
    ),
    path("<slug:code>/screening/confirm/", screening.confirm_all, name="screen_all"),
    path("<slug:code>/screening/undo/", screening.take_back, name="screen_undo"),
    path("<slug:code>/screening/<int:pk>/", screening.nominee, name="screen"),
]
