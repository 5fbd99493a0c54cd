from django.urls import path

from samgak.stories.views import public, writing

app_name = "stories"
urlpatterns = [
    path("stories/", public.listed, name="stories"),
    path("stories/feed.atom", public.feed, name="feed"),
    path("stories/<slug:code>/", public.story, name="public"),
    path("stories/<slug:code>/release.docx", public.word_file, name="word"),
    path("editions/<slug:code>/story/", writing.page, name="story"),
    path("editions/<slug:code>/story/words/", writing.write, name="write"),
    path("editions/<slug:code>/story/preview/<slug:language>/", writing.preview, name="preview"),
    path("editions/<slug:code>/story/ask/", writing.ask, name="ask"),
    path("editions/<slug:code>/story/approve/<slug:key>/", writing.approve, name="approve"),
    path("editions/<slug:code>/story/withdraw/", writing.withdraw, name="withdraw"),
    path("editions/<slug:code>/story/quotations/add/", writing.add_quotation, name="add_quotation"),
    path("editions/<slug:code>/story/quotations/<int:pk>/", writing.quotation, name="quotation"),
    path(
        "editions/<slug:code>/story/quotations/<int:pk>/remove/",
        writing.remove_quotation,
        name="remove_quotation",
    ),
    path(
        "editions/<slug:code>/story/quotations/<int:pk>/approve/",
        writing.approve_quotation,
        name="approve_quotation",
    ),
]
