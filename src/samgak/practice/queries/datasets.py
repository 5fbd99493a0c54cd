"""Datasets of the teams, and what of them is on the practice portal."""

from dataclasses import dataclass

from django.db.models import QuerySet
from i18nfield.strings import LazyI18nString

from samgak.core import texts
from samgak.measures.tables.table import Table, folded
from samgak.practice.models import Dataset, Release, Team
from samgak.practice.permissions import leads
from samgak.practice.rules import tables
from samgak.programmes.models import Edition, PartnerRole
from samgak.programmes.permissions import Access
from samgak.standards.dcat.codelists import licences

HEAVY = ("original", "table")
MOST_WORDS = 8


def teams_open_to(access: Access) -> QuerySet[Team]:
    """The teams in which the asker works: all for those who lead, else the own one."""
    found = Team.objects.filter(edition=access.edition)
    if leads(access):
        return found
    return found.filter(members__participant__person__user=access.user_id)


def datasets_of(access: Access) -> QuerySet[Dataset]:
    """The datasets on which the asker may work, with their release on the portal."""
    return (
        Dataset.objects.filter(team__in=teams_open_to(access)).select_related("team").defer(*HEAVY)
    )


def numbers_on_portal(edition: Edition) -> dict[int, int]:
    """Dataset: the number of its release on the portal."""
    return dict(on_portal(edition).values_list("dataset", "number"))


def on_portal(edition: Edition) -> QuerySet[Release]:
    """The releases of the edition that are on the portal now, the newest first."""
    return (
        Release.objects.filter(dataset__team__edition=edition, ended_at=None)
        .select_related("dataset__team")
        .defer("table", "dataset__original", "dataset__table", "dataset__profile")
        .order_by("-published_at", "-pk")
    )


def search(edition: Edition, words: str) -> QuerySet[Release]:
    """Releases on the portal in which every word stands, in any language and script."""
    found = on_portal(edition)
    for word in folded(words).split()[:MOST_WORDS]:
        found = found.filter(words__contains=word)
    return found


def release_of(edition: Edition, *, dataset_id: int) -> Release:
    """The release of a dataset that is on the portal; raises Release.DoesNotExist."""
    return on_portal(edition).get(dataset=dataset_id)


def releases_of(dataset: Dataset) -> QuerySet[Release]:
    return dataset.releases.select_related("published_by").defer("table")


def table_of(stored: Dataset | Release) -> Table:
    """The table as it is now, or as it was published."""
    return tables.unpacked(stored.table)


def about(dataset: Dataset) -> dict:
    """The description as plain data: texts by language, days as text."""
    working = dataset.team.language
    said: dict = {
        name: texts.versions(getattr(dataset, name), working=working) for name in tables.TEXTS
    }
    for name in tables.PLAIN:
        value = getattr(dataset, name)
        said[name] = value.isoformat() if hasattr(value, "isoformat") else value or ""
    return said


@dataclass(frozen=True)
class Judgement:
    """How open the dataset would be if it was published now."""

    stars: int
    score: float
    points: list[dict]
    risk: str
    obstacles: list[str]


def judgement(dataset: Dataset, *, reason: str = "") -> Judgement:
    """Stars, checklist and obstacles of a dataset as it stands."""
    said = about(dataset)
    licence = licences().get(dataset.licence)
    found = tables.judged(
        tables.facts(
            said,
            dataset.profile,
            is_open=bool(licence and licence.is_open),
            is_reasoned=len(reason.strip()) >= tables.SHORTEST_REASON,
        )
    )
    return Judgement(**found, obstacles=tables.obstacles(said, dataset.profile, reason=reason))


def text_of(said: dict, name: str) -> LazyI18nString:
    """A text of a release's description, for the filters of pages."""
    return LazyI18nString(said.get(name) or "")


def first_cells(dataset: Dataset, column: str, *, most: int = 20) -> list[str]:
    """The upper cells of a column as they are now."""
    return table_of(dataset).cells(column)[:most]


def version_of(dataset: Dataset) -> int:
    """The version that is stored now."""
    return Dataset.objects.values_list("version", flat=True).get(pk=dataset.pk)


def countries_of(edition: Edition) -> list[str]:
    """The countries that take part in the edition, of which its datasets may speak."""
    found = PartnerRole.objects.filter(edition=edition).select_related("organisation")
    named = (one.country or (one.organisation.country if one.organisation else "") for one in found)
    return sorted({code for code in named if code})
