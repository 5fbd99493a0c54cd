from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from samgak.attendance import queries as attendance
from samgak.certificates import queries as certificates
from samgak.core import texts
from samgak.funding import queries as funding
from samgak.funding.models import Contribution
from samgak.nominations import queries as nominations
from samgak.participants import queries as participants
from samgak.partners.models import Organisation
from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition, PartnerRole
from samgak.reporting import rules
from samgak.reporting.models import ReportingSnapshot
from samgak.standards.iati import checks, expenditure, triangular
from samgak.standards.iati import model as activities
from samgak.timetable import queries as timetable


@dataclass(frozen=True)
class Report:
    """What one organisation would report of an edition today, and what is wrong with it."""

    organisation: Organisation
    activity: activities.Activity
    problems: list[checks.Problem]
    frozen: ReportingSnapshot | None

    @property
    def is_ready(self) -> bool:
        return not self.problems


def reporting_organisations(edition: Edition):
    """Who reports: every organisation that pays something and has an IATI identifier."""
    return funding.payers(edition).exclude(iati_identifier="")


def identifier(organisation: Organisation, edition: Edition) -> str:
    """The IATI identifier of what the organisation reports of the edition."""
    return f"{organisation.iati_identifier}-{edition.code}"


def reports(edition: Edition, *, on: date) -> list[Report]:
    """The report of every reporting organisation, in a constant number of queries."""
    known = _Known.of(edition)
    newest: dict[int, ReportingSnapshot] = {}
    for snapshot in ReportingSnapshot.objects.filter(edition=edition).order_by("frozen_at"):
        newest[snapshot.organisation_id] = snapshot
    found = []
    for organisation in known.reporting:
        activity = _activity(known, organisation)
        found.append(
            Report(
                organisation=organisation,
                activity=activity,
                problems=checks.problems(activity, today=on),
                frozen=newest.get(organisation.pk),
            )
        )
    return found


def activity(edition: Edition, *, organisation: Organisation) -> activities.Activity:
    """What the organisation reports of the edition: its own expenditure, linked to the others'."""
    return _activity(_Known.of(edition), organisation)


def facts(edition: Edition, *, at: datetime) -> dict[str, bool]:
    """What the life cycle asks of the reports."""
    found = reports(edition, on=at.date())
    return {"reports_are_valid": bool(found) and all(report.is_ready for report in found)}


@dataclass(frozen=True)
class _Known:
    """Everything a report needs, read once for all organisations."""

    edition: Edition
    roles: list[PartnerRole]
    contributions: list[Contribution]
    reporting: list[Organisation]
    countries: list[str]
    participants_by_country: dict[str, int]

    @classmethod
    def of(cls, edition: Edition) -> "_Known":
        counts: dict[str, int] = {}
        for seat in participants.participants(edition):
            counts[seat.person.country] = counts.get(seat.person.country, 0) + 1
        return cls(
            edition=edition,
            roles=list(PartnerRole.objects.filter(edition=edition).select_related("organisation")),
            contributions=list(funding.contributions(edition)),
            reporting=list(reporting_organisations(edition)),
            countries=programmes.beneficiary_countries(edition),
            participants_by_country=counts,
        )


def _activity(known: _Known, organisation: Organisation) -> activities.Activity:
    edition = known.edition
    roles = _triangular_roles(known)
    return activities.Activity(
        iati_identifier=identifier(organisation, edition),
        reporting_org=activities.ReportingOrg(
            ref=organisation.iati_identifier,
            type=rules.GOVERNMENT,
            narrative=_narrative(organisation.name, edition),
        ),
        title=_narrative(edition.title, edition),
        descriptions=_descriptions(edition),
        participating_orgs=tuple(_participating(known, organisation)),
        activity_status=rules.activity_status(edition.state),
        activity_dates=_dates(edition),
        activity_scope=rules.activity_scope(len(known.countries)),
        recipient_countries=_recipients(known),
        sectors=tuple(
            activities.Sector(code=str(sector["code"]), percentage=Decimal(str(sector["percent"])))
            for sector in edition.sectors
        ),
        tags=_tags(known, organisation),
        collaboration_type=triangular.collaboration_type(roles, on=edition.starts_on),
        default_flow_type=rules.ODA,
        default_finance_type=rules.GRANT,
        default_aid_types=(activities.AidType(rules.OTHER_TECHNICAL_ASSISTANCE),),
        default_tied_status=rules.UNTIED,
        transactions=tuple(
            expenditure.expenditures(
                _plain_contributions(known), payer_ref=organisation.iati_identifier
            )
        ),
        related_activities=expenditure.co_funded(
            {one.iati_identifier: identifier(one, edition) for one in known.reporting},
            payer_ref=organisation.iati_identifier,
        ),
        default_language=edition.working_language,
        partner_roles=tuple(roles),
    )


def _narrative(text: object, edition: Edition) -> dict[str, str]:
    return texts.versions(text, working=edition.working_language)


def _descriptions(edition: Edition) -> tuple[activities.Description, ...]:
    general = activities.Description(_narrative(edition.title, edition), "1")
    return (
        general,
        *(
            activities.Description(_narrative(objective, edition), "2")
            for objective in edition.objectives
        ),
    )


def _participating(known: _Known, reporter: Organisation) -> Iterable[activities.ParticipatingOrg]:
    said = set()
    for held in known.roles:
        organisation = held.organisation
        for role in held.iati_roles if organisation else []:
            if (organisation.pk, role) in said:
                continue
            said.add((organisation.pk, role))
            theirs = organisation in known.reporting and organisation != reporter
            yield activities.ParticipatingOrg(
                role=rules.ORGANISATION_ROLE[role],
                ref=organisation.iati_identifier or None,
                type=rules.GOVERNMENT if organisation.iati_identifier else None,
                narrative=_narrative(organisation.name, known.edition),
                activity_id=identifier(organisation, known.edition) if theirs else None,
            )


def _dates(edition: Edition) -> tuple[activities.ActivityDate, ...]:
    kinds = [(rules.PLANNED_START, edition.starts_on), (rules.PLANNED_END, edition.ends_on)]
    if edition.state in rules.BEGUN:
        kinds.append((rules.ACTUAL_START, edition.starts_on))
    if edition.state in rules.ENDED:
        kinds.append((rules.ACTUAL_END, edition.ends_on))
    return tuple(activities.ActivityDate(kind, day) for kind, day in sorted(kinds))


def _recipients(known: _Known) -> tuple[activities.RecipientCountry, ...]:
    counted = known.participants_by_country or dict.fromkeys(known.countries, 1)
    if not counted:
        return ()
    shares = expenditure.split_percentages(counted)
    return tuple(activities.RecipientCountry(code, share) for code, share in shares.items())


def _triangular_roles(known: _Known) -> list[triangular.PartnerRole]:
    return [
        triangular.PartnerRole(
            role=held.role,
            country=held.organisation.country if held.organisation else held.country,
        )
        for held in known.roles
    ]


def _tags(known: _Known, organisation: Organisation) -> tuple[activities.Tag, ...]:
    # IATI has no code for the roles of triangular co-operation: they go out in our own vocabulary.
    own = [held.role for held in known.roles if held.organisation_id == organisation.pk]
    return tuple(
        activities.Tag(
            code=role,
            vocabulary=activities.REPORTING_ORGANISATION,
            narrative={"en": f"Role in triangular co-operation: {role}"},
        )
        for role in dict.fromkeys(own)
    )


def _plain_contributions(known: _Known) -> list[expenditure.Contribution]:
    return [
        expenditure.Contribution(
            payer_ref=line.payer.iati_identifier or line.payer.key,
            payer_country=line.payer.country,
            item=_narrative(line.item, known.edition),
            amount=line.amount,
            currency=line.currency,
            purpose=line.purpose,
            delivered_in=line.delivered_in,
            spent_on=line.spent_on,
        )
        for line in known.contributions
    ]


def facts_of_life(edition: Edition, *, at: datetime) -> dict[str, bool]:
    """All that the guards of the life cycle ask, from every app that knows a part of it."""
    known = programmes.own_facts(edition, at=at) | facts(edition, at=at)
    for app in (funding, nominations, timetable, attendance, certificates):
        known |= app.facts(edition)
    return known
