import pytest
from babel import Locale

from samgak.core.places import is_country
from samgak.core.regions import COUNTRIES_OF, REGION_OF, REGIONS, countries_of, region_name
from samgak.core.texts import LANGUAGES
from samgak.exchange.rules.values import NOT_COUNTRIES


def test_every_country_that_a_file_can_name_belongs_to_one_sub_region():
    named = [country for told in COUNTRIES_OF.values() for country in told.split()]
    known = {code for code in Locale("en").territories if is_country(code)}
    assert len(named) == len(set(named))
    assert known - NOT_COUNTRIES - set(named) == {"AQ"}
    assert set(named) <= known


def test_the_five_countries_are_central_asia():
    assert countries_of("143") == ["KZ", "KG", "TJ", "TM", "UZ"]
    assert REGION_OF["KR"] == "030"
    assert countries_of("999") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_sub_regions_have_one_name_in_a_language(language):
    names = [region_name(code, language) for code in REGIONS]
    assert len(set(names)) == len(REGIONS)
    assert not any(name.isdigit() for name in names)
