"""The sub-regions of the world by the United Nations' standard M49, and which countries make each.

Source: Standard Country or Area Codes for Statistical Use (M49), https://unstats.un.org/unsd/methodology/m49/;
Taiwan and Kosovo, which M49 does not list, as in Unicode CLDR. Antarctica belongs to no sub-region.
"""

from functools import lru_cache

from babel import Locale

COUNTRIES_OF = {
    "015": "DZ EG LY MA SD TN EH",
    "014": "IO BI KM DJ ER ET TF KE MG MW MU YT MZ RE RW SC SO SS UG TZ ZM ZW",
    "017": "AO CM CF TD CG CD GQ GA ST",
    "018": "BW SZ LS NA ZA",
    "011": "BJ BF CV CI GM GH GN GW LR ML MR NE NG SH SN SL TG",
    "029": "AI AG AW BS BB BQ VG KY CU CW DM DO GD GP HT JM MQ MS PR BL KN LC MF VC SX TT TC VI",
    "013": "BZ CR SV GT HN MX NI PA",
    "005": "AR BO BV BR CL CO EC FK GF GY PY PE GS SR UY VE",
    "021": "BM CA GL PM US",
    "143": "KZ KG TJ TM UZ",
    "030": "CN HK MO KP JP MN KR TW",
    "035": "BN KH ID LA MY MM PH SG TH TL VN",
    "034": "AF BD BT IN IR MV NP PK LK",
    "145": "AM AZ BH CY GE IQ IL JO KW LB OM QA SA PS SY TR AE YE",
    "151": "BY BG CZ HU PL MD RO RU SK UA",
    "154": "AX DK EE FO FI GG IS IE IM JE LV LT NO SJ SE GB",
    "039": "AL AD BA HR GI GR VA IT MT ME MK PT SM RS SI ES XK",
    "155": "AT BE FR DE LI LU MC NL CH",
    "053": "AU CX CC HM NZ NF",
    "054": "FJ NC PG SB VU",
    "057": "GU KI MH FM NR MP PW UM",
    "061": "AS CK PF NU PN WS TK TO TV WF",
}
REGION_OF = {country: code for code, told in COUNTRIES_OF.items() for country in told.split()}
REGIONS = tuple(COUNTRIES_OF)
# CLDR has the two the other way round in Tajik.
CORRECTIONS = {("tg", "014"): "Африқои Шарқӣ", ("tg", "015"): "Африқои Шимолӣ"}


def countries_of(region: str) -> list[str]:
    """The codes of the countries of a sub-region; none for an unknown code."""
    return COUNTRIES_OF.get(region, "").split()


@lru_cache(maxsize=512)
def region_name(code: str, language: str) -> str:
    """The sub-region's name in the language."""
    name = CORRECTIONS.get((language, code)) or Locale.parse(language).territories.get(code, code)
    # As in `places`: Uzbek oʻ and gʻ are written with U+02BB.
    return name.replace("\u2018", "\u02bb") if language == "uz" else name
