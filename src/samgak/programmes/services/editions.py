"""Editions entered by hand: made, changed, and their partners, claims, call and sectors set.

Everywhere `seen` is the version of the part that whoever changes it saw.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.partners.models import Organisation, Role
from samgak.programmes import queries, queries_versions, rules_questions
from samgak.programmes import rules_editions as rules
from samgak.programmes.models import (
    Call,
    Claim,
    Edition,
    PartnerRole,
    Programme,
    QuotaLine,
    ScorePart,
)
from samgak.programmes.permissions import access_of
from samgak.programmes.services.people import admit

PUBLIC_SECTOR_POLICY = (
    "15110"  # DAC purpose code: public sector policy and administrative management
)
Values = Mapping[str, Any]


@transaction.atomic
def create_edition(
    *, code: str, values: Values, programme_code: str = "", by, at: datetime
) -> Edition:
    """Begin an edition as a demand; whoever begins it is its programme officer."""
    if not queries.may_create_edition(by, on=at.date()):
        raise RuleBroken("may_not_create_edition")
    _refuse(rules.reasons_not_a_code(code))
    _refuse(rules.reasons_not_dates(values["starts_on"], values["ends_on"]))
    edition = Edition(code=code, sectors=[{"code": PUBLIC_SECTOR_POLICY, "percent": "100"}])
    _give(edition, values)
    edition.programme = _programme(programme_code, edition)
    try:
        with transaction.atomic():
            edition.save()
    except IntegrityError:
        raise RuleBroken("edition_exists", edition=code) from None
    become_officer(edition, by=by, on=at.date())
    return edition


def become_officer(edition: Edition, *, by, on: date) -> None:
    """Whoever brought an edition here looks after it, unless it does so already."""
    if Role.PROGRAMME_OFFICER not in access_of(by, edition, on=on).roles:
        admit(edition, user=by, role=Role.PROGRAMME_OFFICER, held_from=on)


@transaction.atomic
def change_edition(
    edition: Edition, *, values: Values, programme_code: str = "", seen: str = ""
) -> Edition:
    """Change what kind of thing the edition is, its name, its dates, its place."""
    edition = _locked(edition, "basics", seen)
    _refuse(rules.reasons_not_dates(values["starts_on"], values["ends_on"]))
    changed = _give(edition, values)
    programme = _programme(programme_code, edition)
    if programme != edition.programme:
        edition.programme = programme
        changed.append("programme")
    if changed:
        edition.save(update_fields=changed)
    return edition


@transaction.atomic
def set_texts(
    edition: Edition, *, values: Values, objectives: Sequence[dict], seen: str = ""
) -> Edition:
    """Set the languages of the edition and what it is for."""
    edition = _locked(edition, "texts", seen)
    return _change(edition, {**values, "objectives": list(objectives)})


@transaction.atomic
def set_contact(edition: Edition, *, values: Values, seen: str = "") -> Edition:
    """Set whom people ask, and whom participants call in an emergency."""
    edition = _locked(edition, "contact", seen)
    _refuse(rules.reasons_not_a_contact(values))
    return _change(edition, values)


@transaction.atomic
def set_completion(
    edition: Edition, *, values: Values, sectors: Sequence[Values], seen: str = ""
) -> Edition:
    """Set what the certificate asks for, and the sectors under which the edition is reported."""
    edition = _locked(edition, "completion", seen)
    _refuse(rules.reasons_not_sectors(sectors))
    written = [{"code": one["code"], "percent": f"{one['percent']:f}"} for one in sectors]
    return _change(edition, {**values, "sectors": written})


@transaction.atomic
def set_partners(edition: Edition, *, rows: Sequence[Values], seen: str = "") -> None:
    """Set who takes part in which role; a row with a known `pk` keeps its history."""
    edition = _locked(edition, "partners", seen)
    _refuse(rules.reasons_not_partners(rows))
    _settle(PartnerRole.objects.filter(edition=edition), rows, edition=edition)
    edition.organisations.add(*(row["organisation"] for row in rows if row["organisation"]))


@transaction.atomic
def set_claims(edition: Edition, *, rows: Sequence[Values], seen: str = "") -> None:
    """Set what public sources say of the edition."""
    edition = _locked(edition, "claims", seen)
    _refuse(rules.reasons_not_claims(rows))
    _settle(Claim.objects.filter(edition=edition), rows, edition=edition)
    edition.organisations.add(*(row["organisation"] for row in rows if row["organisation"]))


@transaction.atomic
def set_call(
    edition: Edition,
    *,
    values: Values,
    quotas: Sequence[Values],
    score: Sequence[Values],
    seen: str = "",
) -> Call:
    """Set the window of the call, its seats, and the rules by which the cohort is chosen."""
    edition = _locked(edition, "call", seen)
    _refuse(rules.reasons_not_a_call(values))
    _refuse(rules.reasons_not_quotas(quotas))
    _refuse(rules.reasons_not_a_score(score))
    call = Call.objects.filter(edition=edition).first() or Call(edition=edition)
    if rules_questions.unknown(call.asked, quotas):
        raise RuleBroken("quota_names_no_answer")
    is_made = call.pk is None
    changed = _give(call, {**values, "tie_seed": call.tie_seed or edition.code})
    if is_made:
        call.save()
    elif changed:
        call.save(update_fields=changed)
    _settle(QuotaLine.objects.filter(call=call), quotas, call=call)
    _settle(ScorePart.objects.filter(call=call), score, call=call)
    return call


@transaction.atomic
def add_organisation(
    edition: Edition, *, name: Mapping[str, str], country: str, iati_identifier: str
) -> Organisation:
    """Make an organisation known, so that it can become a partner of the edition."""
    stem = slugify(name.get("en") or next(iter(name.values())))[:56] or country.lower()
    taken = set(Organisation.objects.filter(key__startswith=stem).values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    key = stem if stem not in taken else next(one for one in numbered if one not in taken)
    made = Organisation.objects.create(
        key=key, name=dict(name), country=country, iati_identifier=iati_identifier
    )
    edition.organisations.add(made)
    return made


def _programme(code: str, edition: Edition) -> Programme | None:
    """The line of editions; a new one bears the title of its first edition."""
    if not code:
        return None
    _refuse(rules.reasons_not_a_code(code))
    return Programme.objects.get_or_create(code=code, defaults={"title": edition.title})[0]


def _locked(edition: Edition, section: str, seen: str) -> Edition:
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    versions.refuse_if_changed(seen, queries_versions.version_of(edition, section))
    return edition


def _change(edition: Edition, values: Values) -> Edition:
    if changed := _give(edition, values):
        edition.save(update_fields=changed)
    return edition


def _give(row: models.Model, values: Values) -> list[str]:
    """Give a row these values; the names of those that differ, so that the trail shows no more."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def _settle(rows: models.QuerySet, wanted: Iterable[Values], **scope: models.Model) -> None:
    """Bring the rows in line with those wanted, in their order; known ones are changed in place."""
    left = {row.pk: row for row in rows}
    for position, values in enumerate(wanted):
        row = left.pop(values.get("pk"), None) or rows.model(**scope)
        given = {name: value for name, value in values.items() if name != "pk"}
        changed = _give(row, {**given, "position": position})
        if row.pk is None:
            row.save()
        elif changed:
            row.save(update_fields=changed)
    try:
        with transaction.atomic():
            for row in left.values():
                row.delete()
    except (ProtectedError, IntegrityError):
        raise RuleBroken("still_used") from None


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise RuleBroken(reasons[0], all=reasons)
