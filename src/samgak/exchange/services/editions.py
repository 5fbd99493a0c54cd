"""Stores the edition itself and its call."""

from typing import Any

from samgak.exchange.rules import model
from samgak.exchange.services.rows import Ledger, remove, save, settle
from samgak.nominations import queries as nominations
from samgak.nominations.rules import own
from samgak.programmes.models import Call, Edition, Programme, QuotaLine, ScorePart
from samgak.programmes.rules_editions import WHOM


def store_edition(found: model.EditionFile, ledger: Ledger) -> Edition:
    """The edition of the file's code with everything that stands in a row of its own."""
    edition = Edition.objects.select_for_update().filter(code=found.code).first()
    values = {
        "kind": found.kind,
        "programme_id": _programme(found, ledger),
        "title": found.title,
        "objectives": [dict(text) for text in found.objectives],
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        "venue_name": found.venue.name,
        "venue_city": found.venue.city,
        "venue_country": found.venue.country,
        "venue_timezone": found.venue.timezone,
        "contact_name": found.contact.name,
        "contact_email": found.contact.email or "",
        "contact_telephone": found.contact.telephone or "",
        "emergency_telephone": found.contact.emergency or "",
        "working_language": found.languages.working,
        "material_languages": list(found.languages.materials),
        "offered_languages": list(found.languages.offered),
        "sectors": [{"code": one.code, "percent": f"{one.percent:f}"} for one in found.sectors],
        "attendance_percent_required": found.completion.attendance_percent,
        "post_test_required": found.completion.post_test,
        "action_plan_required": found.completion.action_plan,
    }
    return save(edition or Edition(code=found.code), values, section="edition", ledger=ledger)


def _programme(found: model.EditionFile, ledger: Ledger) -> int | None:
    """The line of editions; a new one bears the title of its first edition."""
    if found.programme is None:
        return None
    programme, is_made = Programme.objects.get_or_create(
        code=found.programme, defaults={"title": found.title}
    )
    if is_made:
        ledger.count("programme", "made")
    return programme.pk


def store_call(edition: Edition, found: model.Call, ledger: Ledger) -> None:
    call = Call.objects.filter(edition=edition).first() or Call(edition=edition)
    eligibility = found.eligibility
    values = {
        "opens_at": found.opens_at,
        "closes_at": found.closes_at,
        "seats": found.seats,
        "reserves_per_country": found.reserves_per_country,
        "nominations_per_country_max": found.nominations_per_country_max,
        "method": found.method,
        "minimum_years_in_service": eligibility.minimum_years_in_service,
        "years_since_training_abroad": eligibility.years_since_training_abroad,
        "language_code": eligibility.language or "",
        "language_at_least": eligibility.language_at_least or "",
        "tie_seed": found.tie_seed,
        "questions": _questions(edition, call, found.questions, ledger),
    }
    save(call, values, section="call", ledger=ledger)
    _store_quotas(call, found.quotas, ledger)
    _store_score(call, found.score, ledger)


def _questions(
    edition: Edition, call: Call, found: tuple[model.Asked, ...], ledger: Ledger
) -> dict[str, Any]:
    """What is asked of every nominee as it is kept; the number of questions ever asked goes on."""
    if not found and not call.questions:
        return {}
    asked = [_question(one) for one in found]
    for definition in nominations.country_definitions(edition).values():
        if any(own.same_heading(one, asked) for one in definition["questions"]):
            ledger.note("call", "question_is_asked_already")
    before = call.questions or own.empty(edition.code, working=edition.working_language)
    return {**before, "questions": asked}


def _question(one: model.Asked) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "key": one.code,
        "type": one.type,
        "text": dict(one.text),
        "required": one.is_required,
    }
    if one.type == "text":
        kept["maximum_length"] = own.LONGEST_ANSWER
    if one.options:
        kept["options"] = [{"key": key, "text": dict(text)} for key, text in one.options]
    return kept


def _store_quotas(call: Call, found: tuple[model.Quota, ...], ledger: Ledger) -> None:
    wanted = [
        {
            "country": quota.country or "",
            "sex": quota.sex or "",
            "each_organisation": quota.each_organisation,
            "minimum": quota.minimum,
            "maximum": quota.maximum,
            "region": quota.region or "",
            "level": quota.level or "",
            "first_timer": quota.first_timer or "",
            "weight": quota.weight,
            "question": quota.question or "",
            "answer": quota.answer or "",
        }
        for quota in found
    ]
    _, left = settle(
        QuotaLine.objects.filter(call=call),
        wanted,
        key=(*WHOM, "each_organisation"),
        section="quotas",
        ledger=ledger,
        call=call,
    )
    remove(left, section="quotas", ledger=ledger)


def _store_score(call: Call, found: tuple[model.ScorePart, ...], ledger: Ledger) -> None:
    wanted = [
        {
            "part": part.part,
            "weight": part.weight,
            "full_at": part.full_at,
            "language_code": part.language or "",
        }
        for part in found
    ]
    _, left = settle(
        ScorePart.objects.filter(call=call),
        wanted,
        key=("part", "language_code"),
        section="score",
        ledger=ledger,
        call=call,
    )
    remove(left, section="score", ledger=ledger)
