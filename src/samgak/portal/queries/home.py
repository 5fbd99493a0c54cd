"""What the home page shows of the editions and of those who make them."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from samgak.core import texts
from samgak.core.places import country_name
from samgak.partners.models import Organisation
from samgak.portal.cartography import Label, Map, Shape, labels, map_of
from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition, PartnerRole

SIDES = ("facilitating", "pivotal", "beneficiary")
OTHER_SIDE = "other"
MOST = 12
SHOWN = (
    "code",
    "title",
    "kind",
    "state",
    "starts_on",
    "ends_on",
    "venue_city",
    "venue_country",
    "working_language",
)
SIGN_WIDTH = 30
LETTER_WIDTH = 12.0  # of the names on the map


@dataclass(frozen=True)
class Sign:
    """The sign of a side on the map, with its distance from the middle of the country."""

    side: str
    x: int


@dataclass(frozen=True)
class Partner:
    """An organisation, or a country that is a partner itself, with its roles."""

    name: texts.Shown | None
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Country:
    """A country with its sides, the first of which colours it on the map."""

    code: str
    sides: tuple[str, ...]
    partners: tuple[Partner, ...]
    shape: Shape | None
    label: Label | None

    @property
    def signs(self) -> tuple[Sign, ...]:
        first = -SIGN_WIDTH * (len(self.sides) - 1) // 2
        return tuple(Sign(side, first + SIGN_WIDTH * i) for i, side in enumerate(self.sides))


@dataclass(frozen=True)
class FrontPage:
    running: tuple[Edition, ...]
    coming: tuple[Edition, ...]
    past: tuple[Edition, ...]
    map: Map | None
    countries: tuple[Country, ...]


def front_page(user, *, today: date) -> FrontPage:
    """The nearest editions the reader may see, and the countries that make them."""
    seen = programmes.editions_for(user, on=today).only(*SHOWN)
    latest = list(seen.order_by("-ends_on", "code")[:MOST])
    ahead = sorted((one for one in latest if one.ends_on >= today), key=lambda one: one.starts_on)
    by_country = _by_country(
        PartnerRole.objects.filter(edition__in=latest)
        .select_related("organisation")
        .only("role", "country", "organisation__name", "organisation__country")
        .order_by("position", "pk")
    )
    drawn = map_of(tuple(sorted(by_country)))
    return FrontPage(
        running=tuple(edition for edition in ahead if edition.starts_on <= today),
        coming=tuple(edition for edition in ahead if edition.starts_on > today),
        past=tuple(one for one in latest if one.ends_on < today),
        map=drawn,
        countries=_countries(by_country, drawn),
    )


def _by_country(roles) -> dict[str, list[PartnerRole]]:
    found: dict[str, list[PartnerRole]] = {}
    for role in roles:
        code = role.organisation.country if role.organisation else role.country
        found.setdefault(code, []).append(role)
    return found


def _countries(by_country: dict[str, list[PartnerRole]], drawn: Map | None) -> tuple[Country, ...]:
    if drawn is None:
        return ()
    shapes = {shape.code: shape for shape in drawn.shapes}
    sides = {code: _sides(roles) for code, roles in by_country.items()}
    reader = get_language() or "en"
    places = labels(
        [
            (shape, country_name(code, reader), SIGN_WIDTH * len(sides[code]))
            for code, shape in shapes.items()
        ],
        view=drawn.view,
        letter=LETTER_WIDTH,
    )
    countries = [
        Country(
            code=code,
            sides=sides[code],
            partners=_partners(roles),
            shape=shapes.get(code),
            label=places.get(code),
        )
        for code, roles in by_country.items()
    ]
    order = (*SIDES, OTHER_SIDE)
    return tuple(
        sorted(countries, key=lambda country: (order.index(country.sides[0]), country.code))
    )


def _sides(roles: list[PartnerRole]) -> tuple[str, ...]:
    names = {role.role for role in roles}
    return tuple(side for side in SIDES if side in names) or (OTHER_SIDE,)


def _partners(roles: list[PartnerRole]) -> tuple[Partner, ...]:
    by_partner: dict[int | None, dict[str, None]] = {}
    organisations = {role.organisation_id: role.organisation for role in roles}
    for role in roles:
        by_partner.setdefault(role.organisation_id, {})[role.role] = None
    return tuple(
        Partner(name=_name(organisations[key]), roles=tuple(held))
        for key, held in by_partner.items()
    )


def _name(organisation: Organisation | None) -> texts.Shown | None:
    if organisation is None:
        return None
    return texts.shown(organisation.name, reader=get_language() or "en", working="en")
