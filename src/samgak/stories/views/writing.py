"""The officer's pages: write, preview, ask, approve, withdraw."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samgak.core import clock, versions
from samgak.core.errors import RuleBroken
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.stories import permissions, phrases, queries, rules, services
from samgak.stories.forms import QuotationForm, StoryForm, WithdrawForm
from samgak.stories.models import Quotation, Story

WRITE = "stories.write_story"
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@edition_page(WRITE)
def page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The story as it stands: what is missing, who has approved, what the record says now."""
    story = queries.story_of(edition)
    own = permissions.agencies_of(request.access)
    context: dict[str, object] = {"edition": edition, "story": story, "own": own}
    if story:
        context |= {
            "release": queries.release(story),
            "quotations": story.quotations.select_related("organisation", "approved_by"),
            "approvals": story.approvals.select_related("organisation", "approved_by"),
            "agencies": queries.partners_with_officers(edition).filter(pk__in=own),
            "missing": queries.missing_languages(story),
            "version": queries.version_of(story),
            "languages": settings.LANGUAGES,
        }
    return render(request, "stories/page.html", context)


@require_http_methods(FORM_METHODS)
@edition_page(WRITE)
def write(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The headline, the first paragraph and the numbers shown."""
    form = _story_form(edition, request.POST or None)
    if form.is_valid():
        words = {key: value for key, value in form.cleaned_data.items() if key in WORDS}
        seen = form.cleaned_data["seen"]
        try:
            services.write(edition, **words, seen=seen, by=request.user, at=clock.now(request))
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
            if broken.code == versions.CHANGED:
                form.lay_beside(_story_form(edition, None))
        else:
            messages.success(
                request, _("The story is saved. It needs the approval of two agencies.")
            )
            return redirect("stories:story", code=edition.code)
    story = queries.story_of(edition)
    return render(request, "stories/write.html", {"edition": edition, "form": form, "story": story})


WORDS = ("headline", "lead", "facts_shown")


def _story_form(edition: Edition, data) -> StoryForm:
    story = queries.story_of(edition)
    initial = (
        {name: getattr(story, name) for name in WORDS}
        if story
        else {"headline": edition.title, "facts_shown": list(rules.SHOWN_AT_FIRST)}
    )
    return StoryForm(data, initial=initial, version=queries.version_of(story))


@require_safe
@edition_page(WRITE)
def preview(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    """The release as its readers will see it in one language."""
    story = _story(edition)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        release = queries.release(story)
        words = {"release": release, "edition": edition, "for_officers": True}
        return render(request, "stories/preview.html", words | {"language": language})


@require_POST
@edition_page(WRITE)
def ask(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Take the numbers of today and ask the agencies."""
    story = _story(edition)
    return _act(
        request,
        edition,
        lambda: services.ask(story, by=request.user, at=clock.now(request)),
        _("Both agencies can approve the story now."),
    )


@require_POST
@edition_page(WRITE)
def approve(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """One agency's yes."""
    story = _story(edition)
    organisation = get_object_or_404(queries.partners_with_officers(edition), key=key)
    return _act(
        request,
        edition,
        lambda: services.approve(
            story,
            organisation=organisation,
            agencies=permissions.agencies_of(request.access),
            by=request.user,
            at=clock.now(request),
            seen=request.POST.get("seen", ""),
        ),
        _("You have approved the story."),
    )


@require_http_methods(FORM_METHODS)
@edition_page(WRITE)
def withdraw(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Ask why, and take a public story back."""
    story = _story(edition)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return _act(
            request,
            edition,
            lambda: services.withdraw(story, reason=reason, by=request.user, at=clock.now(request)),
            _("The story is withdrawn."),
        )
    return render(request, "stories/withdraw.html", {"edition": edition, "form": form})


@require_http_methods(FORM_METHODS)
@edition_page(WRITE)
def add_quotation(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A form for what somebody said."""
    return _quotation_form(request, _story(edition), None)


@require_http_methods(FORM_METHODS)
@edition_page(WRITE)
def quotation(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """A quotation as it stands, to change or to translate."""
    story = _story(edition)
    return _quotation_form(request, story, _quotation(story, pk))


@require_http_methods(FORM_METHODS)
@edition_page(WRITE)
def remove_quotation(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Asks before a quotation goes."""
    found = _quotation(_story(edition), pk)
    if request.method == "POST":
        services.remove_quotation(found, by=request.user, at=clock.now(request))
        messages.success(request, _("The quotation is removed."))
        return redirect("stories:story", code=edition.code)
    context = {"edition": edition, "quotation": found}
    return render(request, "stories/remove_quotation.html", context)


@require_POST
@edition_page(WRITE)
def approve_quotation(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The speaker's agency says that this was said."""
    found = _quotation(_story(edition), pk)
    return _act(
        request,
        edition,
        lambda: services.approve_quotation(
            found,
            agencies=permissions.agencies_of(request.access),
            by=request.user,
            at=clock.now(request),
            seen=request.POST.get("seen", ""),
        ),
        _("The quotation is approved."),
    )


def _quotation_form(request: HttpRequest, story: Story, found: Quotation | None) -> HttpResponse:
    names = ("speaker", "organisation", "language", "words")
    initial = {name: getattr(found, name) for name in names} if found else None
    speakers = queries.partners_with_officers(story.edition)
    form = QuotationForm(request.POST or None, initial=initial, speakers=speakers)
    if form.is_valid():
        try:
            services.enter_quotation(
                story, found, **form.cleaned_data, by=request.user, at=clock.now(request)
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(
                request, _("The quotation is saved. The speaker's agency must approve it.")
            )
            return redirect("stories:story", code=story.edition.code)
    context = {"edition": story.edition, "form": form, "quotation": found}
    return render(request, "stories/quotation.html", context)


def _act(
    request: HttpRequest, edition: Edition, act: Callable[[], object], done: str
) -> HttpResponse:
    try:
        act()
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, done)
    return redirect("stories:story", code=edition.code)


def _story(edition: Edition) -> Story:
    found = queries.story_of(edition)
    if found is None:
        raise Http404
    return found


def _quotation(story: Story, pk: int) -> Quotation:
    try:
        return queries.quotation(story, pk=pk)
    except Quotation.DoesNotExist:
        raise Http404 from None
