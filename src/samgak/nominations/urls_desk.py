from django.urls import path, re_path

from samgak.nominations.views import acts, asked, desk, handing_over, letters, own, steps

urlpatterns = [
    path("<slug:code>/nominations/", desk.desk, name="desk"),
    path("<slug:code>/nominations/order/", desk.order, name="order"),
    path("<slug:code>/nominations/quotas/", desk.quotas, name="quotas"),
    path("<slug:code>/nominations/confirm/", desk.confirm_all, name="confirm_all"),
    path("<slug:code>/nominations/template.xlsx", desk.template, name="template"),
    path("<slug:code>/nominations/list.pdf", desk.list_to_sign, name="list_to_sign"),
    path("<slug:code>/nominations/add/", acts.nominate, name="nominate"),
    path("<slug:code>/nominations/invite/", acts.invite, name="invite"),
    path("<slug:code>/nominations/drafts/<int:pk>/", acts.draft, name="draft"),
    path("<slug:code>/nominations/drafts/<int:pk>/delete/", acts.discard, name="discard"),
    path("<slug:code>/nominations/letter/", letters.letter, name="letter"),
    path("<slug:code>/nominations/letter/<int:pk>/", letters.signed_letter, name="signed_letter"),
    re_path(
        r"^(?P<code>[-\w]+)/nominations/letter\.(?P<kind>pdf|docx)$",
        letters.letter_to_sign,
        name="letter_to_sign",
    ),
    path("<slug:code>/nominees/questions/", asked.questions, name="asked"),
    path("<slug:code>/nominees/questions/add/", asked.question, name="ask"),
    path("<slug:code>/nominees/questions/level/", asked.ask_level, name="ask_level"),
    path(
        "<slug:code>/nominees/questions/<slug:key>/change/", asked.question, name="asked_question"
    ),
    path("<slug:code>/nominees/questions/<slug:key>/up/", asked.move_question, name="asked_up"),
    path(
        "<slug:code>/nominees/questions/<slug:key>/out/", asked.take_out_question, name="asked_out"
    ),
    path("<slug:code>/nominations/questions/", own.questions, name="questions"),
    path("<slug:code>/nominations/questions/add/", own.question, name="add_question"),
    path("<slug:code>/nominations/questions/<slug:key>/", own.question, name="question"),
    path("<slug:code>/nominations/questions/<slug:key>/up/", own.move_question, name="question_up"),
    path(
        "<slug:code>/nominations/questions/<slug:key>/out/",
        own.take_out_question,
        name="question_out",
    ),
    path("<slug:code>/nominations/hand-over/", handing_over.hand_over, name="hand_over"),
    path(
        "<slug:code>/nominations/hand-over/<int:pk>/",
        handing_over.handed_over,
        name="handed_over",
    ),
    path("<slug:code>/nominations/<int:pk>/", steps.nomination, name="nomination"),
    path("<slug:code>/nominations/<int:pk>/change/", acts.change, name="change"),
    path("<slug:code>/nominations/<int:pk>/replace/", acts.replace, name="replace"),
    path("<slug:code>/nominations/<int:pk>/withdraw/", steps.withdraw, name="withdraw"),
    path("<slug:code>/nominations/<int:pk>/return/", steps.return_for_fix, name="return"),
    path("<slug:code>/nominations/<int:pk>/confirm/", steps.confirm, name="confirm_nomination"),
    path("<slug:code>/nominations/<int:pk>/history/", steps.history, name="history"),
    path(
        "<slug:code>/nominations/<int:pk>/earlier/<int:record_pk>/", steps.earlier, name="earlier"
    ),
]
