"""What a description lacks, each by an id that a page can explain beside the field at fault.

The mandatory and recommended properties of DCAT-AP 3.0.1, plus what a reader can't do without.
"""

from dataclasses import dataclass

from samgak.standards.dcat.codelists import FREQUENCIES, LANGUAGES, THEMES, knows_country, licences
from samgak.standards.dcat.model import Catalogue, Dataset

MANDATORY, RECOMMENDED = "mandatory", "recommended"


@dataclass(frozen=True)
class Problem:
    """`id` is the property at fault, `weight` how the standard speaks of it."""

    id: str
    weight: str
    address: str = ""


def problems(catalogue: Catalogue) -> list[Problem]:
    """Everything that is missing or unknown in the catalogue and its datasets."""
    found = [
        Problem(f"catalogue.{name}", MANDATORY)
        for name, value in (
            ("title", catalogue.title),
            ("description", catalogue.description),
            ("publisher", catalogue.publisher.name),
        )
        if not any(value.values())
    ]
    return found + [one for dataset in catalogue.dataset for one in of_dataset(dataset)]


def of_dataset(dataset: Dataset) -> list[Problem]:
    """What is missing or unknown in one dataset, in the order of its form."""
    licence_addresses = {one.address for one in licences().values()}
    tests = (
        ("dataset.title", MANDATORY, any(dataset.title.values())),
        ("dataset.description", MANDATORY, any(dataset.description.values())),
        ("dataset.publisher", RECOMMENDED, any(dataset.publisher.name.values())),
        ("dataset.keyword", RECOMMENDED, any(dataset.keyword.values())),
        ("dataset.theme", RECOMMENDED, dataset.theme in THEMES),
        ("dataset.frequency", RECOMMENDED, dataset.accrual_periodicity in FREQUENCIES),
        ("dataset.temporal", RECOMMENDED, any(dataset.temporal)),
        ("dataset.temporal-order", MANDATORY, _is_in_order(dataset)),
        ("dataset.spatial", RECOMMENDED, bool(dataset.spatial)),
        ("dataset.spatial-code", MANDATORY, all(map(knows_country, dataset.spatial))),
        ("dataset.contact", RECOMMENDED, dataset.contact_point is not None),
        ("dataset.language", RECOMMENDED, bool(dataset.language)),
        ("dataset.language-code", MANDATORY, set(dataset.language) <= set(LANGUAGES)),
        ("dataset.distribution", RECOMMENDED, bool(dataset.distribution)),
        (
            "distribution.licence",
            MANDATORY,
            all(one.license in licence_addresses for one in dataset.distribution),
        ),
        ("distribution.access-url", MANDATORY, all(one.access_url for one in dataset.distribution)),
    )
    return [Problem(id_, weight, dataset.address) for id_, weight, is_met in tests if not is_met]


def _is_in_order(dataset: Dataset) -> bool:
    first, last = dataset.temporal
    return first is None or last is None or first <= last
