"""The public story: assembled from the record, approved by two agencies, written in every language."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from samgak.accounts.models import User
from samgak.core import texts
from samgak.exchange.rehearsal.stage import OFFICER, Stage
from samgak.partners.models import Organisation
from samgak.programmes.models import EditionRole
from samgak.programmes.permissions import access_of
from samgak.stories import permissions, queries, rules, services
from samgak.stories.models import Story

WRITE = "stories.write_story"
# Said by nobody: the rehearsal has no real speakers.
WORDS = {
    "en": "We came with five countries and leave as one office.",
    "ru": "Мы приехали из разных стран, а уезжаем как одна служба.",
    "ko": "우리는 서로 다른 나라에서 왔지만 하나의 부서가 되어 돌아갑니다.",
    "kk": "Біз әр елден келдік, бірақ бір мекеме болып қайтамыз.",
    "ky": "Биз ар башка өлкөдөн келдик, бирок бир мекеме болуп кайтабыз.",
    "uz": "Biz turli davlatlardan keldik, bitta idora boʻlib qaytamiz.",
    "tg": "Мо аз кишварҳои гуногун омадем ва чун як идора бармегардем.",
    "tk": "Biz dürli ýurtlardan geldik, bir edara bolup gaýdýarys.",
}


def tell(stage: Stage) -> None:
    """Write the story, have it approved by two partners, and write the release in each language."""
    with stage.scene("story", _("Telling the public story")):
        agencies = list(queries.partners_with_officers(stage.edition)[: rules.APPROVALS_NEEDED])
        if len(agencies) < rules.APPROVALS_NEEDED:
            stage.summary.warn(_("Fewer than two organisations take part: no story is approved."))
            return
        officers = [_officer(stage, one) for one in agencies]
        story = _written(stage, agencies[0], by=officers[0])
        services.ask(story, by=officers[0], at=stage.now)
        for agency, officer in zip(agencies, officers, strict=True):
            services.approve(
                story,
                organisation=agency,
                agencies=_agencies_of(stage, officer),
                by=officer,
                at=stage.now,
            )
        _write_releases(stage)


def _officer(stage: Stage, organisation: Organisation) -> User:
    user = User.objects.create_user(
        f"officer-{organisation.key}@rehearsal.invalid", name=f"Rehearsal {organisation.key}"
    )
    EditionRole.objects.create(
        user=user, edition=stage.edition, role=OFFICER, organisation=organisation
    )
    return stage.allowed(user, WRITE)


def _agencies_of(stage: Stage, officer: User) -> frozenset[int]:
    return permissions.agencies_of(access_of(officer, stage.edition, on=stage.now.date()))


def _written(stage: Stage, speaks_for: Organisation, *, by: User) -> Story:
    edition = stage.edition
    story = services.write(
        edition,
        headline=edition.title,
        lead=LazyI18nString({}),
        facts_shown=rules.FACTS,
        by=by,
        at=stage.now,
    )
    said = services.enter_quotation(
        story,
        None,
        speaker="Rehearsal speaker",
        organisation=speaks_for,
        language="en",
        words=LazyI18nString(WORDS),
        by=by,
        at=stage.now,
    )
    services.approve_quotation(said, agencies=_agencies_of(stage, by), by=by, at=stage.now)
    return story


def _write_releases(stage: Stage) -> None:
    story = queries.story_of(stage.edition)
    if story is None:
        return
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            release = queries.release(story)
            words = {"release": release, "edition": stage.edition, "LANGUAGE_CODE": language}
            page = render_to_string("stories/release_file.html", words)
        (stage.out / f"release-{language}.html").write_text(page, "utf-8")
    release = queries.release(story)
    stage.summary.check("story_is_public", story.state == Story.State.PUBLIC)
    stage.summary.check("story_is_true", not release.changed)
    stage.results["story"] = {
        "state": story.state,
        "approvals": story.approvals.count(),
        "facts": {fact.key: fact.value for fact in release.told},
        "languages": list(texts.LANGUAGES),
    }
