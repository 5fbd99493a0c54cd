import json
from datetime import date
from importlib import resources

import pyshacl
import pytest
from rdflib import Graph
from rdflib.namespace import DCAT, RDF

from samgak.standards.dcat import checks, validate, write
from samgak.standards.dcat.codelists import country, licences
from samgak.standards.dcat.model import Agent
from tests.standards.dcat.catalogues import catalogue, dataset


def ids(found):
    return [one.id for one in found]


def test_a_catalogue_breaks_none_of_the_official_shapes():
    assert validate.breaches(write.graph(catalogue())) == []


def test_a_catalogue_without_services_is_valid_under_the_official_file_alone():
    file = resources.files("samgak.standards.dcat") / "shapes" / "dcat-ap-SHACL.ttl"
    shapes = Graph().parse(data=file.read_text("utf-8"), format="turtle")

    conforms, _, _ = pyshacl.validate(write.graph(catalogue(services=False)), shacl_graph=shapes)

    assert conforms


def test_a_catalogue_of_a_dataset_with_nothing_but_the_mandatory_is_valid():
    bare = dataset(
        keyword={},
        theme="",
        accrual_periodicity="",
        temporal=(None, None),
        spatial=(),
        contact_point=None,
        language=(),
        version="",
    )

    assert validate.breaches(write.graph(catalogue(bare))) == []


@pytest.mark.parametrize("name", ["title", "description"])
def test_the_shapes_miss_what_the_checks_miss(name):
    faulty = catalogue(dataset(**{name: {}}))

    assert f"dataset.{name}" in ids(checks.problems(faulty))
    assert len(validate.breaches(write.graph(faulty))) == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_turtle_and_json_ld_say_the_same():
    made = catalogue()
    turtle = Graph().parse(data=write.to_text(made, write.TURTLE), format="turtle")
    text = write.to_text(made, write.JSON_LD)
    linked = Graph().parse(data=text, format="json-ld")

    assert json.loads(text)
    assert len(turtle) == len(linked) == len(write.graph(made))
    assert [*turtle.subjects(RDF.type, DCAT.Dataset)] == [*linked.subjects(RDF.type, DCAT.Dataset)]


def test_a_whole_description_has_no_problems():
    assert checks.problems(catalogue()) == []


@pytest.mark.parametrize(
    ("change", "problem", "weight"),
    [
        ({"title": {"en": ""}}, "dataset.title", "mandatory"),
        ({"theme": "FOOD"}, "dataset.theme", "recommended"),
        ({"spatial": ("XX",)}, "dataset.spatial-code", "mandatory"),
        ({"language": ("tlh",)}, "dataset.language-code", "mandatory"),
        ({"publisher": Agent({})}, "dataset.publisher", "recommended"),
        (
            {"temporal": (date(2025, 1, 1), date(2024, 1, 1))},
            "dataset.temporal-order",
            "mandatory",
        ),
    ],
)
def test_each_problem_is_named(change, problem, weight):
    [found] = checks.of_dataset(dataset(**change))

    assert (found.id, found.weight) == (problem, weight)


def test_countries_have_the_addresses_of_the_publications_office():
    assert country("KZ").endswith("/country/KAZ")
    assert country("KR").endswith("/country/KOR")


def test_a_licence_that_forbids_trade_is_not_open():
    assert [code for code, one in licences().items() if not one.is_open] == ["cc-by-nc-4.0"]
