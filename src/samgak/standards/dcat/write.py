"""A catalogue as RDF: Turtle or JSON-LD. Every node says its class, as the shapes of DCAT-AP ask."""

from datetime import date, datetime

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from samgak.standards.dcat.codelists import AUTHORITY, FORMATS, LANGUAGES, RESTRICTED, country
from samgak.standards.dcat.model import (
    Agent,
    Catalogue,
    Contact,
    DataService,
    Dataset,
    Distribution,
    Texts,
)

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
IANA = "http://www.iana.org/assignments/media-types/"
VERSION = URIRef(f"{DCAT}version")  # new in DCAT 3
TURTLE, JSON_LD = "turtle", "json-ld"


def to_text(catalogue: Catalogue, form: str) -> str:
    """The catalogue as Turtle or JSON-LD; raises KeyError for a country nobody knows."""
    return graph(catalogue).serialize(format=form)


def graph(catalogue: Catalogue) -> Graph:
    """The catalogue, its datasets, files and services as one graph."""
    made = Graph()
    for prefix, space in (("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF), ("vcard", VCARD)):
        made.bind(prefix, space)
    node = URIRef(catalogue.address)
    made.add((node, RDF.type, DCAT.Catalog))
    _texts(made, node, DCTERMS.title, catalogue.title)
    _texts(made, node, DCTERMS.description, catalogue.description)
    made.add((node, DCTERMS.publisher, _agent(made, catalogue.publisher)))
    made.add((node, DCTERMS.modified, _moment(catalogue.modified)))
    _typed(made, node, FOAF.homepage, catalogue.homepage, FOAF.Document)
    _languages(made, node, catalogue.language)
    scheme = _typed(made, node, DCAT.themeTaxonomy, f"{AUTHORITY}data-theme", SKOS.ConceptScheme)
    made.add((scheme, DCTERMS.title, Literal("Data theme", lang="en")))
    for dataset in catalogue.dataset:
        made.add((node, DCAT.dataset, URIRef(dataset.address)))
        _dataset(made, dataset)
    for service in catalogue.service:
        made.add((node, DCAT.service, URIRef(service.address)))
        _service(made, service)
    return made


def _dataset(made: Graph, dataset: Dataset) -> None:
    node = URIRef(dataset.address)
    made.add((node, RDF.type, DCAT.Dataset))
    _texts(made, node, DCTERMS.title, dataset.title)
    _texts(made, node, DCTERMS.description, dataset.description)
    for language, words in sorted(dataset.keyword.items()):
        for word in words:
            made.add((node, DCAT.keyword, Literal(word, lang=language)))
    made.add((node, DCTERMS.identifier, Literal(dataset.identifier)))
    made.add((node, DCTERMS.issued, _moment(dataset.issued)))
    made.add((node, DCTERMS.modified, _moment(dataset.modified)))
    if dataset.version:
        made.add((node, VERSION, Literal(dataset.version)))
    made.add((node, DCTERMS.publisher, _agent(made, dataset.publisher)))
    _typed(made, node, DCAT.landingPage, dataset.landing_page, FOAF.Document)
    _typed(made, node, DCTERMS.accessRights, RESTRICTED, DCTERMS.RightsStatement)
    _languages(made, node, dataset.language)
    _coverage(made, node, dataset)
    if dataset.contact_point:
        made.add((node, DCAT.contactPoint, _contact(made, dataset.contact_point)))
    for one in dataset.distribution:
        made.add((node, DCAT.distribution, URIRef(one.address)))
        _distribution(made, one)


def _coverage(made: Graph, node: Node, dataset: Dataset) -> None:
    """What the dataset is about, how often it changes, and of when and where it speaks."""
    if dataset.theme:
        theme = f"{AUTHORITY}data-theme/{dataset.theme}"
        concept = _typed(made, node, DCAT.theme, theme, SKOS.Concept)
        made.add((concept, SKOS.prefLabel, Literal(dataset.theme, lang="en")))
    if dataset.accrual_periodicity:
        frequency = f"{AUTHORITY}frequency/{dataset.accrual_periodicity}"
        _typed(made, node, DCTERMS.accrualPeriodicity, frequency, DCTERMS.Frequency)
    for code in dataset.spatial:
        _typed(made, node, DCTERMS.spatial, country(code), DCTERMS.Location)
    first, last = dataset.temporal
    if first or last:
        period = BNode()
        made.add((node, DCTERMS.temporal, period))
        made.add((period, RDF.type, DCTERMS.PeriodOfTime))
        _day(made, period, DCAT.startDate, first)
        _day(made, period, DCAT.endDate, last)


def _distribution(made: Graph, one: Distribution) -> None:
    node = URIRef(one.address)
    made.add((node, RDF.type, DCAT.Distribution))
    _texts(made, node, DCTERMS.title, one.title)
    made.add((node, DCAT.accessURL, URIRef(one.access_url)))
    made.add((node, DCAT.downloadURL, URIRef(one.download_url)))
    _typed(made, node, DCTERMS.license, one.license, DCTERMS.LicenseDocument)
    _typed(
        made, node, DCTERMS.format, f"{AUTHORITY}file-type/{one.format}", DCTERMS.MediaTypeOrExtent
    )
    _typed(made, node, DCAT.mediaType, IANA + FORMATS[one.format], DCTERMS.MediaType)
    if one.byte_size is not None:
        made.add((node, DCAT.byteSize, Literal(one.byte_size, datatype=XSD.nonNegativeInteger)))


def _service(made: Graph, service: DataService) -> None:
    node = URIRef(service.address)
    made.add((node, RDF.type, DCAT.DataService))
    _texts(made, node, DCTERMS.title, service.title)
    _typed(made, node, DCAT.endpointURL, service.endpoint_url, RDFS.Resource)
    _typed(made, node, DCAT.endpointDescription, service.endpoint_description, RDFS.Resource)
    _typed(made, node, DCTERMS.accessRights, RESTRICTED, DCTERMS.RightsStatement)
    for address in service.serves_dataset:
        made.add((node, DCAT.servesDataset, URIRef(address)))


def _texts(made: Graph, node: Node, property_: URIRef, texts: Texts) -> None:
    for language, text in sorted(texts.items()):
        if text:
            made.add((node, property_, Literal(text, lang=language)))


def _typed(made: Graph, node: Node, property_: URIRef, address: str, kind: URIRef) -> URIRef:
    known = URIRef(address)
    made.add((node, property_, known))
    made.add((known, RDF.type, kind))
    return known


def _languages(made: Graph, node: Node, codes: tuple[str, ...]) -> None:
    for code in codes:
        address = f"{AUTHORITY}language/{LANGUAGES[code]}"
        _typed(made, node, DCTERMS.language, address, DCTERMS.LinguisticSystem)


def _agent(made: Graph, agent: Agent) -> Node:
    node = BNode()
    made.add((node, RDF.type, FOAF.Agent))
    _texts(made, node, FOAF.name, agent.name)
    return node


def _contact(made: Graph, contact: Contact) -> Node:
    node = BNode()
    made.add((node, RDF.type, VCARD.Kind))
    made.add((node, VCARD.fn, Literal(contact.fn)))
    if contact.has_email:
        made.add((node, VCARD.hasEmail, URIRef(f"mailto:{contact.has_email}")))
    return node


def _moment(moment: datetime) -> Literal:
    return Literal(moment.isoformat(timespec="seconds"), datatype=XSD.dateTime)


def _day(made: Graph, node: Node, property_: URIRef, day: date | None) -> None:
    if day:
        made.add((node, property_, Literal(day.isoformat(), datatype=XSD.date)))
