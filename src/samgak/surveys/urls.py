from django.urls import path

from samgak.surveys.views import answering, bank, reaction, results, taking

app_name = "surveys"
urlpatterns = [
    path("<slug:code>/tests/", results.results, name="results"),
    path("<slug:code>/tests/load/", results.load, name="load"),
    path("<slug:code>/tests/preview/", bank.preview, name="preview_test"),
    path("<slug:code>/tests/questions/<slug:form>/", results.questions, name="questions"),
    path("<slug:code>/tests/<str:moment>/open/", results.open_test, name="open_test"),
    path("<slug:code>/my-tests/<str:moment>/", taking.test, name="test"),
    path("<slug:code>/my-tests/<str:moment>/hand-in/", taking.hand_in, name="hand_in"),
    path("<slug:code>/surveys/question-bank/", bank.bank, name="bank"),
    path("<slug:code>/surveys/", reaction.surveys, name="surveys"),
    path("<slug:code>/surveys/load/", reaction.load, name="load_survey"),
    path("<slug:code>/surveys/of/<slug:survey_key>/", reaction.survey, name="survey"),
    path("<slug:code>/surveys/of/<slug:survey_key>/preview/", reaction.preview, name="preview"),
    path("<slug:code>/surveys/of/<slug:survey_key>/open/", reaction.open_survey, name="open"),
    path("<slug:code>/surveys/of/<slug:survey_key>/close/", reaction.close_survey, name="close"),
    path(
        "<slug:code>/surveys/of/<slug:survey_key>/questions/<slug:form>/",
        reaction.questions,
        name="survey_questions",
    ),
    path("<slug:code>/my-surveys/", answering.my_surveys, name="my_surveys"),
    path("<slug:code>/my-surveys/<slug:survey_key>/", answering.answer, name="answer"),
]
