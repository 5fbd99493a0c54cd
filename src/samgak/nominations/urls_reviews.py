from django.urls import path, re_path

from samgak.nominations.views import reviewing, reviews

urlpatterns = [
    path("<slug:code>/reviews/", reviews.results, name="reviews"),
    re_path(
        r"^(?P<code>[-\w]+)/reviews/export\.(?P<kind>xlsx|csv)$",
        reviews.export,
        name="reviews_file",
    ),
    path("<slug:code>/reviews/plan/", reviews.plan, name="review_plan"),
    path("<slug:code>/reviews/criteria/add/", reviews.criterion, name="add_criterion"),
    path("<slug:code>/reviews/criteria/<int:pk>/", reviews.criterion, name="criterion"),
    path(
        "<slug:code>/reviews/criteria/<int:pk>/remove/",
        reviews.remove_criterion,
        name="criterion_out",
    ),
    path("<slug:code>/reviews/reviewers/", reviews.reviewers, name="reviewers"),
    path("<slug:code>/reviews/mine/", reviewing.my_reviews, name="my_reviews"),
    path("<slug:code>/reviews/mine/<int:pk>/", reviewing.review, name="review"),
    path("<slug:code>/reviews/mine/<int:pk>/conflict/", reviewing.conflict, name="conflict"),
]
