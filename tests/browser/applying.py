"""How people apply: by a link of their own, on a phone, one question a page; and who stands behind them."""

import json
import re

from playwright.sync_api import expect

from tests.browser.acting import press
from tests.browser.calling import open_page, said

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
    said(officer, "Version 2")
    expect(officer.get_by_role("button", name=re.compile("^Hide it"))).to_have_count(len(ASKED))


def shortened(form):
    for section in form["sections"]:
        section["questions"] = [one for one in section["questions"] if one["key"] in ASKED]
    form["sections"] = [section for section in form["sections"] if section["questions"]]
    return form
