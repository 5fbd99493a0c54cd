from django.urls import path

from samgak.demand.views import committee, concept, papers

app_name = "demand"
urlpatterns = [
    path("<slug:code>/demand/", papers.overview, name="overview"),
    path("<slug:code>/demand/papers/add/", papers.add, name="add_paper"),
    path("<slug:code>/demand/papers/<int:paper_id>/", papers.paper, name="paper"),
    path("<slug:code>/demand/papers/<int:paper_id>/write/", papers.write, name="write_paper"),
    path("<slug:code>/demand/papers/<int:paper_id>/move/", papers.move, name="move_paper"),
    path(
        "<slug:code>/demand/papers/<int:paper_id>/paper.<slug:kind>", papers.file, name="paper_file"
    ),
    path("<slug:code>/demand/concept/", concept.page, name="concept"),
    path("<slug:code>/demand/concept/begin/", concept.begin, name="begin_concept"),
    path("<slug:code>/demand/concept/write/", concept.write, name="write_concept"),
    path("<slug:code>/demand/concept/agree/", concept.agree, name="agree"),
    path("<slug:code>/demand/concept/concept.<slug:kind>", concept.file, name="concept_file"),
    path("<slug:code>/demand/committee/", committee.page, name="committee"),
    path("<slug:code>/demand/committee/minutes.<slug:kind>", committee.minutes, name="minutes"),
    path("<slug:code>/demand/committee/members/", committee.seat, name="seat"),
    path(
        "<slug:code>/demand/committee/members/<int:member_id>/leave/", committee.leave, name="leave"
    ),
    path("<slug:code>/demand/committee/ask/", committee.ask, name="ask"),
    path("<slug:code>/demand/committee/<int:question_id>/", committee.question, name="question"),
    path("<slug:code>/demand/committee/<int:question_id>/answer/", committee.answer, name="answer"),
    path("<slug:code>/demand/committee/<int:question_id>/end/", committee.end, name="end"),
]
