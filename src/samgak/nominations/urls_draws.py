from django.urls import path

from samgak.nominations.views import draws

BASE = "<slug:code>/selection/draw/"
urlpatterns = [
    path("<slug:code>/draw/", draws.public, name="draw_public"),
    path("<slug:code>/draw/<int:pk>.json", draws.file, name="draw_file"),
    path(BASE, draws.page, name="draw"),
    path(f"{BASE}fix/", draws.commit, name="draw_commit"),
    path(f"{BASE}<int:pk>/seed/", draws.cast, name="draw_cast"),
    path(f"{BASE}<int:pk>/take-back/", draws.take_back, name="draw_take_back"),
]
