"""The pages of a later state, where that state is: accessible, without fault, on the smallest screen too."""

import re

import pytest
from scripts.demonstration_site import demonstration_site

from tests.browser.acting import CODE, sign_in
from tests.browser.conftest import visitors
from tests.browser.later import PREPARED, SECONDMENT
from tests.browser.test_pages import LATER
from tests.browser.walking import Walk, demonstration_resolver, listen

EDITION, SECONDED = f"/en/editions/{CODE}/", f"/en/editions/{SECONDMENT}/"


@pytest.fixture(scope="module")
def later():
    with demonstration_site(prepared=PREPARED) as address:
        yield address


@pytest.fixture
def open_one(browser, later):
    with visitors(browser, later) as opened:
        yield opened


def found_on(page, path, pattern):
    """The first link of that pattern on a page."""
    page.goto(path)
    links = page.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href') || '')")
    return next(link for link in links if re.search(pattern, link))


def of_the_participant(page):
    topic = found_on(page, f"{EDITION}discussions/", r"/discussions/\d+/$")
    return [
        found_on(page, topic, r"/posts/\d+/$"),
        f"{EDITION}commitments/1/",
        f"{EDITION}commitments/1/change/",
    ]


def of_the_seconded(page):
    own = found_on(page, f"{SECONDED}secondment/", r"/secondment/\d+/$")
    return [f"{own}weeks/1/", f"{own}assessment/", f"{own}report/write/"]


def of_the_officer(page):
    quotation = found_on(page, f"{SECONDED}story/", r"/quotations/\d+/$")
    return [
        f"{SECONDED}story/quotations/add/",
        quotation,
        f"{quotation}remove/",
        f"{EDITION}story/preview/en/",
        f"{EDITION}story/withdraw/",
        f"/en/stories/{CODE}/",
    ]


def test_the_pages_of_a_later_state_are_without_fault(open_one, later):
    walk = Walk(later, demonstration_resolver())
    for name, paths in (
        ("kz-1", of_the_participant),
        ("seconded", of_the_seconded),
        ("officer-kazaid", of_the_officer),
    ):
        page = sign_in(open_one(), name)
        for path in paths(page):
            notes = listen(page, later)
            answer = page.goto(path)
            assert answer is not None
            assert answer.ok, f"{answer.status} {path}"
            walk.look(page)
            walk.faults += [f"{path}: {note}" for note in notes]

    assert walk.faults == []
    assert walk.seen.keys() == set(LATER.split())
