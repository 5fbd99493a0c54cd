"""How a call comes about: a country asks, three sides agree, the committee decides, the call opens."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.acting import CODE, go, press, take_step

CALL = "call-2026"
DOMAIN = "demonstration.samgak.example"
TITLE = "One window in every town"
# Demanded of every paper, and the language of the course beside the language of the paper.
PAPER = {
    "Title": TITLE,
    "Objective": "Town offices answer by one window.",
    "Who is to be trained": "Two officers of town offices.",
    "Name of the organisation": "Ministry of Digital Development (invented)",
    "The situation now": "A licence takes five visits.",
    "The problem and its causes": "Offices do not exchange data.",
    "Language of the course": "Russian, with interpretation into Kyrgyz",
}
OFFERED = ("en", "ko", "ru", "kk", "ky", "uz", "tg", "tk")
# Who speaks for which side: how they sign in, and their names.
SIDES = {
    "Facilitating side": ("officer-koica", "Seo Min-jae"),
    "Pivotal side": ("officer-kazaid", "Дана Серікова"),
    "Beneficiary side": ("focal-kg", "Айпери Турдуева"),
}
SEATS, RESERVES = 2, 2
# Country, at least, at most.
QUOTAS = (("KG", "1", ""), ("UZ", "", "1"))


def open_page(page: Page, path: str = "") -> None:
    """Open a page of the edition of the call."""
    go(page, path, code=CALL)


def said(page: Page, words: str | re.Pattern) -> None:
    """The page says so."""
    expect(page.get_by_role("main")).to_contain_text(words)


def a_country_asks(people) -> None:
    """The officer begins the next edition; the focal points of two countries are named; one asks."""
    officer = people("officer-koica")
    go(officer, "clone/", code=CODE)
    officer.get_by_label("Code of the next edition").fill(CALL)
    officer.get_by_label("Its first day").fill("2026-08-24")
    press(officer, "Begin the next edition")
    said(officer, "The next edition is begun.")
    for country in ("kg", "uz"):
        a_role_is_given(officer, f"focal-{country}", role="Focal point", country=country.upper())
    a_paper_is_written(people("focal-kg"))


def a_role_is_given(officer, name, *, role, country=""):
    open_page(officer, "people/give/")
    officer.get_by_label("E-mail address").fill(f"{name}@{DOMAIN}")
    officer.get_by_label("Role").select_option(label=role)
    officer.get_by_label("Country").select_option(country)
    press(officer, "Give the role")
    said(officer, f"is now: {role}")


def a_paper_is_written(page):
    open_page(page, "demand/")
    page.get_by_role("link", name="Write a concept paper").click()
    press(page, "Begin")
    for label, words in PAPER.items():
        page.get_by_role("textbox", name=re.compile(f"^{label}")).fill(words)
    press(page, "Save")
    said(page, "The paper is saved. It is not sent yet.")
    said(page, PAPER["Language of the course"])
    press(page, "Send the concept paper")


def the_paper_is_screened(people) -> None:
    officer = people("officer-koica")
    open_page(officer, "demand/")
    officer.get_by_role("link", name=TITLE).click()
    press(officer, "Accept it")
    said(officer, "Write the reason.")
    officer.get_by_label("Reason").fill("It fits the agreement of both agencies.")
    press(officer, "Accept it")
    said(officer, "The step is taken.")
    move_on(officer, "Screened")


def move_on(page, target):
    take_step(page, target, code=CALL)


def three_sides_agree(people) -> None:
    """The officer begins from the paper; everybody agrees to the same version."""
    officer = people("officer-koica")
    move_on(officer, "Joint concept")
    open_page(officer, "demand/concept/")
    press(officer, "Begin the joint concept")
    expect(officer.get_by_label("Objective")).to_have_value(f"KG: {PAPER['Objective']}")
    for label in ("Title", "Name of the organisation"):
        officer.get_by_role("textbox", name=label).fill(PAPER[label])
    press(officer, "Save")
    said(officer, "Who stands behind it")
    for side, (name, _own) in SIDES.items():
        page = people(name)
        open_page(page, "demand/concept/")
        press(page, f"Agree for this side ({side})")
        said(page, "Agreed by")
    said(people("focal-kg"), re.compile("(Agreed by.*){3}", re.S))


def the_committee_decides(people, folder: Path) -> None:
    """A meeting approves the concept once every side has spoken; its minutes are downloaded."""
    officer = people("officer-koica")
    for side, (_name, own) in SIDES.items():
        open_page(officer, "demand/committee/")
        officer.get_by_label("Person").select_option(label=own)
        officer.get_by_label("Side").select_option(label=side)
        press(officer, "Give a seat")
        said(officer, f"{own} sits in the committee.")
    question = a_question_is_asked(officer)
    for name in ("officer-koica", "officer-kazaid"):
        a_member_agrees(people(name), question)
    officer.goto(question)
    press(officer, "Approved")
    said(officer, "It can be approved when members of all three sides have answered")
    a_member_agrees(people("focal-kg"), question)
    officer.goto(question)
    officer.get_by_label("What was decided, and why").fill("Approved as laid before the committee.")
    press(officer, "Approved")
    said(officer, "The decision is recorded.")
    the_minutes_are_downloaded(officer, folder)
    move_on(people("approver"), "Approved by the joint steering committee")


def a_question_is_asked(officer):
    open_page(officer, "demand/committee/ask/")
    officer.get_by_label("Title").fill("The course of 2026")
    officer.get_by_label("Proposal").fill("To hold the course as the joint concept says.")
    officer.get_by_label("Meeting", exact=True).check()
    officer.get_by_label("Time of the meeting").fill("2025-07-21T10:00")
    press(officer, "Lay it before the committee")
    said(officer, "The question is laid before the committee")
    return officer.url


def a_member_agrees(page, question):
    page.goto(question)
    page.get_by_label("I agree").check()
    press(page, "Answer")
    said(page, "Your answer is recorded.")


def the_minutes_are_downloaded(officer, folder):
    open_page(officer, "demand/committee/")
    with officer.expect_download() as begun:
        officer.get_by_role("link", name="PDF").first.click()
    file = folder / "minutes.pdf"
    begun.value.save_as(file)
    assert file.read_bytes().startswith(b"%PDF")


def the_money_is_entered(people) -> None:
    officer = people("officer-koica")
    open_page(officer, "contributions/add/")
    officer.locator("#id_item_0").fill("Travel of the participants")
    officer.get_by_label("Participants: travel and stay").check()
    officer.get_by_label("In cash").check()
    officer.get_by_label("Amount").fill("5000")
    officer.get_by_label("Currency").select_option("USD")
    press(officer, "Add the contribution")
    move_on(officer, "Budgeted")


def the_call_is_opened(people) -> None:
    """Two seats under two quotas; the course information is published once every language is written."""
    officer = people("officer-koica")
    the_quotas_are_set(officer)
    open_page(officer, "life/")
    said(officer, "not yet The course information")
    for language in OFFERED:
        the_course_is_told(officer, language)
    open_page(officer, "course-information/desk/")
    press(officer, "Publish version 1")
    said(officer, "The course information is published.")
    move_on(officer, "Course information published")


def the_quotas_are_set(officer):
    open_page(officer, "change/call/")
    for label, value in {
        "Seats": SEATS,
        "People in reserve for each country": RESERVES,
        "Most nominations of each country": 4,
    }.items():
        officer.get_by_label(label).fill(str(value))
    for row, (country, least, most) in enumerate(QUOTAS):
        officer.locator(f"#id_quotas-{row}-country").select_option(country)
        officer.locator(f"#id_quotas-{row}-minimum").fill(least)
        officer.locator(f"#id_quotas-{row}-maximum").fill(most)
    for row in range(2, 7):
        officer.locator(f"#id_quotas-{row}-DELETE").check()
    press(officer, "Keep the changes")
    said(officer, "Your changes are kept.")


def the_course_is_told(officer, language):
    open_page(officer, f"course-information/desk/{language}/")
    for number, field in enumerate(officer.locator(".sg-form textarea").all()):
        field.fill(f"{TITLE}: {language} {number}")
    press(officer, "Save the draft")
    said(officer, "The draft is saved.")
