"""The words of stories in the reader's language, and a release as a Word file and for machines."""

from babel.lists import format_list
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from samgak.core import dates, texts, versions
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.documents import word
from samgak.programmes.phrases import PARTNER_ROLE_TEXTS, claim_sentence
from samgak.stories.models import Quotation
from samgak.stories.queries import Fact, Partner, Release

FACT_TEXTS = {
    "participants": gettext_lazy("Participants"),
    "countries": gettext_lazy("Countries of the participants"),
    "days": gettext_lazy("Days"),
    "sessions": gettext_lazy("Sessions"),
    "certificates": gettext_lazy("Certificates issued"),
    "percent_before": gettext_lazy("Mean of the test before, in percent"),
    "percent_after": gettext_lazy("Mean of the test after, in percent"),
}
STATE_TEXTS = {
    "draft": pgettext_lazy("story", "Draft"),
    "asked": pgettext_lazy("story", "Waiting for approval"),
    "public": pgettext_lazy("story", "Public"),
    "withdrawn": pgettext_lazy("story", "Withdrawn"),
}
PART_TEXTS = {
    "headline": gettext_lazy("Headline"),
    "lead": gettext_lazy("First paragraph"),
    "quotations": gettext_lazy("Quotations"),
}
RULE_TEXTS = {
    "edition_is_not_delivered": gettext_lazy(
        "The story can be approved once the edition is delivered."
    ),
    "headline_missing": gettext_lazy("Write a headline."),
    "quotation_waits": gettext_lazy("A quotation waits for the approval of the speaker's agency."),
    "too_many_quotations": gettext_lazy("A story has at most %(most)s quotations."),
    "approval_is_not_asked": gettext_lazy("Nobody has asked for approval of this version yet."),
    "not_an_officer_of_this_agency": gettext_lazy(
        "Only a programme officer of this organisation can approve for it."
    ),
    "agency_has_approved": gettext_lazy("This organisation has approved already."),
    "person_has_approved": gettext_lazy(
        "You have approved already. The second approval comes from somebody else."
    ),
    "record_has_changed": gettext_lazy(
        "A number is no longer what the record says. Ask for approval again with the numbers of today."
    ),
    "story_is_not_public": gettext_lazy("This story is not public."),
    "reason_missing": gettext_lazy("Say why."),
    versions.CHANGED: versions.CHANGED_TEXT,
}


def sentence(broken: RuleBroken) -> str:
    """Why the act on the story was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)


def fact_name(fact: Fact) -> str:
    """What the number counts."""
    return str(FACT_TEXTS[fact.key])


def partner_name(partner: Partner, *, working: str) -> str:
    """The organisation with its country, or the country."""
    country = country_name(partner.country, _reader())
    if partner.organisation is None:
        return country
    return f"{_plain(partner.organisation.name, working)} ({country})"


def partner_roles(partner: Partner) -> str:
    """All that a partner is in the edition."""
    return format_list([str(PARTNER_ROLE_TEXTS[one]) for one in partner.roles], locale=_reader())


def held(release: Release) -> str:
    """Where and when the edition was held, in one sentence."""
    edition = release.edition
    return _("%(dates)s: %(title)s was held in %(city)s, %(country)s.") % {
        "title": _plain(edition.title, edition.working_language),
        "city": _plain(edition.venue_city, edition.working_language),
        "country": country_name(edition.venue_country, _reader()),
        "dates": dates.date_range(edition.starts_on, edition.ends_on, _reader()),
    }


def speaker(quotation: Quotation, *, working: str) -> str:
    """Who said it, and for whom."""
    return f"{quotation.speaker}, {_plain(quotation.organisation.name, working)}"


def quoted(quotation: Quotation, *, working: str) -> texts.Shown:
    """The words in the reader's language, where somebody translated them, else as they were said."""
    return texts.shown(quotation.words, reader=_reader(), working=quotation.language or working)


def word_file(release: Release) -> bytes:
    """The release as a Word file in the language that is active."""
    story, working = release.story, release.edition.working_language
    lead = _plain(story.lead, working)
    blocks: list[word.Block] = [word.Paragraph(lead)] if lead else []
    blocks.append(word.Paragraph(held(release)))
    for one in release.quotations:
        words = quoted(one, working=working).text
        blocks.append(word.Quotation(words, speaker(one, working=working)))
    blocks.append(word.Heading(_("In numbers")))
    rows = [(fact_name(fact), str(fact.value)) for fact in release.told]
    blocks.append(word.Table((_("Fact"), _("Value")), rows, widths=(3, 1)))
    blocks.append(word.Heading(_("Partners")))
    blocks.append(
        word.Bullets(
            [
                f"{partner_name(one, working=working)}: {partner_roles(one)}"
                for one in release.partners
            ]
        )
    )
    if release.claims:
        blocks.append(word.Heading(_("What public sources say")))
        blocks.append(
            word.Bullets([f"{claim_sentence(one)} ({one.source})" for one in release.claims])
        )
    headline = _plain(story.headline, working)
    return word.write(word.Document(title=headline, language=_reader(), blocks=blocks))


def news_article(release: Release, *, address: str) -> dict[str, object]:
    """The release as a NewsArticle of schema.org."""
    story, edition = release.story, release.edition
    working = edition.working_language
    numbers = [f"{fact_name(fact)}: {fact.value}" for fact in release.told]
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": _plain(story.headline, working),
        "description": _plain(story.lead, working),
        "articleBody": " ".join([held(release), *(f"{one}." for one in numbers)]),
        "inLanguage": _reader(),
        "mainEntityOfPage": address,
        "dateModified": story.changed_at.isoformat(),
        "author": [
            {"@type": "GovernmentOrganization", "name": _plain(one.organisation.name, working)}
            for one in release.partners
            if one.organisation is not None
        ],
        "about": {
            "@type": "EducationEvent",
            "name": _plain(edition.title, working),
            "startDate": edition.starts_on.isoformat(),
            "endDate": edition.ends_on.isoformat(),
            "location": {"@type": "Place", "name": _plain(edition.venue_city, working)},
        },
    }
    if story.published_at:
        found["datePublished"] = story.published_at.isoformat()
    return found


def _plain(text: object, working: str) -> str:
    return texts.shown(text, reader=_reader(), working=working).text  # type: ignore[arg-type]


def _reader() -> str:
    return get_language() or "en"
