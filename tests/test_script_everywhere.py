"""Script and formulas in every text, by every form and past all of them: shown as text, never run."""

import csv
import io
import re
import zipfile
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from samgak.partners.models import Role
from tests import walked_edition
from tests.hostile import FORMULA, RUNS, SCRIPT, addressed, forms_of, parents, spoil
from tests.test_roles_walk import ON_THE_WAY, Walker, addresses

pytestmark = pytest.mark.django_db

# Who writes most comes first: each page is written on by the first who may open it.
WRITERS = (
    f"{Role.PROGRAMME_OFFICER} of a partner",
    "focal point of KZ",
    "participant of KZ",
    Role.LECTURER.value,
    f"{Role.SCREENER} of a partner",
    f"{Role.APPROVER} of a partner",
    f"{Role.EVALUATION_OFFICER} of a partner",
    f"{Role.REPORTING_OFFICER} of a partner",
    f"{Role.ADMINISTRATOR} of a partner",
    "administrator of the site",
    walked_edition.STRANGER,
    walked_edition.ANONYMOUS,
)
READERS = WRITERS[:3]
MARKUP = ("text/html", "xml", "svg")


@pytest.fixture
def world():
    return walked_edition.make()


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


class Browser:
    """Somebody who sends requests and looks at whatever comes back."""

    def __init__(self, world, who):
        self.walker, self.faults = Walker(world, who), []
        self.client = Client(raise_request_exception=False)

    def _ask(self, method, path, *rest, **more):
        self.client.cookies = SimpleCookie(self.walker.cookies.output(header="", sep=";"))
        response = getattr(self.client, method)(path, *rest, **more)
        kind = response.headers.get("Content-Type", "")
        content = b"".join(response.streaming_content) if response.streaming else response.content
        response.words = content.decode(errors="replace") if kind.startswith("text/") else ""
        markup = content.decode(errors="replace") if any(one in kind for one in MARKUP) else ""
        if response.status_code >= 500 or any(one in markup for one in RUNS):
            self.faults.append(f"{self.walker.who}: {method} {path} ({response.status_code})")
        response.whole = content
        if file := getattr(response, "file_to_stream", None):
            file.close()  # closing the response would close the connection of the test, too
        return response

    def get(self, path):
        return self._ask("get", path)

    def post(self, path, values):
        return self._ask("post", path, values)


def pages(world, names=None):
    side = world.sides["KZ"]
    for address in addresses():
        if address.name not in ON_THE_WAY and (names is None or address.name in names):
            yield address, address.path(world, side)


def write_on(browser, path):
    """Send every form of the page with script in all its texts, and look at the pages above; how many
    forms were taken."""
    taken = 0
    for form in forms_of(browser.get(path).words, text=SCRIPT):
        with transaction.atomic():
            answer = browser.post(addressed(form, path), form.values)
            if answer.status_code == 302:
                taken += 1
                for page in dict.fromkeys((answer.url, path, *parents(path)[:2])):
                    if page.startswith("/"):
                        browser.get(page)
            transaction.set_rollback(True)
    return taken


def test_script_in_every_field_of_every_form_stays_text(world):
    browsers = [Browser(world, who) for who in WRITERS]
    taken = 0
    for address, path in pages(world):
        may = (one for one in browsers if one.walker.expects(address) == "open")
        if browser := next(may, None):
            taken += write_on(browser, path)

    assert [fault for one in browsers for fault in one.faults] == []
    assert taken > 40


@pytest.mark.parametrize("who", READERS)
def test_script_in_every_stored_text_is_shown_as_text(world, who):
    assert spoil(SCRIPT) > 80
    browser = Browser(world, who)

    shown = sum("&lt;script&gt;alert(1)" in browser.get(path).words for _, path in pages(world))

    assert browser.faults == []
    assert shown > 30


def test_no_table_that_leaves_runs_a_formula(world):
    spoil(FORMULA)
    browser = Browser(world, WRITERS[0])
    ran, met = [], 0
    for _, path in pages(world):
        answers = {path: browser.get(path)}
        for query in ("?download=csv", "?download=xlsx"):
            if query in answers[path].words:
                answers[query] = browser.get(f"{path}{query}")
        for page, answer in answers.items():
            if FORMULA in answer.words or "spreadsheetml" in answer.headers["Content-Type"]:
                met += 1
                ran.extend(f"{path} {page}: {cell}" for cell in formulas_in(answer))

    assert (ran, browser.faults) == ([], [])
    assert met > 10


def formulas_in(answer):
    """The cells of a table that a spreadsheet would compute."""
    kind = answer.headers["Content-Type"]
    if "spreadsheetml" in kind:
        with zipfile.ZipFile(io.BytesIO(answer.whole)) as book:
            sheets = [book.read(one).decode() for one in book.namelist() if "/sheet" in one]
        return [cell for sheet in sheets for cell in re.findall(r"<f>.*?</f>", sheet)]
    if not kind.startswith("text/csv"):
        return []
    rows = csv.reader(io.StringIO(answer.words))
    return [cell for row in rows for cell in row if cell.lstrip().startswith("=")]
