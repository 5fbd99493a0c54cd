"""Concept papers and the joint concept: written, sent, screened, agreed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samgak.accounts.models import User
from samgak.core import audit, versions
from samgak.core.errors import RuleBroken
from samgak.demand import queries
from samgak.demand.models import Agreement, ConceptPaper, JointConcept, PaperStep
from samgak.demand.rules import papers as rules
from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition


@transaction.atomic
def draft_paper(
    edition: Edition, *, country: str, language: str, by: User, at: datetime
) -> ConceptPaper:
    """Begin a paper of a beneficiary country."""
    edition = _open(edition)
    if country not in programmes.beneficiary_countries(edition):
        raise RuleBroken("country_asks_nothing")
    known = ConceptPaper.objects.filter(edition=edition, country=country)
    if known.count() >= rules.MOST_PAPERS:
        raise RuleBroken("too_many_papers", most=rules.MOST_PAPERS)
    return ConceptPaper.objects.create(
        edition=edition, country=country, language=language, written_by=by, written_at=at
    )


@transaction.atomic
def write_paper(
    paper: ConceptPaper,
    *,
    texts: Mapping[str, str],
    budget: Mapping[str, str],
    currency: str,
    language: str,
    is_resubmission: bool,
    by: User,
    at: datetime,
    seen: str = "",
) -> ConceptPaper:
    """Keep what is written so far; gaps are asked about when the paper is sent."""
    _open(paper.edition)
    paper = _locked(paper)
    versions.refuse_if_changed(seen, queries.version_of_paper(paper))
    if paper.state not in rules.WRITABLE:
        raise RuleBroken("paper_is_not_writable")
    try:
        paper.texts = rules.clean(texts)
        sums = {part: rules.amount(budget.get(part, "")) for part in rules.BUDGET_PARTS}
    except ValueError as bad:
        raise RuleBroken("paper_is_not_legible") from bad
    paper.budget = {part: str(value) for part, value in sums.items() if value is not None}
    paper.currency, paper.language = currency if paper.budget else "", language
    paper.is_resubmission = is_resubmission
    paper.written_by, paper.written_at = by, at
    paper.save()
    return paper


@transaction.atomic
def move_paper(
    paper: ConceptPaper, *, to: str, roles: frozenset[str], by: User, at: datetime, reason: str = ""
) -> PaperStep:
    """Take a paper a step further; refuses what the table lacks and what its guards forbid."""
    edition = Edition.objects.select_for_update(no_key=True).get(pk=paper.edition_id)
    paper = _locked(paper)
    facts = {
        "paper_is_whole": not rules.gaps(paper.texts),
        "demand_is_open": queries.is_open(edition),
    }
    step = rules.step_between(paper.state, to)
    if reasons := rules.reasons_not_to_move(step, roles=roles, facts=facts, reason=reason):
        raise RuleBroken(reasons[0], all=reasons)
    taken = PaperStep.objects.create(
        paper=paper,
        from_state=paper.state,
        to_state=to,
        taken_by=by,
        taken_at=at,
        reason=reason.strip(),
    )
    paper.state = to
    with audit.because(reason):
        paper.save(update_fields=["state"])
    return taken


@transaction.atomic
def begin_concept(edition: Edition, *, language: str, by: User, at: datetime) -> JointConcept:
    """Open the joint concept with what the accepted papers say, each country's words under its code."""
    edition = _open(edition)
    if found := queries.concept_of(edition):
        return found
    papers = queries.accepted_texts(edition)
    together = {
        field: "\n\n".join(
            f"{country}: {texts[field]}" for country, texts in papers if texts.get(field)
        )
        for field in rules.FIELDS
        if field not in rules.SHORT
    }
    return JointConcept.objects.create(
        edition=edition,
        language=language,
        texts={field: text[: rules.MOST_LONG] for field, text in together.items() if text},
        changed_by=by,
        changed_at=at,
    )


@transaction.atomic
def write_concept(
    concept: JointConcept,
    *,
    texts: Mapping[str, str],
    language: str,
    by: User,
    at: datetime,
    seen: str = "",
) -> JointConcept:
    """Change the joint concept; what the sides agreed to before stays with its version."""
    _open(concept.edition)
    concept = JointConcept.objects.select_for_update().get(pk=concept.pk)
    versions.refuse_if_changed(seen, queries.version_of_concept(concept))
    try:
        kept = rules.clean(texts)
    except ValueError as bad:
        raise RuleBroken("paper_is_not_legible") from bad
    if kept != concept.texts or language != concept.language:
        concept.texts, concept.language = kept, language
        concept.version += 1
        concept.changed_by, concept.changed_at = by, at
        concept.save()
    return concept


@transaction.atomic
def agree(
    concept: JointConcept, *, side: str, version: int, may: frozenset[str], by: User, at: datetime
) -> Agreement:
    """Stand behind the concept, as it is, for one's own side."""
    _open(concept.edition)
    concept = JointConcept.objects.select_for_update().get(pk=concept.pk)
    if side not in may:
        raise RuleBroken("not_your_side")
    if concept.version != version:
        raise RuleBroken("concept_was_changed")
    if gaps := rules.gaps(concept.texts):
        raise RuleBroken("concept_has_gaps", gaps=gaps)
    return Agreement.objects.get_or_create(
        concept=concept,
        version=version,
        side=side,
        defaults={"given_by": by, "given_at": at},
    )[0]


def _open(edition: Edition) -> Edition:
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    if not queries.is_open(edition):
        raise RuleBroken("demand_is_open")
    return edition


def _locked(paper: ConceptPaper) -> ConceptPaper:
    return ConceptPaper.objects.select_for_update().get(pk=paper.pk)
