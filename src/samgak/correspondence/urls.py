from django.urls import path

from samgak.correspondence import views

app_name = "correspondence"
urlpatterns = [
    path("<slug:code>/outbox/", views.outbox, name="outbox"),
    path("<slug:code>/outbox/drafts/<slug:kind>/", views.drafts, name="drafts"),
    path("<slug:code>/outbox/drafts/<slug:kind>/queue/", views.queue, name="queue"),
    path("<slug:code>/outbox/letters/<int:pk>/", views.letter, name="letter"),
    path("<slug:code>/outbox/letters/<int:pk>/send/", views.send, name="send"),
    path("<slug:code>/outbox/letters/<int:pk>/discard/", views.discard, name="discard"),
    path("<slug:code>/outbox/letters/<int:pk>/came-back/", views.came_back, name="came_back"),
    path("<slug:code>/outbox/reports/", views.reports, name="reports"),
    path("<slug:code>/outbox/people/<int:pk>/", views.letters_to, name="letters_to"),
]
