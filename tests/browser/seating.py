"""How seats are taken: letters, an answer by link, a reserve in place of who declines, a passport, an appeal."""

import re

from playwright.sync_api import Page, expect

from tests.browser.acting import go_to_date, press
from tests.browser.applying import PHONE, Letters
from tests.browser.calling import CALL, open_page, said

PASSPORT = "AC1234567"


def the_letters_are_sent(people) -> None:
    officer = people("officer-koica")
    for kind, number in (("Acceptance", 2), ("Reserve list", 4), ("Regret", 1)):
        send(officer, kind, number)


def send(officer, kind, number):
    open_page(officer, "outbox/")
    officer.get_by_role("link", name=f"Choose and send ({kind})").click()
    press(officer, "Look at the recipients")
    press(officer, re.compile(f"Send {number} letter"), exact=False)
    expect(officer.get_by_role("link", name=f"Choose and send ({kind})")).to_have_count(0)


def one_accepts_and_one_declines(letters: Letters) -> None:
    page = letters.open(accepted := letters.link("asanova", leads_to="/place/"))
    press(page, "I accept the seat")
    said(page, "Where you stand: Seat accepted")
    # The link is used once more: it tells how things stand, and a mind may still change.
    letters.open(accepted)
    expect(page.get_by_role("button", name="I accept the seat")).to_have_count(0)

    letters.open(letters.link("ergashev", leads_to="/place/"))
    page.get_by_label("Why can't you take part?").fill("A post abroad.")
    press(page, "I decline the seat")
    said(page, "Where you stand: Declined")
    # What was selected has nothing to appeal against: the link of a place opens no appeal.
    answer = page.goto(accepted.replace("/place/", "/appeal/"))
    assert answer is not None
    assert answer.status == 404


def two_tabs_take_the_last_seat(people) -> None:
    """The reserve proposed gets the seat by one click; the other tab, with another reserve, is told."""
    officer = people("officer-koica")
    open_page(officer, "seats/")
    officer.get_by_role("link", name=re.compile("Give the seat to a reserve.*Ergashev")).click()
    other = officer.context.new_page()
    other.goto(officer.url)
    press(officer, "Give the seat to Fayzieva Feruza")
    said(officer, "The seat went to Fayzieva Feruza")

    row = other.get_by_role("row").filter(has_text="Ganiev")
    row.get_by_text("Choose this person instead").first.click()
    row.get_by_role("textbox").fill("He asked first.")
    row.get_by_role("button").click()
    said(other, "This seat is not free.")
    other.close()


def the_reserve_accepts(people, letters: Letters) -> None:
    send(people("officer-koica"), "Acceptance", 1)
    page = letters.open(letters.link("fayzieva", leads_to="/place/"))
    press(page, "I accept the seat")
    said(page, "Where you stand: Seat accepted")
    officer = people("officer-koica")
    open_page(officer, "applications/")
    for state in ("Place accepted: 2", "Place declined: 1", "In reserve: 3", "Not selected: 1"):
        said(officer, state)


def somebody_signs_in_by_letter(letters: Letters) -> Page:
    """Whoever accepted has an account, and opens it on the phone by a link, without a password."""
    page = letters.open_one(**PHONE)
    page.goto(f"/en/editions/{CALL}/my-data/")
    page.get_by_role("link", name="Send me a link by e-mail").click()
    page.get_by_label("E-mail address").fill("asanova@example.org")
    press(page, "Send the link")
    said(page, "asanova@example.org")
    letters.open(letters.link("asanova", leads_to="/account/link/"), page)
    press(page, "Sign in")
    expect(page.get_by_role("heading", name="My data", exact=True)).to_be_visible()
    return page


def a_passport_is_given(page: Page) -> None:
    """Agreed to first; what is missing is said; then it has its day of deletion."""
    press(page, "I agree (Travel and visa, Identifying data)")
    page.get_by_role("link", name="Passport").click()
    press(page, "Hand in")
    said(page, "Passport number: Fill this in.")
    page.get_by_label("Passport number").fill(PASSPORT)
    page.get_by_label("Nationality").select_option("KG")
    page.get_by_label("Issued on").fill("2022-05-05")
    page.get_by_label("Expires on").fill("2032-05-05")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    press(page, "Hand in")
    said(page, "Deleted on 31 August 2026")
    page.get_by_role("link", name="Passport").click()
    expect(page.get_by_role("main")).not_to_contain_text(PASSPORT)


def a_passport_is_read_for_a_reason(people, owner: Page) -> None:
    officer = people("officer-koica")
    open_page(officer, "vault/")
    officer.get_by_role("link", name=re.compile("Read.*Passport, Asanova")).click()
    officer.get_by_label("Why do you need these data?").fill("The visa of Kazakhstan.")
    press(officer, "Read")
    said(officer, PASSPORT)
    open_page(officer, "vault/")
    officer.get_by_label("Data", exact=True).select_option("passport")
    press(officer, "The purpose is fulfilled")
    said(officer, "it is deleted when its term is over")
    open_page(owner, "my-data/")
    said(owner, "The visa of Kazakhstan.")
    said(owner, "Deleted on 30 July 2026")


def a_passport_is_purged_on_its_day(people, owner: Page) -> None:
    """The day before it is there; on the day it is gone, and the report has the proof."""
    officer = people("officer-koica")
    for day, held, deleted in (("2026-07-29", "1", "0"), ("2026-07-30", "0", "1")):
        go_to_date(officer, day)
        open_page(officer, "privacy/")
        row = officer.get_by_role("row", name=re.compile("^Passport"))
        expect(row.get_by_role("cell").nth(2)).to_have_text(held)
        expect(row.get_by_role("cell").nth(3)).to_have_text(deleted)
    expect(officer.get_by_role("table", name="Proofs of deletion")).to_contain_text("30 July 2026")
    open_page(owner, "my-data/")
    expect(owner.get_by_role("listitem").filter(has_text="Passport")).to_contain_text("Deleted")
    expect(owner.get_by_role("main")).not_to_contain_text("Deleted on")
    owner.get_by_role("link", name="Passport").click()
    expect(owner.get_by_label("Passport number")).to_have_value("")


def an_appeal_is_answered(people, letters: Letters) -> None:
    """Written by link; answered by somebody who had no part in the decision; read by link and letter."""
    page = letters.open(link := letters.link("ibragimova", leads_to="/appeal/"))
    page.get_by_label("Why is the decision wrong?").fill("I have served longer than it says.")
    press(page, "Send the appeal")
    said(page, "Somebody who had no part in the decision will read it.")

    reviewer = people("officer-kazaid")
    open_page(reviewer, "appeals/")
    reviewer.get_by_role("link", name=re.compile("Ibragimova")).click()
    said(reviewer, "I have served longer than it says.")
    reviewer.get_by_label("The decision stands.").check()
    reviewer.get_by_label("Answer", exact=True).fill("The years are those of the nomination.")
    press(reviewer, "Save")
    said(reviewer, "Dismissed")

    send(reviewer, "Answer to an appeal", 1)
    letters.open(link)
    said(page, "The years are those of the nomination.")
    expect(page.get_by_role("button", name="Send the appeal")).to_have_count(0)
