"""A call lives: from a country's concept paper to accepted places, and what becomes of the others.

The focal points of two countries, officers, screener and approver have browsers of their own; those who
apply, their supervisors and who appeals have letters and a phone. Only the clock is moved by its page.
"""

import pytest
from scripts.demonstration_site import demonstration_site

from tests.browser import applying, calling, choosing, living, nominating, seating
from tests.browser.acting import go_to_date
from tests.browser.conftest import visitors


@pytest.fixture
def people(browser):
    """Everybody of a demonstration of its own, in a browser each."""
    with demonstration_site() as address, visitors(browser, address) as open_one:
        yield living.People(open_one)


def test_a_call_lives_from_a_concept_paper_to_accepted_places(people, tmp_path):
    calling.a_country_asks(people)
    calling.the_paper_is_screened(people)
    calling.three_sides_agree(people)
    calling.the_committee_decides(people, tmp_path)
    calling.the_money_is_entered(people)
    calling.the_call_is_opened(people)

    officer, letters = people("officer-koica"), applying.Letters(people)
    go_to_date(officer, "2026-06-23")
    applying.the_form_is_made_short(people, tmp_path)
    nominating.two_countries_nominate(people)
    nominating.the_order_is_made(people)
    nominating.the_letters_come_back_signed(people, tmp_path)
    applying.everybody_is_invited(people)
    links = applying.everybody_applies(letters)
    applying.supervisors_endorse(letters)
    applying.a_link_is_for_one_purpose_and_is_replaced(people, letters, links)
    applying.focal_points_endorse(letters)

    go_to_date(officer, "2026-07-25")
    calling.move_on(officer, "Selecting")
    choosing.the_screener_confirms(people)
    choosing.the_panel_is_set_up(people)
    choosing.the_panel_marks(people)
    choosing.the_studio_is_asked(people)
    choosing.a_cohort_is_approved(people)

    seating.the_letters_are_sent(people)
    seating.one_accepts_and_one_declines(letters)
    seating.two_tabs_take_the_last_seat(people)
    seating.the_reserve_accepts(people, letters)
    owner = seating.somebody_signs_in_by_letter(letters)
    seating.a_passport_is_given(owner)
    seating.a_passport_is_read_for_a_reason(people, owner)
    seating.an_appeal_is_answered(people, letters)
    seating.a_passport_is_purged_on_its_day(people, owner)
