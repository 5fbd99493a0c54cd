"""A plan lives for a year: written, endorsed, asked about by mail, carried out, verified, adopted.

Those who hear of it by mail have a phone and no account; their pages fit through a slow network.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acting import go, go_to_date, link_in_letter, press

AUTHOR, TITLE = "kz-1", "One window for licences"
PHONE = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}
MOST_BYTES = 20_000
ASKED = f"How does your plan stand? {TITLE}"
TO_CONFIRM = "Please confirm how the plan of"
PROOF = {
    "name": "decree.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
}


class Phone:
    """Somebody who opens links of letters, without an account."""

    def __init__(self, people):
        self.mails = people.open_one()
        self.page = people.open_one(**PHONE)
        self.read = set()

    def open(self, subject):
        """Follow the link of the newest letter; all of its page together is small."""
        address = link_in_letter(self.mails, subject, read=self.read)
        asked = []

        def note(request):
            asked.append(request)

        self.page.on("request", note)
        self.page.goto(address)
        self.page.remove_listener("request", note)
        sizes = [one.sizes() for one in asked]
        weight = sum(one["responseHeadersSize"] + one["responseBodySize"] for one in sizes)
        assert 0 < weight < MOST_BYTES
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 360
        return self.page


@pytest.fixture
def phone(people):
    return Phone(people)


def write_the_plan(page):
    go(page, "my-plan/")
    for label, words in {
        "Title": TITLE,
        "The problem": "A licence takes five visits to four offices.",
        "The objective": "One visit in place of five.",
        "What I will do at home": "In a month the list of papers, in a year one window.",
        "First step within 30 days": "A meeting of the four offices.",
        "Support wanted from the partners": "A week of an expert in the exchange of data.",
        "Supervisor": "Sample Supervisor",
        "E-mail address of the supervisor": "supervisor@example.org",
    }.items():
        page.get_by_role("textbox", name=re.compile(f"^{label}")).fill(words)
    page.get_by_label("Language of the supervisor").select_option("en")
    page.fill("#id_activities-0-what", "Agree with the four offices")
    page.fill("#id_activities-0-month", "2025-10")
    page.fill("#id_indicators-0-what", "Visits")
    page.fill("#id_indicators-0-baseline", "5")
    page.fill("#id_indicators-0-target", "1")
    press(page, "Submit the plan")
    press(page, "Ask the supervisor to endorse it")
    expect(page.get_by_text("Your supervisor is written to.")).to_be_visible()


def endorse(phone):
    page = phone.open("Please endorse the action plan of")
    expect(page.get_by_role("main")).to_contain_text("Agree with the four offices")
    page.get_by_label("A sentence of yours").fill("The city stands behind it.")
    press(page, "I endorse this plan")
    expect(page.get_by_role("status")).to_contain_text("Thank you")


def answer(phone, status, *, obstacle="", file=None):
    """One tap, after what there is to say."""
    page = phone.open(ASKED)
    if obstacle:
        page.get_by_role("checkbox", name=obstacle).check()
    if file:
        page.get_by_label("A file that shows it").set_input_files(file)
    press(page, status)
    expect(page.get_by_role("status")).to_contain_text("Your answer is kept")


def confirm(phone, status):
    page = phone.open(TO_CONFIRM)
    expect(page.get_by_role("main")).to_contain_text(f"The answer: {status}")
    press(page, "It is so")
    expect(page.get_by_role("status")).to_contain_text("You have confirmed it")


def read_results(page):
    go(page, "plans/results/")
    return page.get_by_role("main")


def verify_and_record(page):
    go(page, "plans/shared/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("link", name=PROOF["name"])).to_be_visible()
    press(page, "I have seen that it was carried out")
    expect(page.get_by_text("It is recorded.")).to_be_visible()
    page.get_by_label("What it became").select_option("rule")
    page.get_by_label("Which one").fill("Decree No. 7")
    page.get_by_label("Day", exact=True).fill("2026-08-20")
    press(page, "Record it")
    expect(page.get_by_role("main")).to_contain_text("A rule: Decree No. 7")


def test_a_plan_lives_for_a_year(people, phone):
    write_the_plan(people(AUTHOR))
    endorse(phone)
    officer, evaluator = people("officer-kazaid"), people("evaluation")

    go_to_date(officer, "2025-09-28")
    answer(phone, "On track")

    go_to_date(officer, "2025-11-28")
    answer(phone, "Stalled", obstacle="Authority")
    confirm(phone, "Stalled")
    results = read_results(evaluator)
    for words in (
        "1 of 20 participants have submitted a plan; 1 are endorsed by the supervisor.",
        "1 of 1 action plan stalled at least once.",
        "The next programme should involve those who decide",
        "A week of an expert in the exchange of data.",
    ):
        expect(results).to_contain_text(words)

    go_to_date(officer, "2026-02-28")
    answer(phone, "On track")
    go_to_date(officer, "2026-08-28")
    answer(phone, "Done", file=PROOF)
    confirm(phone, "Done")

    verify_and_record(people("focal-kz"))
    expect(read_results(evaluator)).to_contain_text("Adopted")
    go(people(AUTHOR), "my-plan/")
    expect(people(AUTHOR).get_by_role("main")).to_contain_text("A rule: Decree No. 7")
