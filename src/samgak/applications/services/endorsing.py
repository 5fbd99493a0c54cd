"""The supervisor at home and the focal point stand behind an application, or say why they do not."""

from datetime import datetime

from django.db import transaction

from samgak.applications.models import Application
from samgak.applications.rules import states
from samgak.applications.services import writing
from samgak.applications.services.moving import move, plain_words


@transaction.atomic
def endorse(application: Application, *, acts_as: str, by, words: str, at: datetime) -> Application:
    """As the supervisor first, then as the focal point; with words, if there are any."""
    if acts_as == states.SUPERVISOR or application.state == states.SUBMITTED:
        to = states.SUPERVISOR_ENDORSED
    else:
        to = states.FOCAL_POINT_ENDORSED
    application = move(application, to=to, acts_as=acts_as, by=by, at=at, reason=words)
    if to == states.SUPERVISOR_ENDORSED:
        writing.ask_focal_points(application, by=by, at=at)
    return application


@transaction.atomic
def decline(
    application: Application, *, acts_as: str, by, reason: str, at: datetime
) -> Application:
    """Not to endorse it, with the reason, which the applicant reads."""
    return _back(application, states.NOT_ENDORSED, acts_as=acts_as, by=by, reason=reason, at=at)


@transaction.atomic
def give_back(
    application: Application, *, acts_as: str, by, reason: str, at: datetime
) -> Application:
    """Let the applicant correct it and submit it again."""
    return _back(application, states.RETURNED, acts_as=acts_as, by=by, reason=reason, at=at)


def _back(
    application: Application, to: str, *, acts_as: str, by, reason: str, at: datetime
) -> Application:
    application = move(application, to=to, acts_as=acts_as, by=by, at=at, reason=reason)
    if application.person.email:
        writing.say_it_comes_back(
            application,
            by=by,
            at=at,
            reason=plain_words(reason),
            may_correct=to == states.RETURNED,
        )
    return application
