"""The organisations, what they agreed on, and what happened between them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from samgak.core import texts, versions
from samgak.partners.models import Agreement, HistoryEvent, Organisation


def organisations():
    """All organisations by country and key, with the number of their agreements."""
    return Organisation.objects.annotate(agreement_count=Count("agreements")).order_by(
        "country", "key"
    )


def organisation(key: str) -> Organisation:
    """One organisation by its key; raises Organisation.DoesNotExist."""
    return Organisation.objects.get(key=key)


def agreement(pk: int) -> Agreement:
    """One agreement; raises Agreement.DoesNotExist."""
    return Agreement.objects.get(pk=pk)


def version_of(record: Organisation | Agreement) -> str:
    """The version of an organisation or agreement that a form is opened with."""
    return versions.stamp([record])


@dataclass(frozen=True)
class AgreementRow:
    """An agreement as a page shows it: in force or expired that day."""

    agreement: Agreement
    others: tuple[Organisation, ...]
    has_expired: bool


@dataclass(frozen=True)
class OrganisationPage:
    """What is known of an organisation: its names, its agreements, its part in the history."""

    organisation: Organisation
    names: tuple[tuple[str, str], ...]
    agreements: tuple[AgreementRow, ...]
    history: tuple[HistoryEvent, ...]


def organisation_page(organisation: Organisation, *, on: date) -> OrganisationPage:
    """An organisation as its page shows it that day, in a constant number of queries."""
    written = texts.versions(organisation.name, working="en")
    order = {code: place for place, code in enumerate(texts.LANGUAGES)}
    names = sorted(written.items(), key=lambda pair: order.get(pair[0], len(order)))
    return OrganisationPage(
        organisation=organisation,
        names=tuple(names),
        agreements=tuple(
            AgreementRow(
                agreement=one,
                others=tuple(party for party in one.parties.all() if party != organisation),
                has_expired=bool(one.expires_on and one.expires_on <= on),
            )
            for one in organisation.agreements.prefetch_related("parties")
        ),
        history=tuple(organisation.history.all()),
    )
