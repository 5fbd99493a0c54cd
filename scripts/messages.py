"""The catalogues of the eight languages: `gather` collects their messages, `check` finds what is wrong.

`give LANGUAGE` prints what is not translated, a JSON line for each message; `take LANGUAGE FILE` reads such lines
with their translations (`said`: a text, or the list of plural forms) and says which it refuses.

Besides our own sentences a catalogue holds those of Django and django-allauth that our pages can show
and that their own catalogues lack in that language ("borrowed").
"""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("ko", "ru", "kk", "ky", "uz", "tg", "tk")
NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%[sd]")
TAG = re.compile(r"</?\w+[^>]*>")
STRING = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
CALL_IN_TEMPLATE = re.compile(rf"\b(?:n?p?gettext|_)\((?:{STRING}(?:,\s*)?)+(?:\w+\s*)?\)")
CYRILLIC, LATIN, HANGUL = (
    re.compile("[\u0400-\u04ff]"),
    re.compile("[A-Za-z]"),
    re.compile("[\uac00-\ud7a3]"),
)
SCRIPTS = {"ko": HANGUL, "ru": CYRILLIC, "kk": CYRILLIC, "ky": CYRILLIC, "tg": CYRILLIC}
# Letters that only the other languages of the same script have.
FOREIGN = {
    "ru": re.compile("[әғқңөұүһіӣӯҳҷ]", re.I),
    "kk": re.compile("[ӣӯҳҷ]", re.I),
    "ky": re.compile("[әғқұһіӣӯҳҷ]", re.I),
    "tg": re.compile("[әңөұүһіыщц]", re.I),
    "uz": re.compile("[çňöşüýžäЀ-ӿ]", re.I),
    "tk": re.compile("[ʻЀ-ӿ]", re.I),
}
DJANGO_SHOWN = re.compile(
    r"forms/|core/validators\.py|password_validation\.py|db/models/base\.py|utils/timesince\.py"
)
DJANGO_FIELDS_SHOWN = ("This field cannot be null.", "This field cannot be blank.")


def catalogue(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def _library_files(language: str) -> Iterator[tuple[str, Path]]:
    django, allauth = Path(str(resources.files("django"))), Path(str(resources.files("allauth")))
    yield "django", django / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    yield "auth", django / "contrib" / "auth" / "locale" / language / "LC_MESSAGES" / "django.po"
    yield "allauth", allauth / "locale" / language / "LC_MESSAGES" / "django.po"


def _is_shown(library: str, entry: polib.POEntry) -> bool:
    places = " ".join(place for place, _ in entry.occurrences)
    if library == "allauth":
        return ".py" in places and "providers/" not in places.replace("openid_connect", "")
    if any(mark in entry.msgid for mark in ("ManagementForm", "inline value", "duplicate data")):
        return False
    return bool(DJANGO_SHOWN.search(places)) or entry.msgid in DJANGO_FIELDS_SHOWN


def shown_by_libraries() -> dict[tuple[str | None, str], polib.POEntry]:
    """Messages of Django and django-allauth that a page of ours can show."""
    found = {}
    # django-allauth ships no English catalogue; the Russian one names every message.
    sources = [*list(_library_files("en"))[:2], list(_library_files("ru"))[2]]
    for library, path in sources:
        for entry in polib.pofile(str(path)):
            if not entry.obsolete and _is_shown(library, entry):
                found[entry.msgctxt, entry.msgid] = entry
    return found


def lacking(language: str) -> list[polib.POEntry]:
    """Those of them that the libraries themselves do not say in the language."""
    said = set()
    for _, path in _library_files(language):
        if path.exists():
            said |= {(e.msgctxt, e.msgid) for e in polib.pofile(str(path)) if e.translated()}
    return [entry for key, entry in shown_by_libraries().items() if key not in said]


def gather() -> None:
    """Collect our own messages with xgettext, then add the borrowed ones with what was translated."""
    before = {language: polib.pofile(str(catalogue(language))) for language in LANGUAGES}
    subprocess.run(
        [str(ROOT / ".venv/bin/django-admin"), "makemessages", "--no-location", "--no-wrap"]
        + ["--no-obsolete", "--ignore=node_modules", "--ignore=var", "--ignore=tests"]
        + ["--ignore=.venv", "--ignore=scripts", "--ignore=bench"]
        + [f"--locale={language}" for language in ("en", *LANGUAGES)],
        cwd=ROOT,
        check=True,
    )
    for language in LANGUAGES:
        _add_borrowed(language, before[language])
    _say_english_in_english()


def _say_english_in_english() -> None:
    """English is the source: each message says itself, so that every catalogue is whole."""
    po = polib.pofile(str(catalogue("en")), wrapwidth=0)
    po.metadata_is_fuzzy = False
    po.metadata |= {"Project-Id-Version": "Samgak", "Language": "en"}
    po.metadata["Plural-Forms"] = "nplurals=2; plural=(n != 1);"
    for entry in po:
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = entry.msgid
    po.save()


def _add_borrowed(language: str, before: polib.POFile) -> None:
    after = polib.pofile(str(catalogue(language)), wrapwidth=0)
    known = {(e.msgctxt, e.msgid): e for e in before if not e.obsolete}
    own = {(e.msgctxt, e.msgid) for e in after}
    for entry in lacking(language):
        if (entry.msgctxt, entry.msgid) in own:
            continue
        old = known.get((entry.msgctxt, entry.msgid))
        after.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural,
                msgctxt=entry.msgctxt,
                msgstr=old.msgstr if old else "",
                msgstr_plural=old.msgstr_plural if old else _empty_plurals(entry, after),
                comment="borrowed",
                flags=[flag for flag in entry.flags if flag != "fuzzy"],
            )
        )
    after.save()


def _empty_plurals(entry: polib.POEntry, catalogue_: polib.POFile) -> dict[int, str]:
    forms = int(re.search(r"nplurals=(\d)", catalogue_.metadata["Plural-Forms"])[1])
    return dict.fromkeys(range(forms), "") if entry.msgid_plural else {}


def problems(language: str) -> list[str]:
    """Sentences on every message that is missing, fuzzy, broken or in the wrong language."""
    po = polib.pofile(str(catalogue(language)))
    found = _plural_header_problems(language, po)
    own = {(e.msgctxt, e.msgid) for e in po}
    found += [
        f"borrowed message is not in the catalogue: {entry.msgid!r}"
        for entry in lacking(language)
        if (entry.msgctxt, entry.msgid) not in own
    ]
    for entry in po:
        if not entry.obsolete:
            found += [f"{fault}: {entry.msgid!r}" for fault in _faults(language, entry)]
    return found


def _plural_header_problems(language: str, po: polib.POFile) -> list[str]:
    django = polib.pofile(str(next(_library_files(language))[1]))
    same = po.metadata["Plural-Forms"] == django.metadata["Plural-Forms"]
    return [] if same else ["the plural header differs from Django's"]


def _faults(language: str, entry: polib.POEntry) -> Iterator[str]:
    if "fuzzy" in entry.flags:
        yield "fuzzy"
    said = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(said) or not said:
        yield "missing"
        return
    wanted = set(NAMED.findall(entry.msgid)) | set(NAMED.findall(entry.msgid_plural or ""))
    for text in said:
        names = set(NAMED.findall(text))
        # A single or one-form plural may leave the number out; nothing may be added.
        if names - wanted or (not entry.msgid_plural and names != wanted):
            yield "placeholders differ"
        if sorted(TAG.findall(text)) != sorted(TAG.findall(entry.msgid)):
            yield "tags differ"
        yield from _language_faults(language, entry, text)


def _language_faults(language: str, entry: polib.POEntry, text: str) -> Iterator[str]:
    plain = re.sub(r"<[^>]+>|%\(\w+\)[sd]|\{\w*\}|https?://\S+", " ", text)
    source = re.sub(r"<[^>]+>|%\(\w+\)[sd]|\{\w*\}|https?://\S+", " ", entry.msgid)
    if len(re.findall("[a-z]{3,}", source)) > 1 and plain.strip() == source.strip():
        yield "not translated"
    script = SCRIPTS.get(language)
    if script and len(re.findall("[a-z]{3,}", source)) > 1 and not script.search(plain):
        yield "not in the language's script"
    if (foreign := FOREIGN.get(language)) and foreign.search(plain):
        yield "letters of another language"


def pasted() -> list[str]:
    """Sentences of several words that stand word for word in two catalogues."""
    said: dict[tuple[str, str], list[str]] = {}
    for language in LANGUAGES:
        for entry in polib.pofile(str(catalogue(language))):
            if len(entry.msgstr.split()) > 4:
                said.setdefault((entry.msgid, entry.msgstr), []).append(language)
    return [
        f"the same sentence in {' and '.join(where)}: {msgid!r}"
        for (msgid, _), where in said.items()
        if len(where) > 1
    ]


MARKS = {
    name: (None, 0, 1 if name.startswith("n") else None)
    for name in ("gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "_", "__")
} | {
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}


def sentences() -> dict[tuple[str | None, str], Path]:
    """What the sources mark for translation, by context and words, with a file that says it."""
    found: dict[tuple[str | None, str], Path] = {}
    for path in sorted((ROOT / "src" / "samgak").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                found |= dict.fromkeys(_marked(call), path)
    for path in sorted((ROOT / "src" / "samgak").rglob("*.html")):
        found |= dict.fromkeys(_marked_in_template(path), path)
    for path in sorted((ROOT / "src" / "samgak").rglob("*.txt")):
        found |= dict.fromkeys(_marked_in_template(path), path)
    return found


def _marked(call: ast.Call) -> Iterator[tuple[str | None, str]]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    context, words, _ = MARKS.get(name, (None, None, None))
    said = [one.value if isinstance(one, ast.Constant) else None for one in call.args]
    if words is not None and len(said) > words and isinstance(said[words], str):
        yield (said[context] if context is not None else None, said[words])


def _marked_in_template(path: Path) -> Iterator[tuple[str | None, str]]:
    text = path.read_text(encoding="utf-8")
    if "{%" not in text:
        return
    for found in CALL_IN_TEMPLATE.finditer(templatize(text)):
        yield from _marked(ast.parse(found[0], mode="eval").body)


def ungathered() -> list[str]:
    """Sentences of the sources that no catalogue knows: `make messages` was not run."""
    known = {(e.msgctxt, e.msgid) for e in polib.pofile(str(catalogue("en")))}
    return [
        f"not in the catalogues: {words!r} ({path.relative_to(ROOT)})"
        for (context, words), path in sentences().items()
        if (context, words) not in known
    ]


def check() -> int:
    faults = [f"{lang}: {fault}" for lang in LANGUAGES for fault in problems(lang)] + pasted()
    faults += ungathered()
    print("\n".join(faults[:200]) or "The catalogues are complete.")
    return 1 if faults else 0


def give(language: str) -> None:
    """Print the messages a translator still has to say."""
    for entry in polib.pofile(str(catalogue(language))):
        if entry.obsolete or (entry.translated() and "fuzzy" not in entry.flags):
            continue
        line: dict[str, object] = {"msgid": entry.msgid}
        if entry.msgctxt:
            line["context"] = entry.msgctxt
        if entry.msgid_plural:
            line |= {"plural": entry.msgid_plural, "forms": len(entry.msgstr_plural)}
        print(json.dumps(line, ensure_ascii=False))


def take(language: str, path: str) -> int:
    """Write translations into the catalogue; a faulty one is refused and the rest kept."""
    po = polib.pofile(str(catalogue(language)), wrapwidth=0)
    known = {(entry.msgctxt, entry.msgid): entry for entry in po}
    refused = 0
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        given = json.loads(line)
        entry = known.get((given.get("context"), given["msgid"]))
        faults = ["no such message"] if entry is None else _taken(language, entry, given["said"])
        for fault in faults:
            print(f"{path}:{number}: {fault}: {given['msgid']!r}")
        refused += bool(faults)
    po.save()
    return 1 if refused else 0


def _taken(language: str, entry: polib.POEntry, said: str | list[str]) -> list[str]:
    forms = said if isinstance(said, list) else [said]
    if entry.msgid_plural and len(forms) != len(entry.msgstr_plural):
        return [f"needs {len(entry.msgstr_plural)} plural forms"]
    old = (entry.msgstr, entry.msgstr_plural, entry.flags)
    if entry.msgid_plural:
        entry.msgstr_plural = dict(enumerate(forms))
    else:
        entry.msgstr = forms[0]
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
    if faults := list(_faults(language, entry)):
        entry.msgstr, entry.msgstr_plural, entry.flags = old
    return faults


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["gather"]:
            gather()
        case ["check"]:
            sys.exit(check())
        case ["give", language] if language in LANGUAGES:
            give(language)
        case ["take", language, path] if language in LANGUAGES:
            sys.exit(take(language, path))
        case _:
            sys.exit("Say gather, check, give LANGUAGE or take LANGUAGE FILE.")
