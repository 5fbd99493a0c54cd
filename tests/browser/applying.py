"""How people apply: by a link of their own, on a phone, one question a page; and who stands behind them."""

import json
import re

from playwright.sync_api import Page, expect

from tests.browser.acting import press, wait_for_the_work
from tests.browser.calling import open_page, said
from tests.browser.nominating import WISHED

PHONE = {"viewport": {"width": 360, "height": 740}}
# A short form: what a page of a phone asks about a person, a supervisor, a plan, a promise.
ASKED = (
    "native_name",
    "supervisor_name",
    "supervisor_email",
    "needs_interpretation",
    "interpretation_language",
    "motivation",
    "undertaking_course",
    "consent_selection",
)


def the_form_is_made_short(people, folder) -> None:
    """The officer takes the form there is, leaves out what is not needed, and gives it back."""
    officer = people("officer-koica")
    open_page(officer, "applications/")
    press(officer, "Ask for applications")
    open_page(officer, "applications/form/")
    with officer.expect_download() as begun:
        officer.get_by_role("link", name="Download as JSON").click()
    file = folder / "form.json"
    begun.value.save_as(file)
    file.write_text(json.dumps(shortened(json.loads(file.read_text("utf-8")))), "utf-8")
    open_page(officer, "applications/form/upload/")
    officer.get_by_label("Form as a JSON file").set_input_files(file)
    press(officer, "Take this form")
    said(officer, "The form is changed.")
    expect(officer.get_by_role("button", name=re.compile("^Hide it"))).to_have_count(len(ASKED))


def shortened(form):
    for section in form["sections"]:
        section["questions"] = [one for one in section["questions"] if one["key"] in ASKED]
    form["sections"] = [section for section in form["sections"] if section["questions"]]
    return form


class Letters:
    """What people without an account have: a phone, and the letters that were sent to them."""

    def __init__(self, people) -> None:
        self.open_one = people.open_one
        self.mails = people.open_one()
        self.phone = people.open_one(**PHONE)
        self.read: set[str] = set()

    def link(self, to: str, *, leads_to: str, about: str | re.Pattern = "") -> str:
        """The link in a letter to somebody that was not read yet, as soon as it has come."""
        for _second in range(60):
            for path in self._unread(to, about):
                self.read.add(path)
                self.mails.goto(path)
                links = self.mails.locator(".govuk-inset-text").get_by_role("link")
                found = [one.get_attribute("href") or "" for one in links.all()]
                if wanted := [one for one in found if leads_to in one]:
                    return wanted[0]
            self.mails.wait_for_timeout(1000)
        raise AssertionError(f"No letter to {to} leads to {leads_to}")

    def _unread(self, to: str, about: str | re.Pattern) -> list[str]:
        self.mails.goto("/en/demonstration/mail/")
        rows = self.mails.get_by_role("main").get_by_role("row")
        own = rows.filter(has_text=re.compile(rf"(?<![\w-]){to}@")).filter(has_text=about)
        paths = [one.get_attribute("href") or "" for one in own.get_by_role("link").all()]
        return [path for path in paths if path not in self.read]

    def open(self, link: str, page: Page | None = None) -> Page:
        """Open a link on the phone, in English by its menu; it is no wider than the screen."""
        page = page or self.phone
        page.goto(link)
        if "/en/" not in page.url:
            if (menu := page.locator("header summary").first).count():
                menu.click()
            page.get_by_role("link", name="English", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
        return page


def everybody_is_invited(people) -> None:
    officer = people("officer-koica")
    open_page(officer, "applications/")
    press(officer, "Invite all who are nominated")
    wait_for_the_work(officer)
    said(officer, f"Draft: {sum(map(len, WISHED.values()))}")


def everybody_applies(letters: Letters) -> dict[str, str]:
    """All apply on the phone; the first of them goes on elsewhere. Gives back everybody's link."""
    links = {}
    for surname in (one for surnames in WISHED.values() for one in surnames):
        link = links[surname] = letters.link(surname.lower(), leads_to="/apply/")
        page = letters.open(link)
        page.get_by_label("I have these ready").check()
        press(page, "Begin")
        answer(page, "Name in your own script", surname)
        answer(page, "Name of your supervisor", f"Chief of {surname}")
        if surname == "Asanova":
            page = go_on_elsewhere(letters, link)
        answer(page, "E-mail address of your supervisor", f"chief-{surname.lower()}@example.org")
        choose(page, "Yes")
        answer(page, "Into which language?", "Kyrgyz")
        answer(page, "Why do you wish to take part?", f"To open one window, says {surname}.")
        choose(page, "I agree")
        choose(page, "I agree")
        hand_in(page, surname)
    return links


def answer(page, label, words):
    page.get_by_label(label).fill(words)
    press(page, "Save and continue")


def choose(page, label):
    page.get_by_label(label, exact=True).check()
    press(page, "Save and continue")


def go_on_elsewhere(letters, link):
    """What was begun on one device is gone on with on another, at the question that is open."""
    press(letters.phone, "Save and go on later")
    said(letters.phone, "Your answer is kept.")
    other = letters.open(link, letters.open_one(**PHONE))
    said(other, "2 of 7 questions are answered.")
    press(other, "Go on")
    return other


def hand_in(page, surname):
    said(page, f"To open one window, says {surname}.")
    press(page, "Submit the application")
    said(page, "Please confirm the declaration.")
    page.get_by_label("I declare").check()
    press(page, "Submit the application")
    said(page, "Your application is submitted")


def supervisors_endorse(letters: Letters) -> None:
    for surname in (one for surnames in WISHED.values() for one in surnames):
        page = letters.open(letters.link(f"chief-{surname.lower()}", leads_to="/endorse/"))
        said(page, f"To open one window, says {surname}.")
        press(page, "I endorse the application")
        said(page, "Thank you. You need do nothing more.")


def focal_points_endorse(letters: Letters) -> None:
    """The country stands behind each by a link in a letter; a link used again does nothing new."""
    for country, surnames in WISHED.items():
        for surname in surnames:
            reader = f"focal-{country.lower()}"
            link = letters.link(reader, leads_to="/endorse/", about=surname)
            page = letters.open(link)
            said(page, "Endorsed by the supervisor")
            press(page, "I endorse the application")
            said(page, "Thank you. You need do nothing more.")
    letters.open(link)
    expect(page.get_by_role("button", name="I endorse the application")).to_have_count(0)


def a_link_is_for_one_purpose_and_is_replaced(people, letters: Letters, links) -> None:
    """An applicant's link endorses nothing, not even another's; the officer's new link ends the old one."""
    link = links["Djumaeva"]
    assert opened(letters.phone, link.replace("/apply/", "/endorse/")) == 404
    page = letters.open(link)
    said(page, "Endorsed by the supervisor")
    officer = people("officer-koica")
    open_page(officer, "applications/")
    officer.get_by_role("link", name=re.compile("Djumaeva")).click()
    press(officer, "Send the applicant a new link")
    newest = re.compile("Your application for|арызыңыз")  # not the one that says it was received
    letters.open(letters.link("djumaeva", leads_to="/apply/", about=newest))
    said(page, "Endorsed by the supervisor")
    assert opened(page, link) == 404


def opened(page: Page, link: str) -> int:
    answer = page.goto(link)
    return answer.status if answer else 0
