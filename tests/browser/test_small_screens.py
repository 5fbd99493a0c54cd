"""Large letters, paper, and browsers without scripts lose nothing."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acting import CODE, go, press, sign_in
from tests.browser.living import NATIVE, PARTICIPANT

# A window of 1280 by 1024 at 400 %, as WCAG 2.2, success criterion 1.4.10 has it.
AT_FOUR_HUNDRED_PERCENT = {
    "viewport": {"width": 320, "height": 256},
    "device_scale_factor": 4,
}
PAPER = {"width": 718, "height": 1000}  # A4 without its margins, at 96 px an inch
# Tables, and the one line of an edition's navigation, scroll sideways inside themselves.
EDGES = """() => {
    const apart = ".sg-table-region, .moj-side-navigation, .govuk-visually-hidden, .govuk-skip-link";
    const inside = (element) => element.closest(apart);
    return [...document.querySelectorAll("body *")]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !inside(element))
        .filter((element) => {
            const box = element.getBoundingClientRect();
            return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
        })
        .map((element) => element.outerHTML.slice(0, 160));
}"""
PUBLIC = {"edition": f"editions/{CODE}/", "agenda": f"editions/{CODE}/agenda/", "verify": "verify/"}
OFFICER = {name: f"editions/{CODE}/{name}/" for name in ("nominees", "timetable", "life")}


def pages(visitor, **options):
    """The pages one after the other, each open before the person who reads it."""
    for name, paths in (("officer-kazaid", PUBLIC | OFFICER), (PARTICIPANT, {"me": ""})):
        page = sign_in(visitor(**options), name)
        for path in paths.values():
            page.goto(f"/en/{path}" if path else f"/en/editions/{CODE}/me/")
            yield page


def test_nothing_is_lost_at_four_hundred_percent(visitor, lived):
    for page in pages(visitor, **AT_FOUR_HUNDRED_PERCENT):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
        assert page.evaluate(EDGES) == [], page.url
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_paper_has_the_content_in_its_whole_width_and_no_navigation(visitor, lived):
    for page in pages(visitor, viewport=PAPER):
        page.emulate_media(media="print")
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_be_visible()
        expect(page.get_by_role("navigation", name="Language")).to_be_hidden()
        expect(page.get_by_role("region", name="Demonstration")).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"], page.url
        columns = page.locator(".govuk-grid-column-three-quarters")
        for column in columns.all():
            assert column.bounding_box()["width"] > 0.9 * PAPER["width"], page.url


@pytest.fixture
def without_script(visitor):
    return visitor(java_script_enabled=False)


def test_a_participant_reads_and_answers_without_script(without_script, lived):
    page = sign_in(without_script, PARTICIPANT)

    go(page, "me/")
    expect(page.get_by_role("main")).to_contain_text(NATIVE)
    go(page, "my-tests/pre/")
    expect(page.get_by_role("main")).to_contain_text("Thank you")


def test_a_list_is_filtered_without_script(without_script, lived):
    page = sign_in(without_script, "officer-kazaid")
    go(page, "nominees/")
    page.get_by_role("main").locator("summary").first.click()
    page.get_by_label("Country").select_option("UZ")

    press(page, "Show")

    expect(page).to_have_url(re.compile("country=UZ"))
    expect(page.get_by_role("main")).to_contain_text("Rahimov Bobur")
