"""An edition as each of its payers reports it to IATI."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from samgak.core import texts
from samgak.funding import queries as funding
from samgak.funding.models import Contribution
from samgak.participants import queries as participants
from samgak.partners.models import Organisation
from samgak.programmes import queries as programmes
from samgak.programmes.models import Call, Edition, PartnerRole
from samgak.reporting import rules
from samgak.standards.iati import expenditure, triangular
from samgak.standards.iati import model as activities


def reporting_organisations(edition: Edition):
    """Who reports: every organisation that pays something and has an IATI identifier."""
    return funding.payers(edition).exclude(iati_identifier="")


def identifier(organisation: Organisation, edition: Edition) -> str:
    """The IATI identifier of what the organisation reports of the edition."""
    return f"{organisation.iati_identifier}-{edition.code}"


def activity(edition: Edition, *, organisation: Organisation) -> activities.Activity:
    """What the organisation reports of the edition: its own expenditure, linked to the others'."""
    return activity_from(Known.of(edition), organisation)


@dataclass(frozen=True)
class Known:
    """Everything a report needs, read once for all organisations."""

    edition: Edition
    roles: list[PartnerRole]
    contributions: list[Contribution]
    countries: list[str]
    participants_by_country: dict[str, int]
    seats: int | None

    @classmethod
    def of(cls, edition: Edition) -> "Known":
        by_country = participants.participants(edition).order_by().values_list("person__country")
        return cls(
            edition=edition,
            roles=list(PartnerRole.objects.filter(edition=edition).select_related("organisation")),
            contributions=list(funding.contributions(edition)),
            countries=programmes.beneficiary_countries(edition),
            participants_by_country=dict(by_country.annotate(Count("pk"))),
            seats=Call.objects.filter(edition=edition).values_list("seats", flat=True).first(),
        )

    @property
    def payers(self) -> list[Organisation]:
        """Who pays, each once, by its key."""
        return sorted({line.payer for line in self.contributions}, key=lambda one: one.key)

    @property
    def reporting(self) -> list[Organisation]:
        return [one for one in self.payers if one.iati_identifier]

    @property
    def results_lead(self) -> int | None:
        """The organisation whose report holds the people."""
        held = [(role.organisation_id, role.role) for role in self.roles]
        return rules.results_lead([one.pk for one in self.reporting], held)

    def lines_of(self, organisation: Organisation) -> list[Contribution]:
        """What the organisation itself bears."""
        return [line for line in self.contributions if line.payer_id == organisation.pk]

    def triangular_roles(self) -> list[triangular.PartnerRole]:
        return [
            triangular.PartnerRole(
                role=held.role,
                country=held.organisation.country if held.organisation else held.country,
            )
            for held in self.roles
        ]


def activity_from(known: Known, organisation: Organisation) -> activities.Activity:
    """What the organisation reports, from what is read already."""
    edition = known.edition
    roles = known.triangular_roles()
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
        transactions=tuple(_expenditures(known, organisation)),
        related_activities=expenditure.co_funded(
            {one.iati_identifier: identifier(one, edition) for one in known.reporting},
            payer_ref=organisation.iati_identifier,
        ),
        results=_people(known) if organisation.pk == known.results_lead else (),
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


def _participating(known: Known, reporter: Organisation) -> Iterable[activities.ParticipatingOrg]:
    said = set()
    reporting = set(known.reporting)
    for held in known.roles:
        organisation = held.organisation
        for role in held.iati_roles if organisation else []:
            if (organisation.pk, role) in said:
                continue
            said.add((organisation.pk, role))
            theirs = organisation in reporting and organisation != reporter
            yield activities.ParticipatingOrg(
                role=rules.ORGANISATION_ROLE[role],
                ref=organisation.iati_identifier or None,
                type=rules.GOVERNMENT if organisation.iati_identifier else None,
                narrative=_narrative(organisation.name, known.edition),
                activity_id=identifier(organisation, known.edition) if theirs else None,
            )


def _dates(edition: Edition) -> tuple[activities.ActivityDate, ...]:
    kinds = [(rules.PLANNED_START, edition.starts_on), (rules.PLANNED_END, edition.ends_on)]
    # A course that was put aside has begun if it had begun before.
    state = edition.state_before or edition.state
    if state in rules.BEGUN:
        kinds.append((rules.ACTUAL_START, edition.starts_on))
    if state in rules.ENDED:
        kinds.append((rules.ACTUAL_END, edition.ends_on))
    return tuple(activities.ActivityDate(kind, day) for kind, day in sorted(kinds))


def _recipients(known: Known) -> tuple[activities.RecipientCountry, ...]:
    counted = known.participants_by_country or dict.fromkeys(known.countries, 1)
    if not counted:
        return ()
    shares = expenditure.split_percentages(counted)
    return tuple(activities.RecipientCountry(code, share) for code, share in shares.items())


def _tags(known: Known, organisation: Organisation) -> tuple[activities.Tag, ...]:
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


def _expenditures(known: Known, payer: Organisation) -> list[activities.Transaction]:
    # The payer's own lines by its row, not by its identifier: two rows may share one by mistake.
    lines = [
        expenditure.Contribution(
            payer_ref=payer.iati_identifier,
            payer_country=payer.country,
            item=_narrative(line.item, known.edition),
            amount=line.amount,
            currency=line.currency,
            purpose=line.purpose,
            delivered_in=line.delivered_in,
            spent_on=line.spent_on,
        )
        for line in known.lines_of(payer)
    ]
    return expenditure.expenditures(lines, payer_ref=payer.iati_identifier)


def _people(known: Known) -> tuple[activities.Result, ...]:
    """How many were to come and how many came, in the one report that counts heads."""
    edition = known.edition
    came = sum(known.participants_by_country.values())
    period = activities.Period(
        period_start=edition.starts_on,
        period_end=edition.ends_on,
        targets=(activities.Measurement(str(known.seats)),) if known.seats else (),
        actuals=(activities.Measurement(str(came)),) if edition.state in rules.ENDED else (),
    )
    indicator = activities.Indicator(
        measure=rules.UNITS,
        title={"en": "Officials who took part"},
        periods=(period,),
    )
    title = {"en": "Officials trained"}
    return (activities.Result(type=rules.OUTPUT, title=title, indicators=(indicator,)),)
