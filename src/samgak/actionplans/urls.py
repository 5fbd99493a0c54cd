from django.urls import path

from samgak.actionplans.views import links, plans, results, versions

app_name = "actionplans"
PLAN = "<slug:code>/plans/<int:participant_id>/"
urlpatterns = [
    path("<slug:code>/my-plan/", plans.my_plan, name="my_plan"),
    path("<slug:code>/my-plan/word/", plans.my_word, name="my_word"),
    path("<slug:code>/my-plan/pdf/", plans.my_pdf, name="my_pdf"),
    path("<slug:code>/my-plan/versions/", versions.my_versions, name="my_versions"),
    path("<slug:code>/my-plan/acts/<slug:what>/", plans.act, name="act"),
    path("<slug:code>/plans/", plans.plans, name="plans"),
    path("<slug:code>/plans/shared/", plans.shared, name="shared"),
    path("<slug:code>/plans/results/", results.results, name="results"),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}word/", plans.word, name="word"),
    path(f"{PLAN}pdf/", plans.pdf, name="pdf"),
    path(f"{PLAN}versions/", versions.versions, name="versions"),
    path(f"{PLAN}verify/", plans.verify, name="verify"),
    path(f"{PLAN}evidence/<int:pk>/", links.evidence, name="evidence"),
]
