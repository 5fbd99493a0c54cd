"""Which version of a part of an edition a form is opened with."""

from samgak.core import versions
from samgak.programmes.models import Call, Claim, Edition, PartnerRole, QuotaLine, ScorePart

# What each part keeps on the edition itself; the others keep rows of their own.
FIELDS = {
    "basics": (
        "kind",
        "programme",
        "title",
        "starts_on",
        "ends_on",
        "venue_name",
        "venue_city",
        "venue_country",
        "venue_timezone",
        "working_language",
    ),
    "texts": ("objectives", "material_languages", "offered_languages"),
    "contact": ("contact_name", "contact_email", "contact_telephone", "emergency_telephone"),
    "completion": (
        "attendance_percent_required",
        "post_test_required",
        "action_plan_required",
        "sectors",
    ),
}


def version_of(edition: Edition, section: str) -> str:
    """The version of that part; changes of the others, and steps of the life cycle, leave it alone."""
    if section in FIELDS:
        return versions.stamp([edition], fields=FIELDS[section])
    return versions.stamp(ROWS[section](edition))


def _call_and_rules(edition: Edition) -> list:
    return [
        *Call.objects.filter(edition=edition),
        *QuotaLine.objects.filter(call__edition=edition),
        *ScorePart.objects.filter(call__edition=edition),
    ]


ROWS = {
    "partners": lambda edition: PartnerRole.objects.filter(edition=edition),
    "claims": lambda edition: Claim.objects.filter(edition=edition),
    "call": _call_and_rules,
}
