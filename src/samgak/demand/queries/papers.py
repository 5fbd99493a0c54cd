from dataclasses import dataclass

from django.db.models import QuerySet

from samgak.core import versions
from samgak.demand.models import Agreement, ConceptPaper, JointConcept
from samgak.demand.rules import papers as rules
from samgak.programmes.models import Edition
from samgak.programmes.permissions import Access
from samgak.programmes.rules import State

# Papers are written and screened until the committee decides.
OPEN_STATES = frozenset({State.DEMAND, State.SCREENED, State.JOINT_CONCEPT})


def is_open(edition: Edition) -> bool:
    """Whether papers and the joint concept may still be written."""
    return edition.state in OPEN_STATES


def papers(edition: Edition, *, access: Access) -> QuerySet[ConceptPaper]:
    """The papers the reader may see: of the own country, or once sent, all."""
    found = ConceptPaper.objects.filter(edition=edition).select_related("written_by")
    if not access.sees_all_countries:
        return found.filter(country__in=access.countries)
    return found


@dataclass(frozen=True)
class Paper:
    """A concept paper as its page shows it: headings with what stands under each, and the steps it took."""

    paper: ConceptPaper
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    gaps: tuple[str, ...]
    steps: tuple
    next_steps: tuple[rules.Step, ...]


def paper(found: ConceptPaper, *, roles: frozenset[str]) -> Paper:
    """One paper whole, for somebody with these roles."""
    sections = tuple(
        (heading, tuple((field, found.texts.get(field, "")) for field in fields))
        for heading, fields in rules.SECTIONS.items()
    )
    return Paper(
        paper=found,
        sections=sections,
        gaps=tuple(rules.gaps(found.texts)),
        steps=tuple(found.steps.select_related("taken_by")),
        next_steps=rules.steps_from(found.state, roles),
    )


def concept_of(edition: Edition) -> JointConcept | None:
    return JointConcept.objects.filter(edition=edition).select_related("changed_by").first()


def agreements(concept: JointConcept) -> dict[str, Agreement]:
    """Which side stands behind the concept as it is now."""
    found = concept.agreements.filter(version=concept.version).select_related("given_by")
    return {one.side: one for one in found}


def accepted_texts(edition: Edition) -> list[tuple[str, dict[str, str]]]:
    """Country and words of every accepted paper, to write the joint concept from."""
    found = ConceptPaper.objects.filter(edition=edition, state=rules.ACCEPTED)
    return list(found.values_list("country", "texts"))


def version_of_paper(found: ConceptPaper) -> str:
    """The stamp of what a writer of the paper has seen."""
    kept = ("texts", "budget", "currency", "language", "is_resubmission")
    return versions.stamp([found], fields=kept)


def version_of_concept(found: JointConcept) -> str:
    """The stamp of what a writer of the joint concept has seen."""
    return versions.stamp([found], fields=("texts", "language"))
