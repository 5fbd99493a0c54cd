"""A team models a licence of five steps, halves its burden, simulates it, clicks through it, opens its data.

People bring it about on the pages of the demonstration: an officer sits with the team, a lecturer plays
the citizen, another officer decides.
"""

import re

from playwright.sync_api import expect

from tests.browser.acting import CODE, go, press, sign_in

# What happens, who, office, how, minutes, days of waiting, a visit.
STEPS = (
    ("Fetch the certificate of residence", "citizen", "Service centre", "in-person", "60", "0", True),
    ("Apply for the licence", "citizen", "City", "in-person", "60", "0", True),
    ("Check the rooms", "officer", "Fire service", "in-person", "40", "5", False),
    ("Decide on the licence", "officer", "City", "in-person", "20", "5", False),
    ("Collect the licence", "citizen", "City", "in-person", "30", "0", True),
)  # fmt: skip
TABLE = {
    "name": "licences.csv",
    "mimeType": "text/csv",
    "buffer": b"district,year,licences\nNorth,2023,410\nNorth,2024,455\nSouth,2023,380\nSouth,2024,402\n",
}
ANSWER, REASON = "nine to six", "The rooms are safe."


def open_link(page, name):
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def form_a_team(page):
    go(page, "practice/teams/add/")
    page.get_by_label("Name", exact=True).fill("Team of the kiosks")
    page.get_by_label("Language of the team").select_option("en")
    press(page, "Save")
    open_link(page, "Enter a service")


def model_the_service(page):
    page.get_by_label("Name of the service").fill("Licence of a kiosk")
    page.get_by_label("People or businesses a year").fill("20000 30000 40000")
    page.get_by_label("Worth of an hour of the applicant").fill("6")
    page.get_by_label("Currency").fill("USD")
    for held in ("Full name", "Home address", "Certificate of residence"):
        page.get_by_role("checkbox", name=held, exact=True).check()
    press(page, "Save")
    for number, step in enumerate(STEPS):
        write_a_step(page, number, step)
        if number % 2:
            press(page, "Save, and more rows")
    press(page, "Save", exact=True)


def write_a_step(page, number, step):
    title, actor, office, channel, minutes, days, is_visit = step
    row = f"#id_steps-{number}-"
    page.fill(f"{row}title", title)
    page.select_option(f"{row}actor", actor)
    page.fill(f"{row}office", office)
    page.select_option(f"{row}channel", channel)
    page.fill(f"{row}active_minutes", minutes)
    page.fill(f"{row}waiting_days", days)
    page.set_checked(f"{row}is_visit", is_visit)


def say_what_is_asked(page):
    open_link(page, "Fetch the certificate of residence")
    page.get_by_role("checkbox", name="Full name", exact=True).check()
    press(page, "Save")
    open_link(page, "Apply for the licence")
    for asked in ("Certificate of residence", "Full name", "Home address"):
        page.get_by_role("checkbox", name=asked, exact=True).check()
    page.get_by_label("Other data").fill("Opening hours")
    press(page, "Save")


def burden(page):
    """The yearly cost to the applicants that the page of the measures says, in whole money."""
    open_link(page, "Measures")
    said = page.locator(".sg-practice__numbers").inner_text()
    return max(int(number.replace(",", "")) for number in re.findall(r"[\d,]+(?= USD)", said))


def redesign(page):
    open_link(page, "Redesigns")
    open_link(page, "Begin a redesign")
    page.get_by_label("Name of the redesign").fill("One desk for kiosks")
    press(page, "Begin")
    open_link(page, "Ask once and exchange")
    press(page, "Make the change")
    for dropped in ("Fetch the certificate of residence", "Collect the licence"):
        open_link(page, "Drop a step")
        page.get_by_role("radio", name=dropped).check()
        press(page, "Make the change")


def simulate(page):
    open_link(page, "Office")
    page.get_by_label("Working days to simulate").fill("20")
    page.get_by_role("spinbutton", name="Counters of the one-stop desk").fill("1")
    press(page, "Simulate the office")
    expect(page.get_by_role("alert")).to_contain_text("This queue never ends")
    page.get_by_role("spinbutton", name="Counters of the one-stop desk").fill("20")
    page.keyboard.press("Tab")
    expect(page.locator("#what-if-now")).to_contain_text("Mean wait:")
    press(page, "Simulate the office")
    expect(page.get_by_role("heading", name="Mean wait:")).to_be_visible()
    expect(page.locator(".sg-table-region svg")).to_be_visible()


def apply(citizen, address):
    citizen.goto(address)
    citizen.get_by_role("radio").nth(2).check()
    press(citizen, "Begin the application")
    expect(citizen.get_by_role("table", name="Who read which of your data")).to_contain_text(
        "Legal basis for exchanging data between agencies"
    )
    expect(citizen.get_by_role("textbox")).to_have_count(1)
    citizen.get_by_label("Opening hours").fill(ANSWER)
    press(citizen, "Send the application")
    expect(citizen.get_by_role("main")).to_contain_text("With the offices")


def serve(officer, address):
    officer.goto(address)
    open_link(officer, "Go to the officers' desk")
    officer.get_by_role("main").get_by_role("link", name=re.compile("^P-")).click()
    expect(officer.get_by_role("main")).to_contain_text(ANSWER)
    press(officer, "Done, pass it on")
    officer.get_by_role("main").get_by_role("link", name=re.compile("^P-")).click()
    officer.get_by_role("radio", name="Grant").check()
    officer.get_by_label("Reason").fill(REASON)
    press(officer, "Decide")
    expect(officer.get_by_text("Nothing waits for an officer")).to_be_visible()


def score(page, address):
    page.goto(address)
    open_link(page, "Score this service")
    for mark in page.get_by_role("radio", name="4", exact=True).all():
        mark.check()
    for reason in page.get_by_role("textbox", name="Reason").all():
        reason.fill("It told me what happens next.")
    press(page, "Keep my score")
    row = page.get_by_role("row").filter(has_text="One desk for kiosks")
    expect(row.get_by_role("cell").first).to_have_text("4.0")


def publish_its_data(page):
    go(page, "practice/data/ours/add/")
    if (teams := page.get_by_label("Team")).count():
        teams.select_option(label="Team of the kiosks")
    page.get_by_label("Table").set_input_files(TABLE)
    press(page, "Upload")
    open_link(page, "Describe the dataset")
    page.get_by_label("English").nth(0).fill("Licences of kiosks (invented)")
    page.get_by_label("English").nth(1).fill("Each row is a district in a year.")
    page.get_by_label("Licence").select_option("cc-by-4.0")
    press(page, "Save")
    open_link(page, "Check and publish")
    press(page, "Publish on the practice portal")
    expect(page.get_by_text("The dataset is on the practice portal.")).to_be_visible()


def test_a_team_takes_a_licence_from_five_steps_to_a_service_that_works(visitor):
    team = sign_in(visitor(), "officer-kazaid")
    form_a_team(team)
    model_the_service(team)
    say_what_is_asked(team)
    before = burden(team)
    redesign(team)
    assert burden(team) <= before / 2
    simulate(team)
    open_link(team, "Try it")
    address = team.url

    citizen = sign_in(visitor(viewport={"width": 360, "height": 740}), "lecturer")
    apply(citizen, address)
    serve(sign_in(visitor(java_script_enabled=False), "officer-koica"), address)
    citizen.reload()
    expect(citizen.get_by_role("main")).to_contain_text(REASON)
    with citizen.expect_download() as document:
        open_link(citizen, "Download the practice document")
    assert document.value.path().read_bytes()[:5] == b"%PDF-"
    open_link(citizen, "Check a practice document")
    expect(citizen.get_by_text("This document was issued in the practice.")).to_be_visible()
    score(citizen, address)

    publish_its_data(team)
    team.goto(f"/en/editions/{CODE}/practice/data/")
    expect(
        team.get_by_role("link", name="Licences of kiosks (invented)", exact=True)
    ).to_be_visible()
