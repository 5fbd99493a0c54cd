"""The pages to which no walk from link to link leads: accessible, without fault, on the smallest screen too."""

import json

import pytest
from django.urls import get_resolver
from scripts.demonstration_site import empty_site

from tests.browser import rest
from tests.browser.walking import Walk, listen

SESSION = "sessionid"


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The address of a site with everything in it, and where each page opens on it."""
    target = tmp_path_factory.mktemp("rest") / "pages.json"
    target.parent.chmod(0o777)
    prepared = f"from {rest.__name__} import prepare; prepare({str(target)!r})"
    with empty_site(prepared=prepared) as address:
        yield address, json.loads(target.read_text("utf-8"))


def test_the_rest_of_the_pages_are_without_fault(opened, browser):
    site, pages = opened
    walk = Walk(site, get_resolver())
    for path, session in pages.values():
        context = browser.new_context(base_url=site, locale="en-GB")
        if session:
            context.add_cookies([{"name": SESSION, "value": session, "url": site}])
        page = context.new_page()
        notes = listen(page, site)
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok, f"{answer.status} {path}"
        walk.look(page)
        walk.faults += [f"{path}: {note}" for note in notes]
        context.close()

    assert walk.faults == []
    assert walk.seen.keys() == rest.REST
