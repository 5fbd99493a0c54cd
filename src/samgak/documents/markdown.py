"""Markdown of a lesson to HTML that any page may show, and what an author has to mend.

CommonMark 0.31 (https://spec.commonmark.org/0.31.2/) with tables; the rules beyond it stand in
docs/edition-file.md. Raw HTML is shown as text; whatever is made is cleaned again by nh3.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

MOST_BYTES = 50_000
PICTURES = frozenset({"png", "jpg", "webp", "gif"})
OUTSIDE = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
LESSON = "lesson:"
TAGS = {
    *("a", "blockquote", "br", "caption", "code", "div", "em", "figcaption", "figure"),
    *("h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "span", "strong"),
    *("table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {
    "a": {"href"},
    "caption": {"class"},
    "div": {"aria-label", "class", "role", "tabindex"},
    "figure": {"class"},
    "img": {"alt", "class", "loading", "src"},
    "ol": {"class", "start"},
    "table": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
    "ul": {"class"},
}
CLASSES = {
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "table_open": "govuk-table",
}


@dataclass(frozen=True)
class Fault:
    """A line of the text (from 1) and a code.

    too-large (most: bytes), character, picture-without-words, picture-not-of-the-lesson (name),
    link-not-allowed (address), unknown-lesson (key).
    """

    line: int
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Targets:
    """Where pictures and links lead: file name -> address, lesson key -> address."""

    files: Mapping[str, str] = field(default_factory=dict)
    lessons: Mapping[str, str] = field(default_factory=dict)


def faults(text: str, *, files: frozenset[str], lessons: frozenset[str]) -> list[Fault]:
    """Return what the author must mend, by line; an empty list means that the text may be kept."""
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        return [Fault(1, "too-large", {"most": MOST_BYTES})]
    if found := INVISIBLE.search(text):
        return [Fault(text.count("\n", 0, found.start()) + 1, "character")]
    noted: list[Fault] = []
    for token in _parser().parse(text):
        for child in token.children or []:
            fault = _fault_of(child, files, lessons)
            if fault:
                noted.append(Fault(_line(token), *fault))
    return noted


def render(text: str, targets: Targets, *, name: str) -> str:
    """Return safe HTML whose headings begin at h2.

    What `faults` would report is left out: a foreign picture gives its words, a forbidden link its
    text. `name` names a table that has neither a caption nor a heading above it.
    """
    tokens = _parser().parse(INVISIBLE.sub("", text))
    _shift_headings(tokens)
    for token in tokens:
        if token.children:
            token.children = _led(token.children, targets)
        if token.type in CLASSES:
            token.attrSet("class", CLASSES[token.type])
    tokens = _tables(_figures(tokens), name)
    # A copy to be read without network holds its pictures itself.
    holds_files = any(address.startswith("data:") for address in targets.files.values())
    made = _parser().renderer.render(tokens, _parser().options, {})
    return nh3.clean(
        made,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"} | ({"data"} if holds_files else set()),
        link_rel="noopener noreferrer",
    )


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
    # Every address is looked at here, so that the author hears of a forbidden one.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _fault_of(
    token: Token, files: frozenset[str], lessons: frozenset[str]
) -> tuple[str, dict[str, object]] | None:
    if token.type == "image":
        name = str(token.attrGet("src"))
        if name not in files or name.rpartition(".")[2] not in PICTURES:
            return "picture-not-of-the-lesson", {"name": name}
        return None if token.content.strip() else ("picture-without-words", {})
    if token.type != "link_open":
        return None
    address = str(token.attrGet("href"))
    if address.startswith(LESSON):
        key = address.removeprefix(LESSON)
        return None if key in lessons else ("unknown-lesson", {"key": key})
    allowed = address in files or OUTSIDE.fullmatch(address)
    return None if allowed else ("link-not-allowed", {"address": address})


def _shift_headings(tokens: Sequence[Token]) -> None:
    """Under the page's own h1, and never by more than one level at a time."""
    last = 1
    for token in tokens:
        if token.type == "heading_open":
            last = min(int(token.tag[1]) + 1, last + 1, 6)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{last}"


def _led(children: Sequence[Token], targets: Targets) -> list[Token]:
    """The pictures and links with their addresses; those that lead nowhere become their words."""
    led: list[Token] = []
    is_kept: list[bool] = []
    for token in children:
        if token.type == "image":
            led.append(_picture(token, targets))
            continue
        if token.type == "link_open":
            address = _address(str(token.attrGet("href")), targets)
            is_kept.append(bool(address))
            token.attrs = {"href": address}
        if token.type in ("link_open", "link_close") and not is_kept[-1]:
            token.tag, token.attrs = "span", {}
        if token.type == "link_close":
            is_kept.pop()
        led.append(token)
    return led


def _address(address: str, targets: Targets) -> str:
    if address.startswith(LESSON):
        return targets.lessons.get(address.removeprefix(LESSON), "")
    if address in targets.files:
        return targets.files[address]
    return address if OUTSIDE.fullmatch(address) else ""


def _picture(token: Token, targets: Targets) -> Token:
    name = str(token.attrGet("src"))
    is_picture = name.rpartition(".")[2] in PICTURES
    if name not in targets.files or not is_picture or not token.content.strip():
        return Token("text", "", 0, content=token.content)
    caption = token.attrGet("title")
    token.attrs = {"src": targets.files[name], "alt": "", "loading": "lazy"}
    token.meta = {"caption": str(caption or "")}
    return token


def _figures(tokens: Sequence[Token]) -> list[Token]:
    """A paragraph that is one picture becomes a figure with its caption."""
    made: list[Token] = []
    for token in tokens:
        children = token.children or []
        if token.type == "inline" and len(children) == 1 and children[0].type == "image":
            made[-1].tag, made[-1].attrs = "figure", {"class": "sg-figure"}
            caption = str(children[0].meta.get("caption", ""))
            if caption:
                children.append(_html(f"<figcaption>{escape(caption)}</figcaption>"))
        if token.type == "paragraph_close" and made[-1].type == "inline":
            token.tag = made[-2].tag
        made.append(token)
    return made


def _html(words: str) -> Token:
    return Token("html_inline", "", 0, content=words)


def _tables(tokens: Sequence[Token], name: str) -> list[Token]:
    """Every table with a caption, headings that say what they head, and a frame that scrolls."""
    made: list[Token] = []
    above, at = name, 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "heading_open":
            above = _words(tokens[at + 1])
        if token.type != "table_open":
            made.append(token)
            at += 1
            continue
        end = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
        table = list(tokens[at : end + 1])
        caption = _caption_inside(table)
        after = end + 1
        if not caption and (caption := _caption_below(tokens, after)):
            after += 3
        made += _table(table, caption, above)
        at = after
    return made


def _words(inline: Token) -> str:
    return "".join(child.content for child in inline.children or []).strip() or inline.content


def _caption_below(tokens: Sequence[Token], at: int) -> str:
    if at + 1 < len(tokens) and tokens[at].type == "paragraph_open":
        words = _words(tokens[at + 1])
        return words[2:].strip() if words.startswith(": ") else ""
    return ""


def _caption_inside(table: list[Token]) -> str:
    """A caption directly under the last row was read as a row of its own: take it out."""
    starts = [n for n, token in enumerate(table) if token.type == "tr_open"]
    last = [token for token in table[starts[-1] :] if token.type == "inline"]
    if len(starts) < 2 or not last or not _words(last[0]).startswith(": "):
        return ""
    if any(token.content for token in last[1:]):
        return ""
    end = next(n for n in range(starts[-1], len(table)) if table[n].type == "tr_close")
    del table[starts[-1] : end + 1]
    return _words(last[0])[2:].strip()


def _table(table: list[Token], caption: str, above: str) -> list[Token]:
    heads_rows = _heads_its_rows(table)
    column = 0
    for n, token in enumerate(table):
        if token.type == "tr_open":
            column = 0
        if token.type in ("th_open", "td_open"):
            column += 1
            _dress(token, table[n + 1], column == 1 and heads_rows)
        if token.type in ("th_close", "td_close"):
            token.tag = table[n - 2].tag
    hidden = "" if caption else ' class="govuk-visually-hidden"'
    words = escape(caption or above)
    frame = f'<div class="sg-table-region" role="region" tabindex="0" aria-label="{words}">'
    return [
        _html(frame),
        table[0],
        _html(f"<caption{hidden}>{words}</caption>"),
        *table[1:],
        _html("</div>"),
    ]


def _heads_its_rows(table: Sequence[Token]) -> bool:
    first = next(token for token in table if token.type == "inline")
    kinds = [child.type for child in first.children or [] if child.content or child.nesting]
    return not first.content or (kinds[:1] == ["strong_open"] and kinds[-1] == "strong_close")


def _dress(cell: Token, inline: Token, is_first_of_headed_row: bool) -> None:
    is_heading = cell.type == "th_open"
    if is_heading and inline.content:
        cell.attrs = {"scope": "col", "class": "govuk-table__header"}
    elif not is_heading and is_first_of_headed_row and inline.content:
        cell.tag, cell.attrs = "th", {"scope": "row", "class": "govuk-table__header"}
    else:
        cell.tag, cell.attrs = "td", {"class": "govuk-table__cell"}
