"""What the Content-Security-Policy forbids is not written in a template in the first place."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

PACKAGE = Path(__file__).parents[1] / "src" / "samgak"
SHARED = PACKAGE / "templates"
PAGES = sorted(PACKAGE.glob("**/templates/**/*.html"))
LETTERS = {SHARED / "email" / "base.html"}
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>", re.IGNORECASE)


def named(path):
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_template_has_no_style_or_script_of_its_own(path):
    text = path.read_text()

    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert "javascript:" not in text
    assert path in LETTERS or "<style" not in text
    for script in SCRIPT.finditer(text):
        assert "src=" in script["attributes"] or "application/json" in script["attributes"]


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_asks_no_other_host_for_anything(path):
    loaded = re.findall(
        r"""<(?:script|img|link|iframe|source)[^>]+?(?:src|href)="([^"]*)""", path.read_text()
    )

    assert [address for address in loaded if re.match(r"(https?:)?//", address)] == []


@pytest.mark.parametrize("path", sorted(SHARED.glob("**/*.*")), ids=named)
def test_a_shared_template_compiles(path):
    get_template(str(path.relative_to(SHARED)))


def test_every_page_of_allauth_that_brings_its_own_frame_or_style_is_replaced():
    import allauth

    theirs = Path(allauth.__file__).parent / "templates"
    suspects = [
        str(path.relative_to(theirs))
        for folder in ("account", "mfa", "socialaccount")
        for path in theirs.glob(f"{folder}/**/*.html")
        if re.search(r"<html|style=|load humanize", path.read_text())
    ]
    in_use = {name for name in suspects if "phone" not in name}

    assert in_use
    for name in in_use:
        assert Path(engines["django"].get_template(name).origin.name).is_relative_to(SHARED)


def test_the_page_of_a_broken_server_speaks_all_languages_without_any_context():
    page = get_template("500.html").render()

    for language in ("en", "ko", "ru", "kk", "ky", "uz", "tg", "tk"):
        assert f'lang="{language}"' in page
