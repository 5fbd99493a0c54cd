"""What people do on the demonstration site, in their words."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

CODE = "astana-2025"
WORKBOOKS = Path(__file__).parents[2] / "src/samgak/exchange/demonstration/astana-2025"


def sign_in(page: Page, name: str) -> Page:
    """Sign in with one click as the person of that address on the demonstration's page."""
    page.goto("/en/demonstration/")
    row = page.get_by_role("listitem").filter(has_text=re.compile(rf"{re.escape(name)}@|{name}"))
    row.get_by_role("button").first.click()
    expect(page.get_by_role("main")).to_be_visible()
    return page


def go(page: Page, path: str = "", *, code: str = CODE) -> None:
    """Open a page of the edition."""
    answer = page.goto(f"/en/editions/{code}/{path}")
    assert answer is not None
    assert answer.ok, f"{answer.status} {answer.url}"


def press(page: Page, name: str | re.Pattern, *, exact: bool = True) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=exact).first.click()


def wait_for_the_work(page: Page) -> None:
    """Stay on the page of a job until it sends us on."""
    page.wait_for_url(lambda url: "/work/" not in url, timeout=90_000)


def go_to_day(page: Page, preset: str) -> None:
    """Move the demonstration's clock by a button of the banner."""
    page.goto("/en/editions/")
    banner = page.get_by_role("region", name="Demonstration")
    banner.get_by_text("Go to another day").click()
    banner.get_by_role("button", name=preset, exact=True).click()
    expect(banner).to_be_visible()


def take_step(page: Page, target: str, *, code: str = CODE) -> None:
    """Take the next step of the edition's life."""
    go(page, "life/", code=code)
    press(page, f"Move on to: {target}")
    expect(page.get_by_role("heading", name=f"Now: {target}")).to_be_visible()


def go_to_date(page: Page, day: str) -> None:
    """Move the demonstration's clock to a day like 2025-08-25."""
    page.goto("/en/editions/")
    banner = page.get_by_role("region", name="Demonstration")
    banner.get_by_text("Go to another day").click()
    banner.get_by_label("Another day").fill(day)
    banner.get_by_role("button", name="Go to this day").click()
    expect(banner).to_be_visible()


def link_in_letter(page: Page, subject: str, *, read: set[str]) -> str:
    """The address in the newest letter of that subject, as soon as there is one that was not read."""
    newest = page.get_by_role("main").get_by_role("link", name=subject).first
    for _second in range(60):
        page.goto("/en/demonstration/mail/")
        path = newest.get_attribute("href") if newest.count() else None
        if path and path not in read:
            read.add(path)
            page.goto(path)
            address = page.locator(".govuk-inset-text").get_by_role("link").first
            return address.get_attribute("href") or ""
        page.wait_for_timeout(1000)
    raise AssertionError(f"No letter: {subject}")
