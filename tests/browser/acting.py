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


def go(page: Page, path: str = "") -> None:
    """Open a page of the edition."""
    answer = page.goto(f"/en/editions/{CODE}/{path}")
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


def take_step(page: Page, target: str) -> None:
    """Take the next step of the edition's life."""
    go(page, "life/")
    press(page, f"Move on to: {target}")
    expect(page.get_by_role("heading", name=f"Now: {target}")).to_be_visible()
