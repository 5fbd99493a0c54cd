from datetime import date

import pytest

from samgak.partners import rules


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("XM-DAC-742-4", True),
        ("KZ-BIN-000000000000", True),
        ("GB-COH-SC123456", True),
        ("koica", False),
        ("XM-DAC", False),
        ("XM-DAC-742/4", False),
        ("XM-DAC-742-4 ", False),
    ],
)
def test_the_shape_of_an_identifier(text, is_one):
    assert rules.is_iati_identifier(text) is is_one


@pytest.mark.parametrize(
    ("parties", "signed_on", "expires_on", "reasons"),
    [
        (2, None, None, []),
        (2, date(2021, 11, 10), date(2026, 11, 10), []),
        (1, None, None, ["agreement_needs_two_parties"]),
        (2, date(2021, 11, 10), date(2021, 11, 10), ["agreement_ends_before_it_begins"]),
    ],
)
def test_what_an_agreement_lacks(parties, signed_on, expires_on, reasons):
    found = rules.reasons_not_an_agreement(
        parties=parties, signed_on=signed_on, expires_on=expires_on
    )

    assert found == reasons
