"""What everybody reads."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.core import texts
from samgak.core.downloads import made_file
from samgak.stories import phrases, queries
from samgak.stories.models import Story

GONE = 410


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All public stories, the newest first."""
    found = queries.public_stories()[: queries.MOST_LISTED]
    return render(request, "stories/stories.html", {"stories": found})


@require_safe
def story(request: HttpRequest, code: str) -> HttpResponse:
    """One public story; one that was taken off says so."""
    found = _once_public(code)
    if found.state != Story.State.PUBLIC:
        return render(request, "stories/gone.html", {"story": found}, status=GONE)
    address = request.build_absolute_uri(reverse("stories:public", args=[code]))
    release = queries.release(found)
    context = {"release": release, "edition": found.edition, "address": address}
    return render(request, "stories/story.html", context)


@require_safe
def word_file(request: HttpRequest, code: str) -> HttpResponse:
    """A public story as a Word file in the reader's language."""
    found = _once_public(code)
    if found.state != Story.State.PUBLIC:
        raise Http404
    return word_response(found)


def word_response(story: Story) -> HttpResponse:
    """The release as a Word file to save."""
    name = f"release-{story.edition.code}-{get_language()}.docx"
    return made_file(phrases.word_file(queries.release(story)), name=name)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The public stories as an Atom feed in the language of the address."""
    reader = get_language() or "en"
    atom = Atom1Feed(
        title=_("News of the cooperation"),
        link=request.build_absolute_uri(reverse("stories:stories")),
        description="",
        language=reader,
        feed_url=request.build_absolute_uri(),
    )
    for one in queries.public_stories()[: queries.MOST_LISTED]:
        working = one.edition.working_language
        address = request.build_absolute_uri(reverse("stories:public", args=[one.edition.code]))
        atom.add_item(
            title=texts.shown(one.headline, reader=reader, working=working).text,
            link=address,
            description=texts.shown(one.lead, reader=reader, working=working).text,
            unique_id=address,
            pubdate=one.published_at,
            updateddate=one.changed_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _once_public(code: str) -> Story:
    found = queries.once_public(code)
    if found is None:
        raise Http404
    return found
