"""The words of giving and ending roles."""

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samgak.core.dates import plain_date
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.programmes.phrases import ROLE_TEXTS
from samgak.programmes.queries_people import name_of

RULE_TEXTS = {
    "may_not_give_role": _("You may not give or end this role: it is not below your own."),
    "role_held_already": _("%(name)s holds this role already at that time."),
    "role_ended_already": _("This role has ended already."),
    "last_administrator": _(
        "This is the last administrator. Give the role to somebody else first."
    ),
    "role_not_at_an_organisation": _("This role is given on an edition, not at an organisation."),
    "country_missing": _("Say for which country the focal point nominates."),
    "country_not_for_this_role": _("Only focal points belong to a country."),
    "ends_before_it_begins": _("The last day must not be before the first."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the role was not given or ended, in the reader's language."""
    return str(RULE_TEXTS[broken.code] % broken.params)


def role_name(post) -> str:
    """A role in words, with the country of a focal point."""
    role = ROLE_TEXTS[post.role]
    if not post.country:
        return str(role)
    words = {"role": role, "country": country_name(post.country, _reader())}
    return gettext("%(role)s (%(country)s)") % words


def days(post) -> str:
    """From when until when a role counts."""
    first = plain_date(post.held_from, _reader()) if post.held_from else ""
    last = plain_date(post.last_day, _reader()) if post.last_day else ""
    if first and last:
        if post.last_day < post.held_from:
            return gettext("Never in force")
        return gettext("From %(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return gettext("From %(first)s, without end") % {"first": first}
    return gettext("Until %(last)s") % {"last": last} if last else gettext("Without end")


def source(post) -> str:
    """Where a role comes from: the edition itself, or an organisation that takes part."""
    if post.organisation is None:
        return gettext("Given on the edition")
    words = {"organisation": name_of(post.organisation, language=_reader())}
    if post.is_of_house:
        return gettext("Given at the organisation: %(organisation)s") % words
    return gettext("Given on the edition, on behalf of: %(organisation)s") % words


def _reader() -> str:
    return get_language() or "en"
