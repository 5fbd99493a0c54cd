"""An edition of the database as the text of its file."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from samgak.core.errors import RuleBroken
from samgak.exchange import rules
from samgak.exchange.queries import parties, timetables
from samgak.exchange.queries.fields import text, texts
from samgak.exchange.rules import model
from samgak.funding.models import Contribution, ExchangeRate
from samgak.programmes.models import Call, Edition
from samgak.timetable.models import Hours


def dump(edition: Edition) -> str:
    """The edition as the canonical text of an edition file; RuleBroken while it has no call or hours."""
    return rules.write(edition_file(edition))


def edition_file(edition: Edition) -> rules.EditionFile:
    """What the file of an edition says; RuleBroken while it has no call or working hours."""
    call = Call.objects.select_related("edition").filter(edition=edition).first()
    hours = Hours.objects.filter(edition=edition).first()
    if call is None or hours is None:
        raise RuleBroken("edition_not_complete", edition=edition.code)
    return rules.EditionFile(
        code=edition.code,
        kind=edition.kind,
        title=text(edition.title, edition),
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        venue=_venue(edition),
        contact=model.Contact(
            name=text(edition.contact_name, edition),
            email=edition.contact_email or None,
            telephone=edition.contact_telephone or None,
            emergency=edition.emergency_telephone or None,
        ),
        languages=model.Languages(
            working=edition.working_language,
            materials=tuple(edition.material_languages),
            offered=tuple(edition.offered_languages),
        ),
        parties=parties.parties(edition),
        call=_call(call),
        timetable=timetables.timetable(edition, hours),
        funding=_funding(edition),
        programme=edition.programme.code if edition.programme else None,
        objectives=texts(edition.objectives, edition),
        sectors=tuple(
            model.Sector(one["code"], Decimal(str(one["percent"]))) for one in edition.sectors
        )
        or model.DEFAULT_SECTORS,
        completion=model.Completion(
            attendance_percent=edition.attendance_percent_required,
            post_test=edition.post_test_required,
            action_plan=edition.action_plan_required,
        ),
    )


def _venue(edition: Edition) -> model.Venue:
    return model.Venue(
        name=text(edition.venue_name, edition),
        city=text(edition.venue_city, edition),
        country=edition.venue_country,
        timezone=edition.venue_timezone,
    )


def _call(call: Call) -> model.Call:
    return model.Call(
        seats=call.seats,
        tie_seed=call.tie_seed,
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        reserves_per_country=call.reserves_per_country,
        nominations_per_country_max=call.nominations_per_country_max,
        method=call.method,
        questions=tuple(_asked(one, call.edition) for one in call.asked),
        quotas=tuple(
            model.Quota(
                country=line.country or None,
                sex=line.sex or None,
                each_organisation=line.each_organisation,
                minimum=line.minimum,
                maximum=line.maximum,
                region=line.region or None,
                level=line.level or None,
                first_timer=line.first_timer or None,
                weight=line.weight,
                question=line.question or None,
                answer=line.answer or None,
            )
            for line in call.quota_lines.all()
        ),
        eligibility=model.Eligibility(
            minimum_years_in_service=call.minimum_years_in_service,
            years_since_training_abroad=call.years_since_training_abroad,
            language=call.language_code or None,
            language_at_least=call.language_at_least or None,
        ),
        score=tuple(
            model.ScorePart(
                part=part.part,
                weight=part.weight,
                full_at=part.full_at,
                language=part.language_code or None,
            )
            for part in call.score_parts.all()
        ),
    )


def _asked(question: Mapping[str, Any], edition: Edition) -> model.Asked:
    return model.Asked(
        code=question["key"],
        text=text(question["text"], edition),
        type=question["type"],
        is_required=question.get("required", True),
        options=tuple(
            (one["key"], text(one["text"], edition)) for one in question.get("options", ())
        ),
    )


def _funding(edition: Edition) -> model.Funding:
    contributions = Contribution.objects.filter(edition=edition).select_related("payer")
    return model.Funding(
        contributions=tuple(
            model.Contribution(
                payer=one.payer.key,
                item=text(one.item, edition),
                amount=one.amount,
                currency=one.currency,
                kind=one.kind,
                purpose=one.purpose,
                delivered_in=one.delivered_in,
                on=one.spent_on,
                valuation=one.valuation or None,
            )
            for one in contributions
        ),
        exchange_rates=tuple(
            model.ExchangeRate(currency=rate.currency, per_usd=rate.per_usd, on=rate.quoted_on)
            for rate in ExchangeRate.objects.filter(edition=edition)
        ),
    )
