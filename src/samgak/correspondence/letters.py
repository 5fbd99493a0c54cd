"""The words of every kind of letter, in the reader's language.

Each function returns subject and body of one letter, ready for `services.draft`; an officer may still
change a draft. `name` is the person's name as the person writes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.lists import format_list
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samgak.core import dates, places, texts
from samgak.programmes.models import Edition, PartnerRole


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


def acceptance(
    edition: Edition, *, language: str, name: str, link: str, answer_by: datetime | None = None
) -> Text:
    """You are selected: when and where, and what to do now."""
    with translation.override(language):
        facts = _facts(edition, language) | {"link": link}
        if answer_by:
            facts["answer_by"] = _moment(answer_by, edition, language)
            answer = _("Please confirm by %(answer_by)s that you will take part: %(link)s")
        else:
            answer = _("Please confirm that you will take part: %(link)s")
        return Text(
            _("You are selected for %(title)s") % facts,
            _letter(
                edition,
                language,
                name,
                _(
                    "We have the honour to inform you that you are selected to take part in %(title)s."
                )
                % facts,
                _when_and_where() % facts,
                answer % facts,
                _(
                    "There you also find the programme, and you confirm how your name is to be"
                    " written on the certificate."
                ),
            ),
        )


def regret(edition: Edition, *, language: str, name: str) -> Text:
    """You are not selected."""
    with translation.override(language):
        facts = _facts(edition, language)
        return Text(
            _("The selection for %(title)s") % facts,
            _letter(
                edition,
                language,
                name,
                _("Thank you for your interest in %(title)s.") % facts,
                _(
                    "There were more nominations than seats. We regret to inform you that you are"
                    " not among those selected this time."
                ),
                _(
                    "The same published rules applied to everyone who was nominated. The focal"
                    " point of your country can tell you the reason for the decision."
                ),
                _("We would be glad to see you nominated again."),
            ),
        )


def reserve(edition: Edition, *, language: str, name: str, position: int) -> Text:
    """You are on the reserve list of your country, at this place."""
    with translation.override(language):
        facts = _facts(edition, language) | {"position": position}
        return Text(
            _("You are on the reserve list for %(title)s") % facts,
            _letter(
                edition,
                language,
                name,
                _(
                    "We inform you that you are at place %(position)d of your country's reserve"
                    " list for %(title)s."
                )
                % facts,
                _("If a seat becomes free, we will write to you at once."),
                _when_and_where() % facts,
                _("Until then you need not do anything."),
            ),
        )


def receipt(
    edition: Edition,
    *,
    language: str,
    name: str,
    country: str,
    nominated: int,
    link: str,
    closes_at: datetime | None = None,
) -> Text:
    """To a focal point: this many people of the country are nominated."""
    with translation.override(language):
        facts = _facts(edition, language) | {
            "country": places.country_name(country, language),
            "nominated": nominated,
            "link": link,
        }
        received = ngettext(
            "We have received the nomination of %(nominated)d person from %(country)s for %(title)s.",
            "We have received the nominations of %(nominated)d people from %(country)s for %(title)s.",
            nominated,
        )
        change = _("You can look at your list here: %(link)s")
        if closes_at:
            facts["closes_at"] = _moment(closes_at, edition, language)
            change = _("You can look at your list and change it until %(closes_at)s: %(link)s")
        return Text(
            _("Nominations received: %(title)s") % facts,
            _letter(edition, language, name, received % facts, change % facts),
        )


def invitation(
    *,
    language: str,
    name: str,
    place: str,
    role: str,
    link: str,
    valid_until: datetime,
    zone: str,
) -> Text:
    """To somebody who is given a role: a link that opens the account. `place` is the organisation or
    edition in words, `role` the role in words; both in the reader's language."""
    with translation.override(language):
        facts = {
            "role": role,
            "place": place,
            "link": link,
            "valid_until": dates.moment_with_place(valid_until, zone, language),
        }
        return Text(
            _("Your invitation to Samgak: %(place)s") % facts,
            _paragraphs(
                _greeting(name),
                _("You are invited to Samgak in this role: %(role)s (%(place)s).") % facts,
                _("Please open this link to begin: %(link)s") % facts,
                _(
                    "The link is for you alone and works until %(valid_until)s. After that you can"
                    " ask for another on the sign-in page."
                )
                % facts,
                _("If you did not expect this letter, you can ignore it."),
            ),
        )


def sign_in(*, language: str, name: str, link: str, valid_until: datetime, zone: str) -> Text:
    """A link that signs its reader in."""
    with translation.override(language):
        facts = {
            "link": link,
            "valid_until": dates.moment_with_place(valid_until, zone, language),
        }
        return Text(
            _("Your link to sign in to Samgak"),
            _paragraphs(
                _greeting(name),
                _("This link signs you in: %(link)s") % facts,
                _("The link is for you alone and works until %(valid_until)s.") % facts,
                _("If you did not ask for it, you can ignore this letter."),
            ),
        )


def timetable_change(
    edition: Edition, *, language: str, name: str, changes: Sequence[str], link: str
) -> Text:
    """The timetable has changed; `changes` are whole sentences in the reader's language."""
    with translation.override(language):
        facts = _facts(edition, language) | {"link": link}
        return Text(
            _("The timetable has changed: %(title)s") % facts,
            _letter(
                edition,
                language,
                name,
                ngettext(
                    "The timetable of %(title)s has changed in one place:",
                    "The timetable of %(title)s has changed in several places:",
                    len(changes),
                )
                % facts,
                "\n".join(f"- {change}" for change in changes),
                _("The whole timetable is here: %(link)s") % facts,
            ),
        )


def certificate(
    edition: Edition, *, language: str, name: str, number: str, link: str, verify_link: str
) -> Text:
    """The certificate is issued; `verify_link` is the page on which anybody may check it."""
    with translation.override(language):
        facts = _facts(edition, language) | {
            "number": number,
            "link": link,
            "verify_link": verify_link,
        }
        return Text(
            _("Your certificate: %(title)s") % facts,
            _letter(
                edition,
                language,
                name,
                _("We congratulate you on completing %(title)s.") % facts,
                _("Your certificate has the number %(number)s. You can download it here: %(link)s")
                % facts,
                _("Anybody can check on this page that it is genuine: %(verify_link)s") % facts,
            ),
        )


def follow_up(
    edition: Edition,
    *,
    language: str,
    name: str,
    plan: str,
    months: int,
    link: str,
    is_reminder: bool = False,
) -> Text:
    """How does your plan stand? One tap answers; `plan` is its title, `months` since the course."""
    with translation.override(language):
        facts = _facts(edition, language) | {"plan": plan, "months": months, "link": link}
        asked = ngettext(
            "%(months)d month ago you took part in %(title)s and planned: %(plan)s.",
            "%(months)d months ago you took part in %(title)s and planned: %(plan)s.",
            months,
        )
        return Text(
            (_("A reminder: %(plan)s") if is_reminder else _("How does your plan stand? %(plan)s"))
            % facts,
            _letter(
                edition,
                language,
                name,
                asked % facts,
                _("One tap is enough - on track, stalled or done: %(link)s") % facts,
                _(
                    "The page is small and needs no password. There you can also stop these letters."
                ),
            ),
        )


def supervisor(
    edition: Edition, *, language: str, name: str, person: str, plan: str, link: str
) -> Text:
    """To the supervisor at home: please read the plan and endorse it."""
    with translation.override(language):
        facts = _facts(edition, language) | {"person": person, "plan": plan, "link": link}
        return Text(
            _("Please endorse the action plan of %(person)s") % facts,
            _letter(
                edition,
                language,
                name,
                _(
                    "%(person)s takes part in %(title)s, has written an action plan for your office"
                    " - %(plan)s - and names you as supervisor."
                )
                % facts,
                _("Please read it and endorse it on this page; no password is needed: %(link)s")
                % facts,
            ),
        )


def confirm_progress(
    edition: Edition, *, language: str, name: str, person: str, plan: str, link: str
) -> Text:
    """To the supervisor at home: is it as the participant says?"""
    with translation.override(language):
        facts = _facts(edition, language) | {"person": person, "plan": plan, "link": link}
        return Text(
            _("Please confirm how the plan of %(person)s stands") % facts,
            _letter(
                edition,
                language,
                name,
                _("%(person)s has told us how the action plan stands: %(plan)s.") % facts,
                _("Please say on this page whether you see it so, too: %(link)s") % facts,
            ),
        )


def _facts(edition: Edition, language: str) -> dict[str, object]:
    def shown(text) -> str:
        return texts.shown(text, reader=language, working=edition.working_language).text

    return {
        "title": shown(edition.title),
        "venue": shown(edition.venue_name),
        "city": shown(edition.venue_city),
        "days": dates.date_range(edition.starts_on, edition.ends_on, language),
    }


def _when_and_where() -> str:
    return _("It takes place at %(venue)s, %(city)s: %(days)s.")


def _moment(moment: datetime, edition: Edition, language: str) -> str:
    city = texts.shown(edition.venue_city, reader=language, working=edition.working_language).text
    return dates.moment_with_place(moment, edition.venue_timezone, language, city=city)


def _letter(edition: Edition, language: str, name: str, *paragraphs: str) -> str:
    return _paragraphs(_greeting(name), *paragraphs, _closing(edition, language))


def _paragraphs(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def _greeting(name: str) -> str:
    return _("Dear %(name)s,") % {"name": name}


def _closing(edition: Edition, language: str) -> str:
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
