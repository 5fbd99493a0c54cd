"""One edition's life by hand: what the rehearsal does by command, people do on the pages."""

import re

import pytest
from playwright.sync_api import expect

from samgak.standards.iati.validate import schema_errors
from tests.browser.acting import (
    CODE,
    WORKBOOKS,
    go,
    go_to_day,
    press,
    sign_in,
    take_step,
    wait_for_the_work,
)

PARTICIPANT = "aigul.sarsenbayeva"
NATIVE = "Сәрсенбаева Айгүл"


@pytest.fixture
def people(visitor):
    """Each person has a browser of their own."""
    opened = {}

    def person(name):
        if name not in opened:
            opened[name] = sign_in(visitor(accept_downloads=True), name)
        return opened[name]

    return person


def test_an_edition_lives_by_hand(people, visitor, tmp_path):
    focal_points_nominate(people)
    a_cohort_is_proposed_and_approved(people)
    the_timetable_is_made(people)
    the_letters_are_sent(people)
    the_participant_prepares(people)
    the_course_is_held(people)
    number = certificates_are_issued(people)
    anybody_verifies(visitor(), number)
    a_name_is_corrected(people, visitor(), number)
    the_reports_are_downloaded(people, tmp_path)


def focal_points_nominate(people):
    for country in ("uz", "tm"):
        page = people(f"focal-{country}")
        go(page, "workbooks/")
        page.get_by_label("Workbook", exact=True).set_input_files(
            WORKBOOKS / f"nominations-{country}.xlsx"
        )
        press(page, "Upload and look at it")
        wait_for_the_work(page)
        expect(page.get_by_role("main")).to_contain_text("31.02")
        press(page, "Import")
        wait_for_the_work(page)
        go(page, "nominations/")
        expect(page.get_by_role("main")).to_contain_text("Nominated 14 of 15")
    nominate_by_hand(people("focal-uz"))


def nominate_by_hand(page):
    go(page, "nominations/add/?country=UZ")
    press(page, "Nominate")
    expect(page.get_by_role("alert")).to_contain_text("Surname")
    for label, value in {
        "Rank": "15",
        "Surname": "RAHIMOV",
        "Given names": "Bobur",
        "Native name": "Rahimov Bobur",
        "Date of birth": "09.05.1990",
        "Organisation": "Raqamli texnologiyalar vazirligi",
        "Years in service": "6",
        "Mail address": "Bobur.Rahimov@example.uz",
        "Language: Russian": "хорошо",
    }.items():
        page.get_by_label(re.compile(rf"^{label}")).fill(value)
    page.get_by_label("Male", exact=True).check()
    press(page, "Nominate")
    expect(page.get_by_role("main")).to_contain_text("Rahimov Bobur")
    expect(page.get_by_role("main")).to_contain_text("Nominated 15 of 15")


def a_cohort_is_proposed_and_approved(people):
    officer, screener, approver = people("officer-kazaid"), people("screener"), people("approver")
    go_to_day(officer, "Call closed")
    take_step(officer, "Selecting")
    go(screener, "selection/")
    press(screener, "Propose a cohort", exact=False)
    wait_for_the_work(screener)
    expect(screener.get_by_role("region", name="Proposal")).to_contain_text("20")
    expect(screener.get_by_role("button", name="Approve")).to_have_count(0)
    go(approver, "selection/")
    approver.get_by_role("link", name="Approve", exact=False).first.click()
    press(approver, "Approve", exact=False)
    wait_for_the_work(approver)
    go(officer, "life/")
    expect(officer.get_by_role("heading", name="Now: Selection approved")).to_be_visible()


def the_timetable_is_made(people):
    officer = people("officer-kazaid")
    take_step(officer, "Preparing")
    go(officer, "timetable/")
    press(officer, "Make the timetable", exact=False)
    wait_for_the_work(officer)
    expect(officer.get_by_role("main")).to_contain_text("Opening and introductions")


def the_letters_are_sent(people):
    officer = people("officer-kazaid")
    go(officer, "outbox/")
    officer.get_by_role("link", name=re.compile("Choose and send.*acceptance", re.I)).click()
    press(officer, "Look at the recipients")
    press(officer, re.compile("Send 20 letters"), exact=False)
    expect(officer.get_by_role("main")).to_contain_text(re.compile("sent|queued", re.I))


def the_participant_prepares(people):
    page = people(PARTICIPANT)
    go(page, "me/")
    expect(page.get_by_role("main")).to_contain_text(NATIVE)
    go(page, "my-seat/")
    press(page, "I accept the seat")
    go(page, "my-name/")
    expect(page.get_by_label("Name in your own script")).to_have_value(NATIVE)
    press(page, "Yes, this is right")


def the_course_is_held(people):
    officer, page = people("officer-kazaid"), people(PARTICIPANT)
    go_to_day(officer, "First day")
    take_step(officer, "Running")
    answer_the_test(page, "pre")
    go_to_day(officer, "Last day")
    answer_the_test(page, "post")
    go(page, "my-plan/")
    page.get_by_label("Title").fill("One window for licences")
    page.get_by_label(re.compile("What I will do")).fill("In thirty days: map the service.")
    press(page, "Submit the plan")
    go_to_day(officer, "A year later")
    everyone_was_present(officer)
    take_step(officer, "Delivered")


def answer_the_test(page, moment):
    go(page, f"my-tests/{moment}/")
    for question in page.get_by_role("group").all():
        choices = question.get_by_role("radio").or_(question.get_by_role("checkbox"))
        if choices.count():
            choices.first.check()
    press(page, "Go on to hand in")
    press(page, "Hand in")
    expect(page.get_by_role("main")).to_contain_text("Thank you")


def everyone_was_present(officer):
    go(officer, "attendance/")
    links = officer.get_by_role("main").get_by_role("link").all()
    paths = {link.get_attribute("href") for link in links}
    sheets = sorted(path for path in paths if re.search(r"/attendance/[^/]+/$", path))
    assert len(sheets) == 18
    for path in sheets:
        officer.goto(path)
        press(officer, "Save, and everyone without a mark is present")


def certificates_are_issued(people):
    officer = people("officer-kazaid")
    take_step(officer, "Certifying")
    go(officer, "certificates/")
    press(officer, re.compile("Issue 1 certificate"), exact=False)
    wait_for_the_work(officer)
    page = people(PARTICIPANT)
    go(page, "me/")
    return re.search(r"[A-Z]{2}25-[0-9A-Z]{8}-[0-9A-Z]", page.get_by_role("main").inner_text())[0]


def anybody_verifies(page, number):
    page.goto("/en/verify/")
    page.get_by_label("Number of the certificate").fill(number.lower().replace("-", " "))
    press(page, "Verify")
    expect(page.get_by_role("main")).to_contain_text(NATIVE)
    expect(page.get_by_role("main")).to_contain_text("Sarsenbayeva Aigul")
    expect(page.get_by_role("main")).to_contain_text("Korea International Cooperation Agency")


def a_name_is_corrected(people, anybody, number):
    officer = people("officer-kazaid")
    go(officer, f"certificates/{number}/")
    officer.get_by_role("link", name="Correct the name and issue anew").click()
    officer.get_by_label("Name in Latin letters").fill("Sarsenbayeva Aigul-Nur")
    officer.get_by_label("Reason").fill("The new passport has both names.")
    press(officer, "Issue the new certificate")
    anybody.goto(f"/verify/{number}/")
    successor = anybody.get_by_role("main").get_by_role("link", name=re.compile(r"25-"))
    expect(anybody.get_by_role("main")).to_contain_text(re.compile("replaced", re.I))
    successor.first.click()
    expect(anybody.get_by_role("main")).to_contain_text("Sarsenbayeva Aigul-Nur")


def the_reports_are_downloaded(people, tmp_path):
    for name, key in (("reporting", "koica"), ("reporting-kazaid", "kazaid")):
        page = people(name)
        go(page, "reports/")
        links = page.get_by_role("link", name=re.compile("Download the IATI file"))
        link = links.and_(page.locator(f'[href*="{key}"]'))
        with page.expect_download() as begun:
            link.first.click()
        file = tmp_path / f"iati-{key}.xml"
        begun.value.save_as(file)
        assert schema_errors(file) == []
        assert f"-{CODE}" in file.read_text("utf-8")
