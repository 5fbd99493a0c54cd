"""What an edition is and where it stands, asked in one place."""

from datetime import datetime

from samgak.core import texts
from samgak.partners.models import Role
from samgak.programmes.models import Call, Edition, EditionRole, PartnerRole

SIDES = frozenset({"facilitating", "pivotal", "beneficiary"})


def own_facts(edition: Edition, *, at: datetime) -> dict[str, bool]:
    """The facts of the life cycle that the edition itself can answer at this moment."""
    call = Call.objects.filter(edition=edition).first()
    roles = set(PartnerRole.objects.filter(edition=edition).values_list("role", flat=True))
    here = at.astimezone(edition.zone).date()
    written = texts.versions(edition.title, working=edition.working_language)
    return {
        "all_three_sides_take_part": roles >= SIDES or edition.kind == Edition.Kind.SECONDMENT,
        "title_is_in_every_offered_language": set(edition.offered_languages) <= set(written),
        "call_has_seats": bool(call and call.seats),
        "call_has_begun": bool(call and (call.opens_at is None or call.opens_at <= at)),
        "call_has_ended": bool(call and call.closes_at is not None and call.closes_at < at),
        "first_day_has_come": edition.starts_on <= here,
        "last_day_has_come": edition.ends_on <= here,
    }


def beneficiary_countries(edition: Edition) -> list[str]:
    """The countries that send participants, in the order of the edition's partners."""
    roles = PartnerRole.objects.filter(edition=edition, role=PartnerRole.Name.BENEFICIARY)
    found = [
        role.country or role.organisation.country for role in roles.select_related("organisation")
    ]
    return list(dict.fromkeys(found))


def focal_points(edition: Edition, *, country: str, on):
    """Who may nominate for the country that day."""
    return (
        EditionRole.objects.filter(edition=edition, role=Role.FOCAL_POINT, country=country)
        .on(on)
        .select_related("user")
    )
