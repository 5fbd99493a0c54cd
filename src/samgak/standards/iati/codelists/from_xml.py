"""Make the dated CSV files of this folder from the official XML code lists, once for each update.

    python -m samgak.standards.iati.codelists.from_xml FOLDER_OF_XML FOLDER_OF_CSV

README.md beside this file says which lists are kept, from which commit, under which licence.
"""

import csv
import sys
from pathlib import Path

from lxml import etree

from samgak.standards.iati.codelists import NAMES

COLUMNS = ["code", "name", "status", "withdrawn_on"]
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def rows(path: Path) -> list[list[str]]:
    """Return code, English name, status and date of withdrawal for each item of one XML list."""
    return [
        [
            item.findtext("code", "").strip(),
            _english(item),
            item.get("status", "active"),
            item.get("withdrawal-date", ""),
        ]
        for item in etree.parse(path).iterfind("codelist-items/codelist-item")
    ]


def _english(item: etree._Element) -> str:
    for narrative in item.iterfind("name/narrative"):
        if narrative.get(XML_LANG, "en") == "en":
            return " ".join((narrative.text or "").split())
    return ""


def convert(source: Path, target: Path) -> None:
    """Write one CSV file into `target` for each list of `NAMES` found as XML in `source`."""
    for name in NAMES:
        with (target / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(rows(source / f"{name}.xml"))


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]))
