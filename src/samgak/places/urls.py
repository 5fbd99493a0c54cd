from django.urls import path

from samgak.places.views import appeals, cohort, own, papers, seats

app_name = "places"
urlpatterns = [
    path("<slug:code>/my-seat/", own.my_seat, name="my_seat"),
    path("<slug:code>/seats/", cohort.cohort, name="cohort"),
    path("<slug:code>/seats/terms/", cohort.terms, name="terms"),
    path("<slug:code>/seats/remind/", cohort.remind, name="remind"),
    path("<slug:code>/seats/<int:participant_id>/", seats.seat, name="seat"),
    path("<slug:code>/seats/<int:participant_id>/replace/", seats.replace, name="replace"),
    path(
        "<slug:code>/seats/<int:participant_id>/<slug:kind>.<slug:form>",
        papers.paper,
        name="paper",
    ),
    path("<slug:code>/papers/", papers.papers, name="papers"),
    path("<slug:code>/papers/<int:pk>/", papers.made_paper, name="made_paper"),
    path("<slug:code>/appeals/", appeals.appeals, name="appeals"),
    path("<slug:code>/appeals/<int:pk>/", appeals.appeal, name="appeal"),
    path("<slug:code>/appeals/<int:pk>/admit/", appeals.admit, name="admit"),
]
