"""What all letters share: the facts of the edition, greeting and closing, in the reader's language."""

from dataclasses import dataclass
from datetime import datetime

from babel.lists import format_list
from django.utils.translation import gettext as _

from samgak.core import dates, texts
from samgak.programmes.models import Edition, PartnerRole


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


def facts_of(edition: Edition, language: str) -> dict[str, object]:
    """What every letter may name of the edition: title, venue, city, days."""

    def shown(text) -> str:
        return texts.shown(text, reader=language, working=edition.working_language).text

    return {
        "title": shown(edition.title),
        "venue": shown(edition.venue_name),
        "city": shown(edition.venue_city),
        "days": dates.date_range(edition.starts_on, edition.ends_on, language),
    }


def when_and_where() -> str:
    """The sentence on place and days, to be filled with the facts."""
    return _("It takes place at %(venue)s, %(city)s: %(days)s.")


def moment(at: datetime, edition: Edition, language: str) -> str:
    """A moment with its weekday, at the venue."""
    city = texts.shown(edition.venue_city, reader=language, working=edition.working_language).text
    return dates.moment_with_place(at, edition.venue_timezone, language, city=city)


def letter(edition: Edition, language: str, name: str, *told: str) -> str:
    """The body of a letter: greeting, what is told, and who writes."""
    return paragraphs(greeting(name), *told, closing(edition, language))


def paragraphs(*told: str) -> str:
    """Paragraphs as plain text has them."""
    return "\n\n".join(told)


def greeting(name: str) -> str:
    """How a letter begins."""
    return _("Dear %(name)s,") % {"name": name}


def closing(edition: Edition, language: str) -> str:
    """How a letter ends, under the names of the agencies."""
    partners = PartnerRole.objects.filter(
        edition=edition,
        organisation__isnull=False,
        role__in=(PartnerRole.Name.FACILITATING, PartnerRole.Name.PIVOTAL),
    ).select_related("organisation")
    names = [
        texts.shown(
            partner.organisation.name, reader=language, working=edition.working_language
        ).text
        for partner in partners
    ]
    if not names:
        return _("Yours sincerely")
    joined = format_list(list(dict.fromkeys(names)), locale=language)
    return _("Yours sincerely,\n%(partners)s") % {"partners": joined}
