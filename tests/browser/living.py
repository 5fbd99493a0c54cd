"""One edition's life by hand: what the rehearsal does by command, people do on the pages."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from samgak.standards.iati.validate import schema_errors
from tests.browser import keyboard
from tests.browser.acting import (
    CODE,
    WORKBOOKS,
    go,
    go_to_date,
    go_to_day,
    press,
    sign_in,
    take_step,
    wait_for_the_work,
)
from tests.browser.walking import Walk

PARTICIPANT = "aigul.sarsenbayeva"
NATIVE = "Сәрсенбаева Айгүл"
THE_DAY_AFTER = "2025-08-28"


class People:
    """Each person has a browser of their own, and is signed in when first asked for."""

    def __init__(self, open_one: Callable[..., Page]):
        self.open_one = open_one
        self.here: dict[str, Page] = {}

    def __call__(self, name: str) -> Page:
        if name not in self.here:
            self.here[name] = sign_in(self.open_one(accept_downloads=True), name)
        return self.here[name]


def lived_before(people: People) -> bool:
    """Whether a running site, kept from before, has its life behind it."""
    officer = people("officer-kazaid")
    go(officer, "life/")
    return officer.get_by_role("heading", name="Now: Certifying").count() > 0


@contextmanager
def no_news_of_the_work(page: Page) -> Iterator[None]:
    """The page of a job stays for a while as it came."""
    asked = "**/work/**"
    page.route(
        asked,
        lambda route: (
            route.abort() if route.request.resource_type in ("xhr", "fetch") else route.continue_()
        ),
    )
    yield
    page.unroute(asked)


def live(people: People, folder: Path, *, walk: Walk) -> str:
    """Play the life and return the certificate's number; people walk where pages come and go."""

    def pause(*names: str) -> None:
        for name in names:
            walk.follow(people(name).context, "/en/workspace/")

    focal_points_nominate(people, walk)
    pause("focal-uz")
    the_call_closes(people)
    a_cohort_is_proposed(people)
    pause("screener", "approver")
    a_cohort_is_approved(people)
    the_timetable_is_made(people, walk)
    the_letters_are_sent(people)
    the_participant_is_seated(people)
    pause(PARTICIPANT)
    the_participant_confirms(people, walk)
    the_course_begins(people)
    pause(PARTICIPANT)
    the_course_is_held(people, walk)
    number = certificates_are_issued(people)
    visitor = people.open_one()
    anybody_verifies(visitor, number)
    a_name_is_corrected(people, visitor, number)
    the_reports_are_downloaded(people, folder)
    return number


def focal_points_nominate(people, walk):
    for country in ("uz", "tm"):
        page = people(f"focal-{country}")
        go(page, "workbooks/")
        walk.look(page)
        page.get_by_label("I have these ready").check()
        press(page, "Continue")
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
    """The form is filled with the keyboard alone."""
    go(page, "nominations/add/?country=UZ")
    main = page.get_by_role("main")
    button = main.get_by_role("button", name="Nominate", exact=True)
    keyboard.press(page, button)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Surname")
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
        keyboard.fill(page, page.get_by_label(re.compile(rf"^{label}")), value)
    keyboard.choose(page, page.get_by_label("Male", exact=True))
    keyboard.press(page, button)
    expect(main).to_contain_text("Rahimov Bobur")
    expect(main).to_contain_text("Nominated 15 of 15")


def the_call_closes(people):
    officer = people("officer-kazaid")
    people("screener")
    people("approver")
    go_to_day(officer, "Call closed")
    take_step(officer, "Selecting")


def a_cohort_is_proposed(people):
    """With the keyboard alone."""
    screener = people("screener")
    go(screener, "selection/")
    keyboard.press(screener, screener.get_by_role("button", name="Propose a cohort"))
    wait_for_the_work(screener)
    expect(screener.get_by_role("region", name="Proposal")).to_contain_text("20")
    expect(screener.get_by_role("button", name="Approve")).to_have_count(0)


def a_cohort_is_approved(people):
    """With the keyboard alone."""
    officer, approver = people("officer-kazaid"), people("approver")
    go(approver, "selection/")
    keyboard.press(approver, approver.get_by_role("link", name="Approve").first)
    approver.wait_for_url("**/approve/")
    keyboard.press(approver, approver.get_by_role("main").get_by_role("button", name="Approve"))
    wait_for_the_work(approver)
    go(officer, "life/")
    expect(officer.get_by_role("heading", name="Now: Selection approved")).to_be_visible()


def the_timetable_is_made(people, walk):
    officer = people("officer-kazaid")
    take_step(officer, "Preparing")
    go(officer, "timetable/")
    with no_news_of_the_work(officer):
        press(officer, "Make the timetable", exact=False)
        officer.wait_for_url("**/work/**")
        walk.look(officer)
    officer.reload()
    wait_for_the_work(officer)
    expect(officer.get_by_role("main")).to_contain_text("Opening and introductions")


def the_letters_are_sent(people):
    officer = people("officer-kazaid")
    go(officer, "outbox/")
    officer.get_by_role("link", name=re.compile("Choose and send.*acceptance", re.I)).click()
    press(officer, "Look at the recipients")
    press(officer, re.compile("Send 20 letters"), exact=False)
    expect(officer.get_by_role("main")).to_contain_text(re.compile("sent|queued", re.I))


def the_participant_is_seated(people):
    page = people(PARTICIPANT)
    go(page, "me/")
    expect(page.get_by_role("main")).to_contain_text(NATIVE)


def the_participant_confirms(people, walk):
    page = people(PARTICIPANT)
    go(page, "my-seat/")
    press(page, "I accept the seat")
    go(page, "my-name/")
    walk.look(page)
    expect(page.get_by_label("Name in your own script")).to_have_value(NATIVE)
    press(page, "Yes, this is right")


def the_course_begins(people):
    officer = people("officer-kazaid")
    go_to_day(officer, "First day")
    take_step(officer, "Running")


def the_course_is_held(people, walk):
    officer, page = people("officer-kazaid"), people(PARTICIPANT)
    answer_the_test(page, "pre", walk)
    go_to_day(officer, "Last day")
    # The clock shows the hour that it is: by night the last session has not begun.
    go_to_date(officer, THE_DAY_AFTER)
    answer_the_test(page, "post", walk)
    go(page, "my-plan/")
    page.get_by_label("Title").fill("One window for licences")
    page.get_by_label(re.compile("What I will do")).fill("In thirty days: map the service.")
    press(page, "Submit the plan")
    go_to_day(officer, "A year later")
    everyone_was_present(officer)
    take_step(officer, "Delivered")


def answer_the_test(page, moment, walk):
    go(page, f"my-tests/{moment}/")
    for question in page.get_by_role("group").all():
        choices = question.get_by_role("radio").or_(question.get_by_role("checkbox"))
        if choices.count():
            choices.first.check()
    press(page, "Go on to hand in")
    page.wait_for_url("**/hand-in/")
    walk.look(page)
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
    return number_on_my_page(people)


def number_on_my_page(people):
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


def the_reports_are_downloaded(people, folder):
    for name, key in (("reporting", "koica"), ("reporting-kazaid", "kazaid")):
        page = people(name)
        go(page, "reports/")
        links = page.get_by_role("link", name=re.compile("Download the IATI file"))
        link = links.and_(page.locator(f'[href*="{key}"]'))
        with page.expect_download() as begun:
            link.first.click()
        file = folder / f"iati-{key}.xml"
        begun.value.save_as(file)
        assert schema_errors(file) == []
        assert f"-{CODE}" in file.read_text("utf-8")
