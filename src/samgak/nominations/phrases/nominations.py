"""Nominees and nominating by hand, in the reader's language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATE_TEXTS = {
    "nominated": pgettext_lazy("nominee", "Nominated"),
    "withdrawn": pgettext_lazy("nominee", "Withdrawn"),
}
RULE_TEXTS = {
    "call_is_not_open": _(
        "The call is not open: focal points nominate between its opening and its deadline."
    ),
    "nominations_not_begun": _("Nominations begin once the course information is published."),
    "nominations_are_past": _("The cohort is approved: nominations can no longer be changed."),
    "already_nominated": _("%(name)s is nominated already."),
    "person_is_known": _(
        "There is a record of %(name)s with this birth date already. Merge the two records."
    ),
    "too_many_nominations": _(
        "The country has nominated as many people as it may; the limit is %(most)s."
    ),
    "values_are_impossible": _("These values can't be right: %(detail)s"),
    "is_withdrawn_already": _("This nomination is withdrawn already."),
    "reason_missing": _("Say why the nomination is withdrawn."),
    "same_record": _("Choose two different records."),
    "not_one_country": _("The two people are of different countries."),
    "both_sign_in": _("Both people have an account: they can't be merged."),
    "both_are_decided_upon": _(
        "A decision was made about both records, so they can't be merged any more."
    ),
}
