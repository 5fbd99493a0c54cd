"""A faulty table with people in it becomes open data, on the pages, without a script of ours."""

from playwright.sync_api import expect

from tests.browser.acting import CODE, WORKBOOKS, go, press, sign_in

TABLE = WORKBOOKS / "practice-visits.csv"


def change(page, column, words):
    page.get_by_role("main").get_by_role("link", name=column, exact=True).click()
    page.get_by_role("radio", name=words).check()
    press(page, "Change")
    expect(page.get_by_text("The table is changed.")).to_be_visible()


def test_a_team_publishes_its_open_data(visitor):
    page = sign_in(
        visitor(java_script_enabled=False, viewport={"width": 360, "height": 740}), "officer-kazaid"
    )
    go(page, "practice/data/ours/add/")
    page.get_by_label("Table").set_input_files(TABLE)
    press(page, "Upload")
    expect(page.get_by_text("Passport numbers")).to_be_visible()

    page.get_by_role("link", name="Describe the dataset").click()
    page.get_by_label("English").nth(0).fill("Visits (invented)")
    page.get_by_label("English").nth(1).fill("Each row is an invented visit.")
    page.get_by_label("Licence").select_option("cc-by-4.0")
    press(page, "Save")

    page.get_by_role("link", name="Check and publish").click()
    press(page, "Publish on the practice portal")
    expect(page.get_by_role("alert")).to_contain_text("The table shows who somebody is.")

    page.get_by_role("link", name="practice-visits.csv").click()
    change(page, "ФИО заявителя", "Remove the column")
    change(page, "Паспорт", "Replace each value with a code that cannot be guessed")
    change(page, "Дата рождения", "Make the values coarser")
    press(page, "Undo the last change")
    press(page, "Remove rows that add up others")

    page.get_by_role("link", name="Check and publish").click()
    press(page, "Publish on the practice portal")
    expect(page.get_by_text("The dataset is on the practice portal.")).to_be_visible()
    expect(page.locator("figure svg")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("N00000001")

    reader = sign_in(visitor(), "interpreter")
    go(reader, "practice/data/?q=VISITS+invented")
    reader.get_by_role("link", name="Visits (invented)", exact=True).click()
    with reader.expect_download() as parquet:
        reader.get_by_role("link", name="Parquet").click()
    assert parquet.value.path().read_bytes()[:4] == b"PAR1"
    answer = reader.request.get(f"/en/editions/{CODE}/practice/data/catalogue.ttl")
    assert "Visits (invented)" in answer.text()
