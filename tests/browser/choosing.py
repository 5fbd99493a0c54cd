"""How a cohort is chosen: screened, reviewed, weighed in the studio, proposed by one agency, approved by the other."""

import re

from playwright.sync_api import expect

from tests.browser.acting import press, wait_for_the_work
from tests.browser.calling import a_role_is_given, open_page, said

# How they sign in, and their names.
REVIEWERS = {"screener": "Yoon Ha-eun", "lecturer": "Kwon Tae-hyun"}


def the_screener_confirms(people) -> None:
    screener = people("screener")
    open_page(screener, "screening/")
    said(screener, "to be confirmed: 7")
    screener.get_by_role("link", name="Confirm all as computed").click()
    press(screener, re.compile("^Confirm"), exact=False)
    said(screener, "Confirmed as eligible: 7")


def the_panel_is_set_up(people) -> None:
    """One criterion, two reviewers: the screener and a lecturer of the course."""
    officer = people("officer-koica")
    a_role_is_given(officer, "lecturer", role="Lecturer")
    open_page(officer, "reviews/criteria/add/")
    officer.locator("#id_name_1").fill("What will come of it")
    officer.get_by_label("Weight").fill("1")
    press(officer, "Save")
    open_page(officer, "reviews/plan/")
    officer.get_by_label("Points of the panel in the score").fill("10")
    press(officer, "Save")
    open_page(officer, "reviews/reviewers/")
    for name in REVIEWERS.values():
        officer.get_by_label(name).check()
    press(officer, "Save")
    said(officer, "14 new reviews are asked.")


def the_panel_marks(people) -> None:
    """Everybody is marked by both; but one of them knows one of the nominees too well."""
    a_conflict_is_declared(people("lecturer"), "Asanova")
    for name, marked in (("screener", 7), ("lecturer", 6)):
        page = people(name)
        open_page(page, "reviews/mine/")
        page.get_by_role("link", name="Review the next nominee").click()
        for _nominee in range(marked):
            page.get_by_label("4", exact=True).check()
            press(page, "Save and go on")
        said(page, f"{marked} of {marked} done.")
    officer = people("officer-koica")
    open_page(officer, "reviews/")
    said(officer, f"{REVIEWERS['lecturer']}: 6 of 6 done, conflicts of interest: 1")


def a_conflict_is_declared(reviewer, surname):
    open_page(reviewer, "reviews/mine/")
    reviewer.get_by_role("link", name=surname).click()
    reviewer.get_by_role("link", name="Declare a conflict of interest").click()
    reviewer.get_by_label("What the conflict of interest is").fill("We worked in one office.")
    press(reviewer, "Declare a conflict of interest")
    said(reviewer, "0 of 6 done.")


def the_studio_is_asked(people) -> None:
    """A slider that came with htmx is moved by a key; then it is asked what another name would cost."""
    screener = people("screener")
    open_page(screener, "selection/studio/")
    screener.get_by_role("group").filter(has_text="Uzbekistan").locator("summary").click()
    slider = screener.get_by_role("slider", name="At most")
    slider.focus()
    screener.keyboard.press("ArrowLeft")
    answer = screener.get_by_role("status").filter(has_text="Uzbekistan: at most 0 seats")
    for words in ("This costs 25.000000 points", "Bekov Bakyt, Kyrgyzstan", "Proved"):
        expect(answer).to_contain_text(words)
    expect(screener.get_by_role("spinbutton", name="At most")).to_have_value("0")
    screener.get_by_role("link", name="With a seat (Bekov Bakyt)").click()
    answer = screener.locator("#studio-answer")
    expect(answer).to_contain_text(re.compile("Would lose the seat:.*Asanova Aida", re.S))


def a_cohort_is_approved(people) -> None:
    """The one agency's screener proposes and can not approve; the other agency's approver does."""
    screener, approver = people("screener"), people("approver")
    open_page(screener, "selection/")
    press(screener, "Propose a cohort")
    wait_for_the_work(screener)
    expect(screener.get_by_role("region", name="Proposal")).to_contain_text("2")
    expect(screener.get_by_role("link", name="Approve")).to_have_count(0)
    open_page(approver, "selection/")
    approver.get_by_role("link", name="Approve").first.click()
    press(approver, "Approve the cohort")
    wait_for_the_work(approver)
    open_page(approver, "selection/")
    for words in ("Asanova Aida", "Ergashev Elyor"):
        said(approver, words)
