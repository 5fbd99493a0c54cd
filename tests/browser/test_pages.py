"""Every page is accessible, at home alone, and fits the smallest screen."""

import pytest

from tests.browser.rest import NAMES
from tests.browser.walking import everybody, faults_of, listen, names_of, signed_in

LATER = """
    discussions:post discussions:commitment discussions:change_commitment
    secondments:week secondments:assess secondments:write_report
    stories:preview stories:public stories:add_quotation stories:quotation
    stories:remove_quotation stories:withdraw
"""
# Names that are no page, or one that no walk can open: the reason, and the names.
REASONS = {
    "takes a POST and leads on": """
        portal:hat accounts:end_sessions timetable:make correspondence:queue correspondence:send
        correspondence:discard nominations:order nominations:confirm nominations:propose
        nominations:draw_commit nominations:draw_cast
        nominations:confirm_all nominations:confirm_nomination nominations:question_up nominations:asked_up
        nominations:ask_level
        nominations:remove_override nominations:screen_undo surveys:open_test reporting:freeze certificates:issue
        certificates:take_back_plan practice:change_dataset exchange:move_clock exchange:demonstration_sign_in
        practice:what_if practice:close_scores practice:reopen_scores
        discussions:move_topic discussions:analyse surveys:open surveys:close actionplans:act
        actionplans:verify learning:mark learning:hand_in learning:give_back portal:lay_into_plan
        practice:undo_change secondments:add_output secondments:remove_output secondments:remark
        stories:ask stories:approve stories:approve_quotation places:remind places:admit
        correspondence:came_back
        applications:ask applications:arrange applications:renew applications:step
        applications:remove_official nominations:invite_to_apply
        demand:move_paper demand:begin_concept demand:agree demand:seat demand:leave demand:answer demand:end
        calls:publish calls:extend calls:allow_late
        privacy:answer privacy:ask_for_erasure privacy:purpose_done
        exchange:applicant_answer exchange:applicant_erasure
    """,
    "a file, not a page": """
        robots healthz calendars:participant calendars:edition timetable:agenda_pdf nominations:export
        nominations:template nominations:quotas nominations:letter_to_sign
        nominations:signed_letter
         nominations:list_to_sign nominations:selection_file nominations:screening_file
        nominations:minutes nominations:studio_line reporting:draft
        reporting:frozen reporting:organisation certificates:pdf exchange:demonstration_workbook
        exchange:download mfa_download_recovery_codes practice:catalogue practice:file practice:openapi
        practice:rows practice:document discussions:joint_statement discussions:counts
        surveys:questions surveys:survey_questions actionplans:word actionplans:my_word actionplans:pdf
        actionplans:my_pdf actionplans:evidence learning:file learning:offline practice:drawing
        practice:export_steps secondments:word stories:feed stories:word places:paper places:made_paper
        nominations:reviews_file nominations:draw_file
        applications:export applications:form_file applications:print applications:print_all
        demand:paper_file demand:concept_file demand:minutes
        calls:file applications:file apply:file
        exchange:own_copy exchange:applicant_copy
    """,
    "leads on to another page": """
        index verify_short social/connections/ learning:my_report
        openid_connect_login openid_connect_callback
    """,
    "needs a passkey, an authenticator or a provider, which nobody on a walk has": """
        mfa_authenticate mfa_login_webauthn
        socialaccount_signup social/signup/ socialaccount_login_error social/login/error/
    """,
    "test_later_pages opens it, in the state where it exists": LATER,
    "test_rest_of_pages opens it, on a site with everything in it": NAMES,
    "the same page as one beside it, under allauth's older address": """
        social/login/cancelled/
    """,
}
NO_PAGES = {name: reason for reason, names in REASONS.items() for name in names.split()}
# What no link leads to, for everybody.
BESIDE = [
    "/en/",
    "/en/workspace/",
    "/en/account/",
    "/en/account/2fa/",
    "/en/account/email/",
    "/en/account/logout/",
    "/en/account/inactive/",
    "/en/account/signup/",
    "/en/account/welcome/",
    "/en/account/confirm-email/",
    "/en/account/password/reset/done/",
    "/en/account/password/reset/key/done/",
    "/en/account/3rdparty/",
    "/en/account/3rdparty/login/cancelled/",
    "/en/account/3rdparty/signup/",
    "/en/account/2fa/authenticate/",
    "/en/account/2fa/webauthn/login/",
]
MAIN_PAGES = [
    "",
    "editions/astana-2025/",
    "editions/astana-2025/agenda/",
    "editions/astana-2025/nominees/",
    "editions/astana-2025/selection/",
    "editions/astana-2025/outbox/",
    "editions/astana-2025/contributions/",
    "editions/astana-2025/certificates/",
    "workspace/",
    "verify/",
]


def ask_for_a_code(page):
    """The page that waits for the code just sent is there only then."""
    page.goto("/en/account/login/code/")
    page.get_by_role("main").get_by_role("textbox").fill("screener@demonstration.samgak.example")
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url("**/login/code/confirm/")


@pytest.fixture(scope="session")
def walked(lived, browser, site):
    """The walks of the life, and one of everybody after it."""
    walk = lived.walk
    nobody = browser.new_context(base_url=site)
    walk.follow(nobody, *BESIDE)
    page = nobody.new_page()
    ask_for_a_code(page)
    walk.look(page)
    nobody.close()
    for person in everybody(browser, site):
        context = signed_in(browser, site, person)
        walk.follow(context, *BESIDE)
        context.close()
    return walk


def test_every_page_looked_at_is_without_fault(walked):
    assert walked.faults == []


def test_every_address_was_looked_at_or_says_why_not(walked):
    assert sorted(set(names_of(walked.resolver)) - walked.seen.keys() - NO_PAGES.keys()) == []


def test_no_exception_is_a_page_that_was_looked_at(walked):
    assert sorted(NO_PAGES.keys() & walked.seen.keys()) == []
    assert NO_PAGES.keys() <= set(names_of(walked.resolver))


@pytest.mark.parametrize("language", ["ko", "kk"])
def test_the_main_pages_are_without_fault_in_other_languages(language, lived, browser, site):
    context = signed_in(browser, site, officer_of(browser, site))
    page = context.new_page()
    faults = {}
    for path in MAIN_PAGES:
        notes = listen(page, site)
        page.goto(f"/{language}/{path}")
        if found := [*notes, *faults_of(page, language)]:
            faults[path] = found
    context.close()
    assert faults == {}


def officer_of(browser, site):
    """The button of the officer who runs the edition."""
    page = browser.new_page(base_url=site)
    page.goto("/en/demonstration/")
    row = page.locator(".sg-sign-in").filter(has_text="officer-kazaid@")
    found = row.get_by_role("button").get_attribute("value")
    page.close()
    return found
