"""The frame of every page by keyboard alone; the life of an edition does its forms that way."""

from playwright.sync_api import expect

from tests.browser import keyboard
from tests.browser.acting import CODE

PASSWORD = "three-sides-one-record"
HAS_A_VISIBLE_FOCUS = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""


def test_the_first_stop_is_the_skip_link_and_it_leads_to_the_content(page):
    page.goto(f"/en/editions/{CODE}/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the main content")

    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_the_language_menu_is_the_next_stop_and_changes_the_language(page):
    page.goto(f"/en/editions/{CODE}/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    menu = page.get_by_role("navigation", name="Language")

    expect(menu.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    keyboard.press(page, menu.get_by_role("link", name="Қазақша"))
    expect(page).to_have_url(f"/kk/editions/{CODE}/")
    expect(page.locator("html")).to_have_attribute("lang", "kk")


def test_an_open_menu_closes_with_escape_and_keeps_the_focus(page):
    page.goto("/en/")
    menu = page.get_by_role("navigation", name="Language")
    keyboard.reach(page, menu.locator("summary"))
    page.keyboard.press("Enter")
    link = menu.get_by_role("link").first
    expect(link).to_be_visible()
    page.keyboard.press("Tab")

    page.keyboard.press("Escape")

    expect(link).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_a_person_signs_in_with_a_password_by_keyboard(page):
    page.goto("/en/account/login/")
    main = page.get_by_role("main")
    keyboard.fill(page, main.get_by_label("Email"), "screener@demonstration.samgak.example")
    keyboard.fill(page, main.get_by_label("Password", exact=True), PASSWORD)
    keyboard.press(page, main.get_by_role("button", name="Sign in", exact=True))

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/account/login/" not in page.url


def test_the_focus_passes_over_the_whole_page_visibly_and_is_never_caught(page):
    page.goto(f"/en/editions/{CODE}/agenda/")
    last = page.get_by_role("contentinfo").get_by_role("link").last

    for _ in range(keyboard.STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(HAS_A_VISIBLE_FOCUS), page.evaluate(
            "document.activeElement.outerHTML.slice(0, 200)"
        )
        if last.evaluate(keyboard.IS_FOCUSED):
            return
    raise AssertionError("the focus never reaches the end of the page")
