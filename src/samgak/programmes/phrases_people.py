"""The words of giving and ending roles."""

from django.utils.translation import gettext_lazy as _

from samgak.core.errors import RuleBroken

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
