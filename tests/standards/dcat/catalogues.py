"""One invented catalogue with everything that the writer knows."""

from dataclasses import replace
from datetime import UTC, date, datetime

from samgak.standards.dcat.model import (
    Agent,
    Catalogue,
    Contact,
    DataService,
    Dataset,
    Distribution,
)

AT = datetime(2025, 8, 27, 6, tzinfo=UTC)
HERE = "https://samgak.example/practice"
BY = "http://creativecommons.org/licenses/by/4.0/"
PUBLISHER = Agent({"en": "Invented office", "ru": "Вымышленный офис"})


def dataset(**changes):
    file = Distribution(
        address=f"{HERE}/1/#csv",
        access_url=f"{HERE}/1/",
        download_url=f"{HERE}/1/file.csv",
        format="CSV",
        license=BY,
        title={"en": "As CSV"},
        byte_size=1200,
    )
    full = Dataset(
        address=f"{HERE}/1/",
        title={"en": "Visits", "ru": "Посещения", "kk": "Келулер"},
        description={"en": "Visits to invented offices."},
        identifier="1",
        publisher=PUBLISHER,
        distribution=(file,),
        issued=AT,
        modified=AT,
        landing_page=f"{HERE}/1/page/",
        keyword={"en": ("visits", "office"), "ru": ("посещения",)},
        theme="GOVE",
        accrual_periodicity="ANNUAL",
        temporal=(date(2024, 1, 1), date(2024, 12, 31)),
        spatial=("KZ", "KG"),
        contact_point=Contact("Desk", "desk@example.org"),
        language=("en", "ru"),
        version="1",
    )
    return replace(full, **changes)


def catalogue(*datasets, services=True):
    datasets = datasets or (dataset(),)
    service = DataService(
        address=f"{HERE}/api/#service",
        title={"en": "Rows"},
        endpoint_url=f"{HERE}/api/",
        endpoint_description=f"{HERE}/api/openapi.json",
        serves_dataset=tuple(one.address for one in datasets),
    )
    return Catalogue(
        address=f"{HERE}/catalogue",
        title={"en": "Practice catalogue"},
        description={"en": "Everything here is invented."},
        publisher=PUBLISHER,
        homepage=f"{HERE}/",
        modified=AT,
        language=("en", "ru"),
        dataset=datasets,
        service=(service,) if services else (),
    )
