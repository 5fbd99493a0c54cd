"""A catalogue against the official SHACL shapes of DCAT-AP, which are part of the package."""

from functools import lru_cache
from importlib import resources

import pyshacl
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import Node

SHAPES, RANGES = "dcat-ap-SHACL.ttl", "ranges.ttl"


def _parsed(name: str) -> Graph:
    text = (resources.files(__package__) / "shapes" / name).read_text("utf-8")
    return Graph().parse(data=text, format="turtle")


@lru_cache(maxsize=1)
def _shapes() -> Graph:
    """The shapes, with the few that the first file names and only the second defines (see ORIGIN.md)."""
    shapes, ranges = _parsed(SHAPES), _parsed(RANGES)
    for named in set(shapes.objects(None, SH.property)):
        if (named, SH.path, None) not in shapes:
            for triple in ranges.triples((named, None, None)):
                shapes.add(triple)
    return shapes


def breaches(catalogue: Graph) -> list[str]:
    """The messages of all shapes broken, with the node and the property; none: the catalogue is valid."""
    _, report, _ = pyshacl.validate(catalogue, shacl_graph=_shapes(), inference="none")
    if not isinstance(report, Graph):
        raise TypeError("no report")
    return sorted(_sentence(report, result) for result in report.objects(None, SH.result))


def _sentence(report: Graph, result: Node) -> str:
    said = [
        str(report.value(result, part)) for part in (SH.focusNode, SH.resultPath, SH.resultMessage)
    ]
    return ": ".join(said)
