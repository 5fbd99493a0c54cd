"""Seats twenty invented people of five countries on the demonstration's course, each with an account."""

from samgak.exchange import clock
from samgak.exchange.queries.demonstration import CODE, DOMAIN
from samgak.programmes.models import Edition
from tests.factories import EditionRoleFactory, ParticipantFactory, UserFactory

COUNTRIES = ("KZ", "KG", "TJ", "UZ", "TM")
OF_EACH = 4
# Run inside the site, before anybody looks at it.
SEATED = f"from {__name__} import seat; seat()"


def people() -> list[str]:
    """The names by which they sign in."""
    return [f"{country.lower()}-{n}" for country in COUNTRIES for n in range(1, OF_EACH + 1)]


def seat() -> None:
    """It is the last day; everybody is there."""
    edition = Edition.objects.get(code=CODE)
    clock.follow(edition, on=edition.ends_on)
    Edition.objects.filter(pk=edition.pk).update(state="certifying")
    for name in people():
        address = f"{name}@{DOMAIN}"
        user = UserFactory(email=address, name=f"Sample {name}", language="en")
        ParticipantFactory(
            edition=edition,
            person__country=name[:2].upper(),
            person__family_name="Sample",
            person__given_name=name,
            person__native_name="",
            person__email=address,
            person__user=user,
        )
        EditionRoleFactory(edition=edition, user=user, role="participant")
