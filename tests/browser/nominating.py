"""How two countries nominate: by form, put in order by keys and by drag, with a signed letter, confirmed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import press
from tests.browser.calling import open_page, said

# Surname, given names and sex, in the order in which the focal points enter them.
ENTERED = {
    "KG": (
        ("Bekov", "Bakyt", "Male"),
        ("Asanova", "Aida", "Female"),
        ("Djumaeva", "Dinara", "Female"),
    ),
    "UZ": (
        ("Fayzieva", "Feruza", "Female"),
        ("Ganiev", "Gayrat", "Male"),
        ("Ergashev", "Elyor", "Male"),
        ("Ibragimova", "Iroda", "Female"),
    ),
}
# And in the order in which the countries send them.
WISHED = {
    "KG": ("Asanova", "Bekov", "Djumaeva"),
    "UZ": ("Ergashev", "Fayzieva", "Ganiev", "Ibragimova"),
}
LANGUAGES = {"KG": "ky", "UZ": "uz"}
SCAN = {
    "name": "letter.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
}


def two_countries_nominate(people) -> None:
    for country, entered in ENTERED.items():
        page = people(f"focal-{country.lower()}")
        the_documents_are_ready(page, country)
        for surname, given, sex in entered:
            nominate(page, country, surname, given, sex)
        expect(ranked(page)).to_contain_text([surname for surname, *_rest in entered])


def the_documents_are_ready(page, country):
    """Who is about to nominate reads first what the course information asks for, and ticks it."""
    open_page(page, f"nominations/add/?country={country}")
    press(page, "Continue")
    said(page, "Tick that you have these ready.")
    page.get_by_label("I have these ready").check()
    press(page, "Continue")
    said(page, "It is noted that you have the documents ready.")


def nominate(page, country, surname, given, sex):
    open_page(page, f"nominations/add/?country={country}")
    for label, value in {
        "Surname": surname,
        "Given names": given,
        "Date of birth": "09.05.1990",
        "Organisation": f"Town office of {surname} (invented)",
        "Years in service": "6",
        "Mail address": f"{surname.lower()}@example.org",
        "Language: Russian": "B2",
    }.items():
        page.get_by_label(re.compile(rf"^{label}")).fill(value)
    page.get_by_label(sex, exact=True).check()
    press(page, "Nominate")
    said(page, surname)


def the_order_is_made(people) -> None:
    """The one focal point moves with the arrow keys, the other drags; both orders are kept."""
    by_keys, by_hand = people("focal-kg"), people("focal-uz")
    handle_of(by_keys, "Asanova").focus()
    with saved(by_keys):
        by_keys.keyboard.press("ArrowUp")
    expect(handle_of(by_keys, "Asanova")).to_be_focused()

    drag(by_hand, "Ergashev", over="Fayzieva")
    # What came in place of the list is moved like the list that the page began with.
    drag(by_hand, "Ibragimova", over="Ganiev")
    drag(by_hand, "Ganiev", over="Ibragimova")
    for country, page in (("KG", by_keys), ("UZ", by_hand)):
        open_page(page, f"nominations/?country={country}")
        expect(ranked(page)).to_contain_text(list(WISHED[country]))


def ranked(page: Page) -> Locator:
    """The surnames... of the nominees, from the first to the last."""
    return page.locator("#order tbody tr th a")


def handle_of(page: Page, surname: str) -> Locator:
    return page.get_by_role("button", name=re.compile(f"Move {surname} .* with the arrow keys"))


@contextmanager
def saved(page: Page) -> Iterator[None]:
    """What is done meanwhile is sent, and another list takes the place of this one."""
    page.locator("#order").evaluate("list => list.toggleAttribute('data-before', true)")
    yield
    expect(page.locator("#order:not([data-before])")).to_be_visible(timeout=20_000)


def drag(page: Page, surname: str, *, over: str) -> None:
    """Drag somebody with the mouse to the upper half of another row."""
    handle, target = handle_of(page, surname), page.locator(f'tr[data-name^="{over}"]')
    handle.scroll_into_view_if_needed()
    handle.hover()
    page.mouse.down()
    above = target.bounding_box()
    with saved(page):
        page.mouse.move(above["x"] + 40, above["y"] + above["height"] / 4, steps=5)
        page.mouse.up()


def the_letters_come_back_signed(people, folder) -> None:
    """Each focal point prints the letter and hands the scan in; then everybody is confirmed."""
    for country in ENTERED:
        page = people(f"focal-{country.lower()}")
        open_page(page, f"nominations/letter/?country={country}")
        with page.expect_download() as begun:
            page.get_by_role("link", name="Letter to sign (PDF)").click()
        file = folder / f"letter-{country}.pdf"
        begun.value.save_as(file)
        assert file.read_bytes().startswith(b"%PDF")
        page.get_by_label("Signed letter").set_input_files(SCAN)
        press(page, "Hand in the letter")
        said(page, SCAN["name"])
    officer = people("officer-koica")
    for country in ENTERED:
        open_page(officer, f"nominations/?country={country}")
        press(officer, "Confirm all nominations")
        said(officer, "Confirmed")
