import io
import string
import tracemalloc
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from samgak.standards.iati import checks, codelists, model
from samgak.standards.iati.text import clean
from samgak.standards.iati.validate import SchemaError, schema_errors, schema_path
from samgak.standards.iati.write import XML_LANG, NothingToWriteError, write
from tests.standards.iati.activities import GENERATED_AT, TODAY, activity, full_activity

SCHEMA = etree.XMLSchema(etree.parse(schema_path()))


def written(*activities):
    stream = io.BytesIO()
    write(stream, activities, generated_at=GENERATED_AT)
    return stream.getvalue()


def parsed(*activities):
    return etree.fromstring(written(*activities))


@pytest.mark.parametrize("one", [activity(), full_activity()])
def test_what_is_written_is_valid_under_the_official_schema(tmp_path, one):
    file = tmp_path / "iati.xml"

    assert write(file, [one, one], generated_at=GENERATED_AT) == 2
    assert schema_errors(file) == []


def test_elements_stand_in_the_order_of_the_schema():
    tags = [child.tag for child in parsed(full_activity())[0]]

    assert list(dict.fromkeys(tags)) == [
        "iati-identifier",
        "reporting-org",
        "title",
        "description",
        "participating-org",
        "other-identifier",
        "activity-status",
        "activity-date",
        "contact-info",
        "activity-scope",
        "recipient-country",
        "recipient-region",
        "sector",
        "tag",
        "policy-marker",
        "collaboration-type",
        "default-flow-type",
        "default-finance-type",
        "default-aid-type",
        "default-tied-status",
        "budget",
        "transaction",
        "document-link",
        "related-activity",
        "result",
    ]


def test_the_file_says_its_version_and_when_it_was_made_in_utc():
    astana = timezone(timedelta(hours=5))
    stream = io.BytesIO()

    write(stream, [activity()], generated_at=datetime(2025, 10, 1, 17, tzinfo=astana))

    root = etree.fromstring(stream.getvalue())
    assert dict(root.attrib) == {"version": "2.03", "generated-datetime": "2025-10-01T12:00:00Z"}


def test_the_expenditure_is_written_with_its_aid_type():
    (transaction,) = parsed(activity()).iter("transaction")

    assert transaction.find("transaction-type").get("code") == "4"
    assert transaction.find("aid-type").get("code") == "D01"
    assert transaction.find("value").attrib == {"currency": "USD", "value-date": "2025-08-25"}
    assert transaction.findtext("value") == "18000"


def test_the_other_payers_activity_is_linked_as_co_funded():
    (related,) = parsed(activity()).iter("related-activity")

    assert dict(related.attrib) == {"ref": "KZ-BIN-000000000000-astana-2025", "type": "4"}


def test_a_large_round_amount_is_not_written_as_a_power_of_ten():
    value = model.Value(Decimal("3.6E+6"), TODAY)
    one = activity(transactions=(model.Transaction("4", TODAY, value),))

    assert parsed(one).findtext(".//transaction/value") == "3600000"


def test_no_activity_is_refused_before_the_file_is_made(tmp_path):
    with pytest.raises(NothingToWriteError):
        write(tmp_path / "iati.xml", [], generated_at=GENERATED_AT)

    assert list(tmp_path.iterdir()) == []


def test_memory_does_not_grow_with_the_number_of_activities(tmp_path):
    def peak(count):
        tracemalloc.start()
        activities = (full_activity() for _ in range(count))
        write(tmp_path / "iati.xml", activities, generated_at=GENERATED_AT)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)  # code lists and imports are loaded once

    assert peak(150) < peak(15) + 50_000


def test_activities_are_asked_for_one_by_one(tmp_path):
    file = tmp_path / "iati.xml"
    sizes = []

    def activities():
        for _ in range(400):
            sizes.append(file.stat().st_size if file.exists() else 0)
            yield activity()

    write(file, activities(), generated_at=GENERATED_AT)

    assert sizes[-1] > sizes[200] > 0


def test_a_file_that_breaks_the_schema_is_told_with_its_line(tmp_path):
    file = tmp_path / "iati.xml"
    file.write_text('<iati-activities version="2.03">\n<iati-activity/>\n</iati-activities>')

    (error,) = schema_errors(file)

    assert error.line == 2
    assert "iati-identifier" in error.message


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<iati-activities",
        "<other/>",
        '<iati-activities version="2.03"/>',
        '<!DOCTYPE x [<!ENTITY e "y">]><iati-activities version="2.03">&e;</iati-activities>',
    ],
)
def test_a_file_of_another_kind_is_told_not_raised(tmp_path, content):
    file = tmp_path / "iati.xml"
    file.write_text(content)

    assert {type(error) for error in schema_errors(file)} == {SchemaError}


def test_without_the_optional_package_the_schema_says_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    assert schema_errors(tmp_path / "iati.xml") is None


TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)  # surrogates too
ODD = TEXT | st.text(
    st.sampled_from("\x00\x07\x1f\x7f\x85\u2028\ufffe\ud800 \t\n\r<&>]\"'a"), max_size=20
)
LANGUAGES = st.sampled_from(sorted(codelists.codes("Language")))


@settings(deadline=None)
@given(st.dictionaries(LANGUAGES, ODD, min_size=1, max_size=4))
def test_any_text_comes_back_as_written_or_is_reported(title):
    one = activity(title=title)

    told = parsed(one).findall("iati-activity/title/narrative")

    assert {n.get(XML_LANG): n.text or "" for n in told} == {k: clean(t) for k, t in title.items()}
    reported = {p.params["language"] for p in checks.problems(one, today=TODAY)}
    assert {k for k, text in title.items() if clean(text) != text} <= reported


@settings(deadline=None, max_examples=50)
@given(
    title=st.dictionaries(LANGUAGES, TEXT.map("Course {}".format)) | st.just({"en": "Course"}),
    code=st.just("15110") | ODD,
    ref=TEXT,
    amount=st.decimals(allow_nan=True, allow_infinity=True),
    share=st.sampled_from([None, Decimal(100), Decimal("1E+2"), Decimal("NaN"), Decimal(1)]),
    phone=ODD,
)
def test_what_our_checks_let_pass_the_schema_lets_pass(*, title, code, ref, amount, share, phone):
    value = model.Value(amount, TODAY, "USD")
    one = activity(
        title=title,
        other_identifiers=(model.OtherIdentifier(ref, "A1"),),
        sectors=(model.Sector(code, share),),
        transactions=(model.Transaction("4", TODAY, value, ref=ref),),
        contact_infos=(model.ContactInfo(telephone=phone),),
    )
    found = checks.problems(one, today=TODAY)

    assert found or SCHEMA.validate(parsed(one))


CHARACTERS = string.ascii_letters + string.digits + "-._~:/?#@!$&'()*+,;=%[]"


@settings(deadline=None)
@given(st.text(CHARACTERS, max_size=20) | st.text(CHARACTERS, max_size=20).map("a.org/{}".format))
def test_an_address_our_check_lets_pass_is_one_for_the_schema(rest):
    one = activity(contact_infos=(model.ContactInfo(website=f"https://{rest}"),))

    assert checks.problems(one, today=TODAY) or SCHEMA.validate(parsed(one))


@pytest.mark.parametrize(
    "address",
    ["https://a.org", "http://a.org:8000/a%20b?c=d&e#f", "https://a.org?c", "https://a.org/~b/(c)"],
)
def test_addresses_in_use_pass(address):
    one = activity(contact_infos=(model.ContactInfo(website=address),))

    assert checks.problems(one, today=TODAY) == []
    assert SCHEMA.validate(parsed(one))


@pytest.mark.parametrize("character", [*string.whitespace, "\x00", "\x1f", "\ufffe", "\ud800"])
def test_odd_characters_in_a_code_never_crash_the_writer(character):
    one = activity(activity_status=character, collaboration_type="1")

    assert written(one)
    assert checks.problems(one, today=TODAY)
