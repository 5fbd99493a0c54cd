"""Letters about an application: to its author, the supervisor, the focal points of the country."""

from datetime import datetime

from samgak.applications import links
from samgak.applications.models import Application
from samgak.core.errors import RuleBroken
from samgak.correspondence import letters_applications as letters
from samgak.correspondence import queries as correspondence_queries
from samgak.correspondence import services as correspondence
from samgak.correspondence.models import Letter
from samgak.programmes import queries as programmes
from samgak.programmes.models import Call


def invite_to_apply(
    application: Application, *, by, at: datetime, is_reminder: bool = False
) -> Letter:
    """The letter that opens the application."""
    call = Call.objects.filter(edition=application.edition_id).first()
    text = letters.invitation_to_apply(
        application.edition,
        **_to_applicant(application, at=at),
        closes_at=call.closes_at if call and application.submitted_at is None else None,
        is_reminder=is_reminder,
    )
    return _send(application, Letter.Kind.APPLICATION, text, by=by, at=at)


def say_received(application: Application, *, at: datetime) -> Letter:
    text = letters.receipt_of_application(application.edition, **_to_applicant(application, at=at))
    return _send(application, Letter.Kind.APPLICATION, text, by=None, at=at)


def say_it_comes_back(
    application: Application, *, by, at: datetime, reason: str, may_correct: bool
) -> Letter:
    text = letters.application_comes_back(
        application.edition,
        **_to_applicant(application, at=at),
        reason=reason,
        may_correct=may_correct,
    )
    return _send(application, Letter.Kind.APPLICATION, text, by=by, at=at)


def ask_supervisor(
    application: Application, *, by, at: datetime, is_reminder: bool = False
) -> Letter:
    """The supervisor reads it in the language of the application."""
    if not application.supervisor_email:
        raise RuleBroken("application_names_no_supervisor")
    language = application.language
    text = letters.endorsement_of_application(
        application.edition,
        language=language,
        name=application.supervisor_name or application.supervisor_email,
        person=str(application.person),
        link=links.link_to(application, purpose=links.SUPERVISOR, language=language, at=at),
        is_reminder=is_reminder,
    )
    return _send(
        application,
        Letter.Kind.ENDORSEMENT,
        text,
        by=by,
        at=at,
        address=application.supervisor_email,
        language=language,
    )


def ask_focal_points(application: Application, *, by, at: datetime) -> list[Letter]:
    """Every focal point of the person's country gets a link of its own; the first one acts."""
    asked = programmes.focal_points(
        application.edition, country=application.person.country, on=at.date()
    )
    written = []
    for user in dict.fromkeys(role.user for role in asked if role.user.email):
        language = user.language or application.language
        text = letters.endorsement_of_application(
            application.edition,
            language=language,
            name=str(user),
            person=str(application.person),
            link=links.link_to(
                application,
                purpose=links.FOCAL_POINT,
                language=language,
                at=at,
                user_id=user.pk,
            ),
        )
        written.append(
            _send(
                application,
                Letter.Kind.ENDORSEMENT,
                text,
                by=by,
                at=at,
                address=user.email,
                language=language,
            )
        )
    return written


def language_of(application: Application) -> str:
    """The language chosen by writing in it, else the person's."""
    if application.began_at:
        return application.language
    return correspondence_queries.language_of(application.person, edition=application.edition)


def _to_applicant(application: Application, *, at: datetime) -> dict[str, str]:
    language = language_of(application)
    return {
        "language": language,
        "name": str(application.person),
        "link": links.link_to(application, purpose=links.APPLY, language=language, at=at),
    }


def _send(
    application: Application,
    kind: str,
    text: letters.Text,
    *,
    by,
    at: datetime,
    address: str = "",
    language: str = "",
) -> Letter:
    letter = correspondence.draft(
        kind=kind,
        address=address or application.person.email,
        language=language or language_of(application),
        subject=text.subject,
        body=text.body,
        edition=application.edition,
        person=application.person,
        by=by,
        at=at,
    )
    correspondence.queue([letter], by=by, at=at)
    return letter
