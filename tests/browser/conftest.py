"""A real site for real browsers: the pages, the worker and the demonstration, as `make run` has them."""

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright
from scripts.demonstration_site import CHROMIUM_FLAGS, chromium, demonstration_site

from tests.browser import living
from tests.browser.course import SEATED
from tests.browser.walking import Walk, demonstration_resolver

# Work of a worker comes to its page when it is done, on a busy machine too.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def site():
    """The address of a fresh demonstration site, or of the running one that SAMGAK_SITE names."""
    if address := os.environ.get("SAMGAK_SITE"):
        yield address
        return
    with demonstration_site() as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


@contextmanager
def visitors(browser, site):
    """Opens visitors, each with cookies of its own; a refused script or a page error is an error at the end."""
    contexts, faults = [], []

    def open_one(**options):
        context = browser.new_context(base_url=site, **({"locale": "en-GB"} | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda said: note(page, said))
        return page

    def note(page, said):
        if said.type == "error" and "Content Security Policy" in said.text:
            faults.append(f"{page.url}: {said.text}")

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def visitor(browser, site):
    with visitors(browser, site) as open_one:
        yield open_one


@pytest.fixture
def page(visitor):
    """A fresh visitor."""
    return visitor()


@pytest.fixture(scope="session")
def course():
    """The address of another demonstration, on the last day of a course of twenty people."""
    with demonstration_site(prepared=SEATED) as address:
        yield address


@pytest.fixture
def people(browser, course):
    """Everybody of the course, in a browser each."""
    with visitors(browser, course) as open_one:
        yield living.People(open_one)


@dataclass(frozen=True)
class Lived:
    number: str
    folder: Path
    walk: Walk


@pytest.fixture(scope="session")
def lived(browser, site, tmp_path_factory):
    """The edition's life, played once; on the way everybody walks over the pages of the moment."""
    walk = Walk(site, demonstration_resolver())
    folder = tmp_path_factory.mktemp("reports")

    with visitors(browser, site) as open_one:
        people = living.People(open_one)
        number = (
            living.number_on_my_page(people)
            if living.lived_before(people)
            else living.live(people, folder, walk=walk)
        )
    return Lived(number, folder, walk)
