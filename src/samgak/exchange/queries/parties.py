"""Who takes part in an edition, and what led to it, as the file says it."""

from itertools import chain

from samgak.exchange.queries.fields import text, texts
from samgak.exchange.rules import model
from samgak.funding.models import Contribution
from samgak.partners.models import HistoryEvent, Organisation
from samgak.programmes.models import Edition
from samgak.timetable.models import Lecturer


def parties(edition: Edition) -> model.Parties:
    roles = edition.partner_roles.select_related("organisation")
    claims = edition.claims.select_related("organisation")
    links = edition.history_links.select_related("event").prefetch_related("event__partners")
    return model.Parties(
        organisations=_organisations(edition),
        partners=tuple(
            model.Partner(
                organisation=role.organisation.key if role.organisation else None,
                country=role.country or None,
                role=role.role,
                held_from=role.held_from,
                held_until=role.held_until,
                iati_roles=tuple(role.iati_roles),
            )
            for role in roles
        ),
        claims=tuple(
            model.Claim(
                about=claim.about,
                value=claim.value,
                source=claim.source,
                organisation=claim.organisation.key if claim.organisation else None,
            )
            for claim in claims
        ),
        history=tuple(_event(link.event, edition) for link in links),
    )


def _organisations(edition: Edition) -> tuple[model.Organisation, ...]:
    """Those the file named, and those that came to the edition in another way since."""
    named = chain(
        edition.organisations.values_list("pk", flat=True),
        edition.partner_roles.values_list("organisation", flat=True),
        edition.claims.values_list("organisation", flat=True),
        edition.history_links.values_list("event__partners", flat=True),
        Contribution.objects.filter(edition=edition).values_list("payer", flat=True),
        Lecturer.objects.filter(edition=edition).values_list("organisation", flat=True),
    )
    return tuple(
        model.Organisation(
            key=one.key,
            name=text(one.name, edition),
            country=one.country or None,
            iati_identifier=one.iati_identifier or None,
        )
        for one in Organisation.objects.filter(pk__in={pk for pk in named if pk}).order_by("key")
    )


def _event(event: HistoryEvent, edition: Edition) -> model.HistoryEvent:
    on = model.PartialDate(event.happened_on, event.precision) if event.happened_on else None
    return model.HistoryEvent(
        kind=event.kind,
        title=text(event.title, edition),
        on=on,
        partners=tuple(sorted(partner.key for partner in event.partners.all())),
        topics=texts(event.topics, edition),
    )
