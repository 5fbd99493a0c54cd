from django.urls import path

from samgak.discussions.views import commitments, delegations, results, statements, topics

app_name = "discussions"
TOPIC = "<slug:code>/discussions/<int:topic_id>/"
COMMITMENT = "<slug:code>/commitments/<int:commitment_number>/"
urlpatterns = [
    path("<slug:code>/discussions/", topics.topics, name="topics"),
    path("<slug:code>/discussions/add/", topics.add, name="add_topic"),
    path(TOPIC, topics.topic, name="topic"),
    path(f"{TOPIC}move/", topics.move, name="move_topic"),
    path(f"{TOPIC}posts/<int:post_id>/", topics.post, name="post"),
    path(f"{TOPIC}statements/", statements.statements, name="statements"),
    path(f"{TOPIC}statements/<int:statement_number>/", statements.statement, name="statement"),
    path(f"{TOPIC}vote/", statements.vote, name="vote"),
    path(f"{TOPIC}results/", results.results, name="results"),
    path(f"{TOPIC}results/counts/", results.counts, name="counts"),
    path(f"{TOPIC}results/compute/", results.analyse, name="analyse"),
    path("<slug:code>/commitments/", commitments.commitments, name="commitments"),
    path("<slug:code>/commitments/add/", commitments.add, name="add_commitment"),
    path("<slug:code>/commitments/published/", commitments.published, name="published"),
    path("<slug:code>/commitments/delegations/", delegations.delegations, name="delegations"),
    path(
        "<slug:code>/commitments/joint-statement.<str:kind>",
        commitments.joint_statement,
        name="joint_statement",
    ),
    path(COMMITMENT, commitments.commitment, name="commitment"),
    path(f"{COMMITMENT}change/", commitments.change, name="change_commitment"),
]
