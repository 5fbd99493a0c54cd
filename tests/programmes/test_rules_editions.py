from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from samgak.core import versions
from samgak.programmes import rules_editions as rules
from samgak.programmes.phrases_editions import RULE_TEXTS

PARTNER = {"organisation": 7, "country": "", "role": "host", "held_from": None, "held_until": None}
QUOTA = {
    "country": "KZ",
    "sex": "",
    "region": "",
    "level": "",
    "first_timer": "",
    "question": "",
    "answer": "",
    "each_organisation": False,
    "minimum": 1,
    "maximum": 2,
    "weight": None,
}
PART = {"part": "focal_point_rank", "full_at": None, "language_code": ""}
CALL = {"opens_at": None, "closes_at": None, "language_code": "", "language_at_least": ""}


@pytest.mark.parametrize("code", ["astana-2025", "a", "2025"])
def test_a_code_of_small_letters_digits_and_hyphens_is_sound(code):
    assert rules.reasons_not_a_code(code) == []


@pytest.mark.parametrize("code", ["", "Astana", "a--b", "-a", "a_b", "a" * 65, "a\n"])
def test_any_other_code_is_refused(code):
    assert rules.reasons_not_a_code(code) == ["not_edition_code"]


def test_an_edition_may_last_one_day_and_not_less():
    assert rules.reasons_not_dates(date(2030, 1, 2), date(2030, 1, 2)) == []
    assert rules.reasons_not_dates(date(2030, 1, 2), date(2030, 1, 1)) == ["ends_before_it_starts"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"country": "KZ"}, "partner_is_one_or_other"),
        ({"organisation": None}, "partner_is_one_or_other"),
        (
            {"held_from": date(2030, 1, 2), "held_until": date(2030, 1, 2)},
            "until_not_after_from",
        ),
    ],
)
def test_a_partner_that_is_not_sound_is_refused(changes, reason):
    assert rules.reasons_not_partners([PARTNER]) == []
    assert rules.reasons_not_partners([PARTNER | changes]) == [reason]


def test_a_partner_may_hold_several_roles_and_each_once():
    assert rules.reasons_not_partners([PARTNER, PARTNER | {"role": "pivotal"}]) == []
    assert rules.reasons_not_partners([PARTNER, PARTNER]) == ["partner_twice"]


def test_a_claim_about_a_role_names_the_organisation():
    assert rules.reasons_not_claims([{"about": "starts_on", "organisation": None}]) == []
    assert rules.reasons_not_claims([{"about": "role", "organisation": None}]) == [
        "claim_needs_organisation"
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"country": ""}, "quota_counts_nobody"),
        ({"each_organisation": True}, "quota_of_organisations_has_max_only"),
        ({"minimum": None, "maximum": None}, "quota_without_limits"),
        ({"minimum": 3}, "min_above_max"),
        (
            {"country": "", "region": "143", "each_organisation": True},
            "quota_of_organisations_has_max_only",
        ),
        ({"weight": Decimal(0)}, "wish_without_weight"),
    ],
)
def test_a_quota_that_is_not_sound_is_refused(changes, reason):
    assert rules.reasons_not_quotas([QUOTA]) == []
    assert reason in rules.reasons_not_quotas([QUOTA | changes])


def test_a_quota_of_nobody_or_of_none_is_still_a_limit():
    assert rules.reasons_not_quotas([QUOTA | {"minimum": 0, "maximum": 0}]) == []
    assert rules.reasons_not_quotas([QUOTA, QUOTA | {"maximum": 9}]) == ["quota_twice"]


def test_a_quota_and_a_wish_may_count_the_same_people_but_no_two_wishes():
    wish = QUOTA | {"weight": Decimal(2)}
    assert rules.reasons_not_quotas([QUOTA, wish]) == []
    assert rules.reasons_not_quotas([wish, wish | {"weight": Decimal(3)}]) == ["quota_twice"]
    assert rules.reasons_not_quotas([QUOTA, QUOTA | {"level": "local"}]) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"full_at": Decimal(10)}, "full_at_goes_with_years"),
        ({"part": "years_in_service"}, "full_at_goes_with_years"),
        ({"language_code": "ru"}, "language_goes_with_language"),
        ({"part": "language"}, "language_goes_with_language"),
    ],
)
def test_a_part_of_the_score_that_is_not_sound_is_refused(changes, reason):
    assert rules.reasons_not_a_score([PART]) == []
    assert rules.reasons_not_a_score([PART | changes]) == [reason]
    assert rules.reasons_not_a_score([PART, PART]) == ["score_part_twice"]


def test_a_call_closes_after_it_opens_and_names_a_language_with_its_level():
    at = datetime(2030, 1, 1, tzinfo=UTC)
    assert rules.reasons_not_a_call(CALL) == []
    assert rules.reasons_not_a_call(
        {"opens_at": at, "closes_at": at, "language_code": "ru", "language_at_least": ""}
    ) == ["closes_before_it_opens", "language_and_level_go_together"]


def test_sectors_make_a_hundred_percent():
    half = {"code": "15110", "percent": Decimal("50")}
    assert rules.reasons_not_sectors([half, half | {"code": "15111"}]) == []
    assert rules.reasons_not_sectors([half]) == ["sectors_not_all"]
    assert rules.reasons_not_sectors([half, half]) == ["sector_twice"]


def test_every_reason_has_a_sentence():
    source = rules.__loader__.get_source(rules.__name__)
    named = {code for code in RULE_TEXTS if f'"{code}"' in source}
    beside = {"may_not_create_edition", "edition_exists", "still_used", versions.CHANGED}

    assert set(RULE_TEXTS) - named == beside
