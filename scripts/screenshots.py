"""Pictures of pages: `screenshots.py` makes the documentation's, `--all DIR` many, to be looked at.

`--site ADDRESS` uses a running demonstration; otherwise one is started.
"""

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, sync_playwright

from scripts.demonstration_site import CHROMIUM_FLAGS, chromium, demonstration_site

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
CODE = "astana-2025"
PASSWORD = "three-sides-one-record"  # noqa: S105 - of the demonstration, printed by it
WIDTHS = {"phone": 360, "desktop": 1280}
PUBLIC = {
    "home": "",
    "edition": f"editions/{CODE}/",
    "agenda": f"editions/{CODE}/agenda/",
    "timeline": "partners/timeline/",
    "verify": "verify/",
    "sign-in": "account/login/",
    "privacy": "privacy/",
    "demonstration": "demonstration/",
}
OFFICER = {
    "workspace": "workspace/",
    "life": f"editions/{CODE}/life/",
    "nominees": f"editions/{CODE}/nominees/",
    "selection": f"editions/{CODE}/selection/",
    "timetable": f"editions/{CODE}/timetable/",
    "workbooks": f"editions/{CODE}/workbooks/",
    "outbox": f"editions/{CODE}/outbox/",
    "contributions": f"editions/{CODE}/contributions/",
    "reports": f"editions/{CODE}/reports/",
    "people": f"editions/{CODE}/people/",
    "audit": f"editions/{CODE}/audit/",
    "attendance": f"editions/{CODE}/attendance/",
    "certificates": f"editions/{CODE}/certificates/",
    "lessons": f"editions/{CODE}/lessons/",
    "lesson": f"editions/{CODE}/lesson/standard-cost-model/",
    "countries": f"editions/{CODE}/country-reports/",
    "surveys": f"editions/{CODE}/surveys/",
    "practice": f"editions/{CODE}/practice/",
    "discussions": f"editions/{CODE}/discussions/",
    "commitments": f"editions/{CODE}/commitments/",
    "plans": f"editions/{CODE}/plans/",
    "results": f"editions/{CODE}/plans/results/",
    "value-added": f"editions/{CODE}/value-added/",
    "story": f"editions/{CODE}/story/",
    "applications": "editions/open-data-2025/applications/",
    "reviews": "editions/open-data-2025/reviews/",
    "screening": "editions/open-data-2025/screening/",
    "secondment": "editions/secondment-2025/secondment/",
}


def shoot(browser: Browser, site: str, folder: Path, *, languages: list[str]) -> None:
    """Every page above, for a visitor and for an officer, in each language and width."""
    folder.mkdir(parents=True, exist_ok=True)
    for size, width in WIDTHS.items():
        context = browser.new_context(base_url=site, viewport={"width": width, "height": 800})
        page = context.new_page()
        for language in languages:
            for name, path in PUBLIC.items():
                page.goto(f"/{language}/{path}")
                page.screenshot(path=folder / f"{name}-{language}-{size}.png", full_page=True)
        sign_in(page, "officer-kazaid@demonstration.samgak.example")
        for language in languages:
            for name, path in OFFICER.items():
                answer = page.goto(f"/{language}/{path}")
                print(answer.status if answer else "-", f"/{language}/{path}")
                page.screenshot(path=folder / f"{name}-{language}-{size}.png", full_page=True)
        context.close()


def sign_in(page, email: str) -> None:
    page.goto("/en/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/workspace/**")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site")
    parser.add_argument("--all", type=Path, metavar="DIR")
    parser.add_argument("--languages", default="en,ko,kk")
    chosen = parser.parse_args()
    running = nullcontext(chosen.site) if chosen.site else demonstration_site()
    with running as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        if chosen.all:
            shoot(browser, site, chosen.all, languages=chosen.languages.split(","))
        else:
            PICTURES.mkdir(parents=True, exist_ok=True)
            page = browser.new_page(viewport={"width": 1280, "height": 860})
            page.goto(f"{site}/en/")
            page.screenshot(path=PICTURES / "home.png")
        browser.close()


if __name__ == "__main__":
    main()
