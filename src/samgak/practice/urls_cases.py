from django.urls import path

from samgak.practice.views import cases, offices, scores

SERVICE = "<slug:code>/practice/services/<int:service_id>/"
CASE = "<slug:code>/practice/cases/<uuid:number>/"

urlpatterns = [
    path(f"{SERVICE}office/", offices.office, name="office"),
    path(f"{SERVICE}office/what-if/", offices.what_if, name="what_if"),
    path(f"{SERVICE}try/", cases.front, name="try"),
    path(f"{SERVICE}desk/", cases.desk, name="desk"),
    path(f"{SERVICE}score/", scores.score, name="score"),
    path(CASE, cases.case, name="case"),
    path(f"{CASE}tasks/<int:position>/", cases.task, name="task"),
    path(f"{CASE}document.pdf", cases.document, name="document"),
    path("<slug:code>/practice/verify/", cases.verify, name="verify"),
    path("<slug:code>/practice/scores/", scores.scores, name="scores"),
    path("<slug:code>/practice/scores/close/", scores.close_scores, name="close_scores"),
    path("<slug:code>/practice/scores/reopen/", scores.reopen_scores, name="reopen_scores"),
]
