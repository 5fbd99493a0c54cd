"""People who use the keyboard alone: nothing here clicks or focuses by script."""

from playwright.sync_api import Locator, Page, expect

STOPS = 400
IS_FOCUSED = "element => element === document.activeElement"


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is on it."""
    expect(wanted).to_be_visible()
    for _ in range(STOPS):
        if wanted.evaluate(IS_FOCUSED):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{STOPS} times Tab do not lead to {wanted}")


def press(page: Page, wanted: Locator) -> None:
    """Reach a link or a button that leads on, and press Enter."""
    reach(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill(page: Page, field: Locator, value: str) -> None:
    """Reach a field and write into it, in place of what it holds."""
    reach(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.type(value)


def choose(page: Page, radio: Locator) -> None:
    """Reach the group of a radio button and choose the button with the arrows."""
    group = radio.evaluate("radio => radio.name")
    for _ in range(STOPS):
        if page.evaluate("name => document.activeElement.name === name", group):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(page.locator(f'input[name="{group}"]').count()):
        if radio.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows do not lead to {radio}")
