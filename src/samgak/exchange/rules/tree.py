"""YAML 1.2 text to a tree whose every node knows its line; what could harm the reader is refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from samgak.exchange.rules.faults import Fault, FileRefused

HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # an escape may give one; no text can hold it
LARGEST_BYTES = 1024 * 1024
DEEPEST = 20
MOST_NODES = 50_000


@dataclass(frozen=True)
class Scalar:
    """One value as it is written; `plain` when it stands without quotes."""

    line: int
    text: str
    plain: bool


@dataclass(frozen=True)
class Sequence:
    line: int
    items: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Mapping:
    """Keys with their values in the order of the file, repeated keys included."""

    line: int
    pairs: list[tuple[Scalar, "Node"]] = field(default_factory=list)


Node = Scalar | Sequence | Mapping


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8; raises FileRefused for any other encoding or too many bytes."""
    if len(data) > LARGEST_BYTES:
        raise _refused(1, "too_large", kibibytes=LARGEST_BYTES // 1024)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _refused(line, "not_utf8") from None


def tree(text: str) -> Node:
    """The one document of the text; raises FileRefused when it isn't safe, single, valid YAML."""
    if len(text.encode("utf-8", "replace")) > LARGEST_BYTES:
        raise _refused(1, "too_large", kibibytes=LARGEST_BYTES // 1024)
    builder = _Builder()
    for event in _events(text.removeprefix("\ufeff")):
        builder.take(event)
    if builder.root is None:
        raise _refused(1, "empty_file")
    return builder.root


def _events(text: str) -> Iterator[Any]:
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise _refused(line, "not_yaml", problem=str(error.problem or "")) from None
    except (YAMLError, ValueError) as error:
        # The reader stops at characters YAML doesn't know and has no mark for them.
        position = getattr(error, "position", 0) or 0
        line = text.count("\n", 0, position) + 1
        raise _refused(line, "character_not_allowed") from None


def _refused(line: int, code: str, **params: object) -> FileRefused:
    return FileRefused([Fault(line, "", code, params)])


class _Builder:
    """Takes the parser's events one by one; no recursion, so no depth can exhaust the stack."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.open: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []
        self.documents = 0
        self.nodes = 0

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        match event:
            case StreamStartEvent() | StreamEndEvent() | DocumentEndEvent():
                return
            case DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise _refused(line, "several_documents")
            case SequenceEndEvent() | MappingEndEvent():
                self.open.pop()
                self.keys.pop()
            case _:
                self._node(event, line)

    def _node(self, event: Any, line: int) -> None:
        self._refuse_what_could_harm(event, line)
        node: Node
        if isinstance(event, ScalarEvent):
            node = Scalar(line, event.value, plain=not event.style)
        elif isinstance(event, SequenceStartEvent):
            node = Sequence(line)
        elif isinstance(event, MappingStartEvent):
            node = Mapping(line)
        self._attach(node)
        if not isinstance(node, Scalar):
            self.open.append(node)
            self.keys.append(None)

    def _refuse_what_could_harm(self, event: Any, line: int) -> None:
        self.nodes += 1
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise _refused(line, "alias_not_allowed")
        if event.tag is not None:
            raise _refused(line, "tag_not_allowed", tag=str(event.tag))
        if isinstance(event, ScalarEvent) and HALF_CHARACTER.search(event.value):
            raise _refused(line, "character_not_allowed")
        if self.nodes > MOST_NODES:
            raise _refused(line, "too_many_values", most=MOST_NODES)
        if len(self.open) >= DEEPEST:
            raise _refused(line, "too_deep", deepest=DEEPEST)

    def _attach(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is not None:
            # The parser finds a missing value only at the next key; it is missing after its own.
            is_missing = isinstance(node, Scalar) and node.plain and not node.text
            parent.pairs.append((key, replace(node, line=key.line) if is_missing else node))
            self.keys[-1] = None
        elif isinstance(node, Scalar):
            self.keys[-1] = node
        else:
            raise _refused(node.line, "key_not_text")
