"""No message is missing, broken, or in another language; and the checker does see what is."""

import polib
import pytest
from scripts import messages


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_catalogue_is_complete_and_whole(language):
    assert messages.problems(language) == []


def test_no_sentence_of_one_language_stands_in_another():
    assert messages.pasted() == []


@pytest.fixture
def catalogues(tmp_path, monkeypatch):
    """Copies of all catalogues, to be broken."""
    monkeypatch.setattr(messages, "catalogue", lambda language: tmp_path / language, raising=True)
    for language in messages.LANGUAGES:
        source = messages.ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
        (tmp_path / language).write_bytes(source.read_bytes())
    return tmp_path


def broken(folder, language, msgid, msgstr):
    po = polib.pofile(str(folder / language))
    po.find(msgid).msgstr = msgstr
    po.save()


NAMED = "First day: %(value)s"


@pytest.mark.parametrize(
    ("msgstr", "fault"),
    [
        ("", "missing"),
        ("Первый день", "placeholders differ"),
        ("First day: %(value)s", "not translated"),
        ("Birinji gün: %(value)s", "not in the language's script"),
        ("Бірінші күн: %(value)s", "letters of another language"),
    ],
)
def test_a_broken_message_is_found(catalogues, msgstr, fault):
    broken(catalogues, "ru", NAMED, msgstr)

    found = messages.problems("ru")
    assert f"{fault}: {NAMED!r}" in found
    assert all(NAMED in one for one in found)


def test_a_pasted_sentence_is_found(catalogues):
    long = next(
        entry
        for entry in polib.pofile(str(catalogues / "kk"))
        if len(entry.msgstr.split()) > 6 and not entry.msgid_plural
    )
    broken(catalogues, "ky", long.msgid, long.msgstr)

    assert any(repr(long.msgid) in fault for fault in messages.pasted())


def test_a_borrowed_message_that_is_left_out_is_found(catalogues):
    entry = messages.lacking("kk")[0]
    po = polib.pofile(str(catalogues / "kk"))
    po.remove(po.find(entry.msgid))
    po.save()

    assert any("borrowed" in fault for fault in messages.problems("kk"))
