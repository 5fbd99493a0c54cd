"""DCAT-AP 3: a catalogue, its datasets, the files and services by which they are had.

Names follow the standard (https://semiceu.github.io/DCAT-AP/releases/3.0.1/); texts are by language.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

Texts: TypeAlias = dict[str, str]


@dataclass(frozen=True)
class Agent:
    """foaf:Agent."""

    name: Texts


@dataclass(frozen=True)
class Contact:
    """vcard:Kind."""

    fn: str
    has_email: str = ""


@dataclass(frozen=True)
class Distribution:
    """dcat:Distribution: one file; `format` is a key of codelists.FORMATS, the licence an address."""

    address: str
    access_url: str
    download_url: str
    format: str
    license: str
    title: Texts = field(default_factory=dict)
    byte_size: int | None = None


@dataclass(frozen=True)
class DataService:
    """dcat:DataService."""

    address: str
    title: Texts
    endpoint_url: str
    endpoint_description: str
    serves_dataset: tuple[str, ...]


@dataclass(frozen=True)
class Dataset:
    """dcat:Dataset; theme, frequency and languages by the codes of codelists, spatial by ISO 3166."""

    address: str
    title: Texts
    description: Texts
    identifier: str
    publisher: Agent
    distribution: tuple[Distribution, ...]
    issued: datetime
    modified: datetime
    landing_page: str
    keyword: dict[str, tuple[str, ...]] = field(default_factory=dict)
    theme: str = ""
    accrual_periodicity: str = ""
    temporal: tuple[date | None, date | None] = (None, None)
    spatial: tuple[str, ...] = ()
    contact_point: Contact | None = None
    language: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True)
class Catalogue:
    """dcat:Catalog."""

    address: str
    title: Texts
    description: Texts
    publisher: Agent
    homepage: str
    modified: datetime
    language: tuple[str, ...] = ()
    dataset: tuple[Dataset, ...] = ()
    service: tuple[DataService, ...] = ()
