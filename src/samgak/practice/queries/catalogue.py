"""The practice portal as a catalogue of DCAT-AP 3."""

from collections.abc import Callable
from datetime import date, datetime

from samgak.core import texts
from samgak.practice.models import Release
from samgak.practice.queries import datasets
from samgak.programmes.models import Edition
from samgak.standards.dcat.codelists import FORMATS, LANGUAGES, knows_country, licences
from samgak.standards.dcat.model import (
    Agent,
    Catalogue,
    Contact,
    DataService,
    Dataset,
    Distribution,
)

# Marks everything that leaves the practice portal, in every language.
INVENTED = {
    "en": "Invented for practice: no real data.",
    "ko": "실습용 가상 자료이며 실제 데이터가 아닙니다.",
    "ru": "Вымышленные данные для упражнения, не настоящие.",
    "kk": "Жаттығуға арналған ойдан шығарылған деректер.",
    "ky": "Көнүгүү үчүн ойдон чыгарылган маалыматтар.",
    "uz": "Mashq uchun oʻylab topilgan maʼlumotlar.",
    "tg": "Маълумоти сохта барои машқ.",
    "tk": "Türgenleşik üçin oýlanyp tapylan maglumatlar.",
}
Address = Callable[..., str]


def catalogue(
    edition: Edition, *, address: Address, at: datetime, with_services: bool = True
) -> Catalogue:
    """What is on the portal; `address` gives the absolute address of a page by its name and arguments."""
    working = edition.working_language
    found = list(datasets.on_portal(edition))
    about = tuple(_dataset(one, address=address, edition=edition) for one in found)
    publisher = Agent(_spoken(texts.versions(edition.title, working=working)))
    return Catalogue(
        address=f"{address('practice:portal')}#catalogue",
        title=_spoken(texts.versions(edition.title, working=working)),
        description=INVENTED,
        publisher=publisher,
        homepage=address("practice:portal"),
        modified=max((one.published_at for one in found), default=at),
        language=tuple(LANGUAGES),
        dataset=about,
        service=_services(about, address=address) if with_services and about else (),
    )


def _services(about: tuple[Dataset, ...], *, address: Address) -> tuple[DataService, ...]:
    return (
        DataService(
            address=f"{address('practice:api')}#service",
            title={"en": "Rows of the practice datasets, all invented"},
            endpoint_url=address("practice:api"),
            endpoint_description=address("practice:openapi"),
            serves_dataset=tuple(one.address for one in about),
        ),
    )


def _dataset(release: Release, *, address: Address, edition: Edition) -> Dataset:
    said = release.about
    page = address("practice:published", dataset_id=release.dataset_id)
    publisher = said["publisher"] or texts.versions(
        release.dataset.team.name, working=release.dataset.team.language
    )
    return Dataset(
        address=f"{page}#dataset",
        title=_spoken(said["title"]),
        description=_marked(_spoken(said["description"])),
        identifier=f"{edition.code}-{release.dataset_id}",
        publisher=Agent(_spoken(publisher)),
        distribution=_files(release, page=page, address=address),
        issued=release.published_at,
        modified=release.published_at,
        landing_page=page,
        keyword={
            language: tuple(word.strip() for word in words.split(",") if word.strip())
            for language, words in _spoken(said["keywords"]).items()
        },
        theme=said["theme"],
        accrual_periodicity=said["frequency"],
        temporal=(_day(said["covers_from"]), _day(said["covers_until"])),
        spatial=tuple(code for code in said["countries"] or () if knows_country(code)),
        contact_point=Contact(said["contact_name"] or said["contact_email"], said["contact_email"])
        if said["contact_name"] or said["contact_email"]
        else None,
        language=tuple(code for code in said["languages"] or () if code in LANGUAGES),
        version=str(release.number),
    )


def _files(release: Release, *, page: str, address: Address) -> tuple[Distribution, ...]:
    licence = licences().get(release.about["licence"])
    return tuple(
        Distribution(
            address=f"{page}#{kind.lower()}",
            access_url=page,
            download_url=address("practice:file", dataset_id=release.dataset_id, kind=kind.lower()),
            format=kind,
            license=licence.address if licence else "",
            title={"en": kind},
        )
        for kind in FORMATS
    )


def _spoken(said: dict[str, str]) -> dict[str, str]:
    return {code: text for code, text in said.items() if code in LANGUAGES and text}


def _marked(said: dict[str, str]) -> dict[str, str]:
    """Each text with the sentence that nothing here is real, in its own language."""
    return {code: f"{text}\n{INVENTED[code]}" for code, text in said.items()}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
