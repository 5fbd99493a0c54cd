"""Why an edition entered by hand is refused, in the reader's language."""

from django.utils.translation import gettext_lazy as _

from samgak.core import versions
from samgak.core.errors import RuleBroken

RULE_TEXTS = {
    versions.CHANGED: versions.CHANGED_TEXT,
    "may_not_create_edition": _("Only programme officers begin editions."),
    "edition_exists": _("There is an edition with the code %(edition)s already; choose another."),
    "not_edition_code": _(
        "Write codes with small letters a-z and digits, joined by hyphens, such as astana-2025."
    ),
    "ends_before_it_starts": _("The last day can't be before the first."),
    "not_email": _("Write an e-mail address, such as desk@example.org."),
    "not_telephone": _(
        "Write a telephone number with digits, spaces and hyphens, such as +7 000 555-01-00."
    ),
    "partner_is_one_or_other": _(
        "Each partner is either an organisation or a country; choose one."
    ),
    "until_not_after_from": _("A partner's last day can't be before its first."),
    "partner_twice": _("A partner stands in the same role twice; take one of them away."),
    "claim_needs_organisation": _("A claim about a role must name the organisation."),
    "quota_counts_nobody": _(
        "Each quota must say whom it counts: a country, a sex, a region, a level, training before,"
        " an answer, or each organisation."
    ),
    "quota_of_organisations_has_max_only": _(
        "A quota of each organisation counts nobody else and has no least number."
    ),
    "quota_without_limits": _("Each quota needs a least number, a greatest number or both."),
    "min_above_max": _("The least number of a quota can't be above its greatest."),
    "quota_twice": _("Two quotas count the same people; make one of them."),
    "quota_names_no_answer": _(
        "A quota names an answer that nominees are not asked for. Choose another."
    ),
    "wish_without_weight": _("A wish must cost more than 0 points."),
    "full_at_goes_with_years": _(
        "Years in service, and they alone, need the number of years that counts fully."
    ),
    "language_goes_with_language": _("A command of language, and it alone, needs the language."),
    "score_part_twice": _("A part of the score stands there twice; make one of them."),
    "closes_before_it_opens": _("The call must close after it opens."),
    "language_and_level_go_together": _("Choose both the language and its level, or neither."),
    "sectors_not_all": _("The percentages of all sectors must add up to 100."),
    "sector_twice": _("A sector stands there twice; make one of them."),
    "still_used": _("What you took away is used already by what people entered, so it must stay."),
}


def sentence(broken: RuleBroken) -> str:
    """Why it was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)


CLAIM_TEXTS = {
    "starts_on": _("First day"),
    "ends_on": _("Last day"),
    "role": _("Role of a partner"),
}
SCORE_TEXTS = {
    "focal_point_rank": _("Rank given by the focal point"),
    "years_in_service": _("Years in service"),
    "language": _("Command of a language"),
}
