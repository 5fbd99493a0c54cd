"""The words of the letters to members of the steering committee."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from samgak.correspondence.letters_frame import Text, facts_of, letter, moment
from samgak.programmes.models import Edition


def committee_question(
    edition: Edition,
    *,
    language: str,
    name: str,
    title: str,
    due_at: datetime | None,
    meets_at: datetime | None,
    link: str,
) -> Text:
    """A question lies before the steering committee: by when to object, or when it meets."""
    with translation.override(language):
        facts = facts_of(edition, language) | {"question": title, "link": link}
        when = ""
        if due_at:
            facts["due_at"] = moment(due_at, edition, language)
            when = _("If you do not object by %(due_at)s, you consent.") % facts
        elif meets_at:
            facts["meets_at"] = moment(meets_at, edition, language)
            when = _("The committee meets: %(meets_at)s.") % facts
        said = [
            _("This question is laid before the joint steering committee of %(title)s:") % facts,
            title,
            when,
            _("Please read the proposal and answer here: %(link)s") % facts,
        ]
        return Text(
            _("For decision: %(question)s") % facts,
            letter(edition, language, name, *filter(None, said)),
        )
