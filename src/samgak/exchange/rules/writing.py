"""Writes an edition file: the same edition always gives the same text."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter

from samgak.exchange.rules.model import EditionFile
from samgak.exchange.rules.outline import Plain, Quoted, outline

LONGEST_LINE = 100
# Words without any sign that means something in YAML.
SAFE = re.compile(r"\w[\w .'’()/+-]*")
WHOLE = re.compile(r"[0-9]+")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Words that YAML 1.1 readers take for true or false.
AMBIGUOUS = frozenset({"y", "n", "yes", "no", "on", "off"})


def write(edition: EditionFile) -> str:
    """The canonical YAML text of an edition; `parse` gives the same edition back."""
    yaml = YAML(pure=True)
    yaml.Representer = _Representer
    yaml.width = 10_000
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(_styled(outline(edition), depth=0), stream)
    return stream.getvalue()


def _styled(value: Any, *, depth: int) -> Any:
    """Short things on one line, long ones over several; the file itself always over several."""
    styled: CommentedMap | CommentedSeq
    if isinstance(value, Mapping):
        styled = CommentedMap(
            (Plain(key) if key == "on" else key, _styled(one, depth=depth + 1))
            for key, one in value.items()
        )
    elif isinstance(value, list | tuple):
        styled = CommentedSeq(_styled(one, depth=depth + 1) for one in value)
    else:
        return value
    if depth and _length(value) + 4 * depth <= LONGEST_LINE:
        styled.fa.set_flow_style()
    return styled


def _length(value: Any) -> int:
    """About how many characters the value takes on one line."""
    if isinstance(value, Mapping):
        return 2 + sum(len(key) + 4 + _length(one) for key, one in value.items())
    if isinstance(value, list | tuple):
        return 2 + sum(2 + _length(one) for one in value)
    return len(_plain(value) if isinstance(value, Decimal) else str(value))


class _Representer(RoundTripRepresenter):
    """Writes numbers exactly and times in quotes, whatever version of YAML reads them."""

    def words(self, value: str) -> ScalarNode:
        quoted = (
            isinstance(value, Quoted) or not SAFE.fullmatch(value) or value.lower() in AMBIGUOUS
        )
        return self.represent_scalar("tag:yaml.org,2002:str", value, style='"' if quoted else None)

    def number(self, value: Decimal) -> ScalarNode:
        kind = "int" if value == value.to_integral_value() else "float"
        return self.represent_scalar(f"tag:yaml.org,2002:{kind}", _plain(value))

    def plain(self, value: str) -> ScalarNode:
        kind = "int" if WHOLE.fullmatch(value) else "timestamp" if DAY.fullmatch(value) else "str"
        return self.represent_scalar(f"tag:yaml.org,2002:{kind}", value)

    def moment(self, value: datetime) -> ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())

    def day(self, value: date) -> ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())


def _plain(value: Decimal) -> str:
    return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize():f}"


_Representer.add_representer(str, _Representer.words)
_Representer.add_representer(Quoted, _Representer.words)
_Representer.add_representer(Plain, _Representer.plain)
_Representer.add_representer(Decimal, _Representer.number)
_Representer.add_representer(datetime, _Representer.moment)
_Representer.add_representer(date, _Representer.day)
