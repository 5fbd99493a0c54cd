"""The words of the letters on a decision: selected, in reserve, not selected, and what follows from it."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samgak.correspondence.letters_frame import Text, facts_of, letter, moment, when_and_where
from samgak.participants import links
from samgak.participants.models import Person
from samgak.programmes.models import Edition


def of_a_seat(
    edition: Edition,
    person: Person,
    *,
    language: str,
    answer_by: datetime,
    from_the_reserves: bool = False,
) -> Text:
    """The acceptance with the links of this person: to answer without an account, and to the own page."""
    with translation.override(language):
        page = settings.BASE_URL + reverse("portal:my_page", kwargs={"code": edition.code})
    return acceptance(
        edition,
        language=language,
        name=str(person),
        link=page,
        answer_by=answer_by,
        answer_link=links.link_to(
            person, edition=edition, purpose=links.ANSWER, until=answer_by, language=language
        ),
        from_the_reserves=from_the_reserves,
    )


def acceptance(
    edition: Edition,
    *,
    language: str,
    name: str,
    link: str,
    answer_by: datetime | None = None,
    answer_link: str = "",
    from_the_reserves: bool = False,
) -> Text:
    """You are selected: when and where, and what to do now."""
    with translation.override(language):
        facts = facts_of(edition, language) | {"link": link, "answer_link": answer_link}
        if answer_by:
            facts["answer_by"] = moment(answer_by, edition, language)
        selected = (
            _(
                "A seat has become free, and we have the honour to inform you that you, from the"
                " reserve list, are selected to take part in %(title)s."
            )
            if from_the_reserves
            else _(
                "We have the honour to inform you that you are selected to take part in %(title)s."
            )
        )
        return Text(
            _("You are selected for %(title)s") % facts,
            letter(
                edition,
                language,
                name,
                selected % facts,
                when_and_where() % facts,
                *(sentence % facts for sentence in _answer(answer_by, answer_link)),
            ),
        )


def _answer(answer_by: datetime | None, answer_link: str) -> tuple[str, str]:
    if answer_by and answer_link:
        return (
            _(
                "Please accept or decline your seat by %(answer_by)s on this page; no password is"
                " needed: %(answer_link)s"
            ),
            _(
                "The programme is on your own page. There you also confirm how your name is to be"
                " written on the certificate: %(link)s"
            ),
        )
    return (
        _("Please confirm by %(answer_by)s that you will take part: %(link)s")
        if answer_by
        else _("Please confirm that you will take part: %(link)s"),
        _(
            "There you also find the programme, and you confirm how your name is to be"
            " written on the certificate."
        ),
    )


def regret(
    edition: Edition,
    *,
    language: str,
    name: str,
    appeal_link: str = "",
    appeal_by: datetime | None = None,
) -> Text:
    """You are not selected; where there is a link, the decision can be reviewed."""
    with translation.override(language):
        facts = facts_of(edition, language)
        return Text(
            _("The selection for %(title)s") % facts,
            letter(
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
                *_appeal(edition, language, appeal_link, appeal_by),
                _("We would be glad to see you nominated again."),
            ),
        )


def _appeal(edition: Edition, language: str, link: str, until: datetime | None) -> tuple[str, ...]:
    if until is None:
        return ()
    facts = {"link": link, "until": moment(until, edition, language)}
    return (
        _(
            "If you think that the decision is wrong, you can ask for a review until %(until)s, in"
            " your own words and language: %(link)s"
        )
        % facts,
    )


def reserve(
    edition: Edition,
    *,
    language: str,
    name: str,
    position: int,
    appeal_link: str = "",
    appeal_by: datetime | None = None,
) -> Text:
    """You are on the reserve list of your country, at this place."""
    with translation.override(language):
        facts = facts_of(edition, language) | {"position": position}
        return Text(
            _("You are on the reserve list for %(title)s") % facts,
            letter(
                edition,
                language,
                name,
                _(
                    "We inform you that you are at place %(position)d of your country's reserve"
                    " list for %(title)s."
                )
                % facts,
                _("If a seat becomes free, we will write to you at once."),
                when_and_where() % facts,
                _("Until then you need not do anything."),
                *_appeal(edition, language, appeal_link, appeal_by),
            ),
        )


def answer_reminder(
    edition: Edition, *, language: str, name: str, answer_by: datetime, answer_link: str
) -> Text:
    """You have not said yet whether you take your seat."""
    with translation.override(language):
        facts = facts_of(edition, language) | {
            "answer_by": moment(answer_by, edition, language),
            "answer_link": answer_link,
        }
        return Text(
            _("Please answer: your seat on %(title)s") % facts,
            letter(
                edition,
                language,
                name,
                _("We have not heard yet whether you will take part in %(title)s.") % facts,
                _(
                    "Please accept or decline your seat by %(answer_by)s on this page; no password"
                    " is needed: %(answer_link)s"
                )
                % facts,
                _("Without an answer by then, the seat may be offered to somebody else."),
            ),
        )


def appeal_answer(edition: Edition, *, language: str, name: str, answer: str, remedy: str) -> Text:
    """What came of the review of a decision; no remedy: the decision stands."""
    with translation.override(language):
        facts = facts_of(edition, language)
        outcome = {
            "": _("The decision stands."),
            "first_reserve": _(
                "Your appeal is upheld: you are now first on the reserve list of your country."
            ),
            "next_edition": _(
                "Your appeal is upheld: we will ask the focal point of your country to nominate"
                " you for the next course."
            ),
        }[remedy]
        return Text(
            _("The review of the decision: %(title)s") % facts,
            letter(
                edition,
                language,
                name,
                _(
                    "You asked for a review of the decision on %(title)s. Somebody who had no part"
                    " in the decision has read what you wrote."
                )
                % facts,
                outcome,
                answer,
            ),
        )
