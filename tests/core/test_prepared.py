"""A prepared query answers as Django's own would, each time of what it is given."""

import threading
from datetime import date

import pytest
from django.db import connections
from django.db.models import Count, Value

from samgak.core.markup import filled, joined
from samgak.core.prepared import Given, GivenKeys, Prepared
from samgak.programmes.models import Edition, EditionRole
from tests.factories import CallFactory, EditionFactory, EditionRoleFactory

pytestmark = pytest.mark.django_db


@Prepared
def editions():
    return Edition.objects.select_related("programme", "call").filter(code=Given("code"))


@Prepared
def roles():
    found = EditionRole.objects.filter(edition__in=GivenKeys("editions"))
    return found.on(Given("day")).order_by("pk").values_list("role", flat=True)


def test_each_call_answers_of_what_it_is_given(django_assert_num_queries):
    call, without = CallFactory(), EditionFactory()

    for edition, its_call in ((call.edition, call), (without, None), (call.edition, call)):
        with django_assert_num_queries(1):
            found = editions.first(code=edition.code)
            assert found == edition
            assert found.title == edition.title
            assert found.programme == edition.programme
            assert getattr(found, "call", None) == its_call
    assert editions(code="none") == []
    assert editions.first(code="none") is None


def test_what_is_given_is_a_value_and_never_sql():
    EditionFactory()

    assert editions(code="' OR ''='") == []
    assert editions(code="%s") == []
    assert editions(code="%(code)s") == []


def test_keys_may_be_many_one_or_none():
    role = EditionRoleFactory(role="screener", held_until=date(2025, 8, 1))
    other = EditionRoleFactory(role="approver")
    both = [role.edition_id, other.edition_id]

    assert roles(editions=both, day=date(2025, 7, 1)) == ["screener", "approver"]
    assert roles(editions=both, day=date(2025, 8, 1)) == ["approver"]
    assert roles(editions=both[:1], day=date(2025, 7, 1)) == ["screener"]
    assert roles(editions=[], day=date(2025, 7, 1)) == []


def test_a_union_answers_as_a_union():
    role = EditionRoleFactory(role="screener")
    found = EditionRole.objects.filter(edition=Given("edition")).order_by()
    again = found.values_list("role", Value("again"))
    twice = Prepared(lambda: found.values_list("role", "country").union(again, all=True))

    assert sorted(twice(edition=role.edition_id)) == [("screener", ""), ("screener", "again")]


def test_rows_come_as_tuples_with_names_as_dictionaries_and_as_models_without_what_was_deferred():
    edition = EditionFactory()
    named = Prepared(
        lambda: Edition.objects.filter(pk=Given("pk")).values_list("pk", "code", named=True)
    )
    counted = Prepared(
        lambda: (
            EditionRole.objects.filter(edition=Given("pk")).values("role").annotate(n=Count("pk"))
        )
    )
    deferred = Prepared(lambda: Edition.objects.filter(pk=Given("pk")).defer("title"))

    assert named.first(pk=edition.pk).code == edition.code
    EditionRoleFactory(edition=edition, role="screener")
    assert counted(pk=edition.pk) == [{"role": "screener", "n": 1}]
    assert deferred.first(pk=edition.pk).get_deferred_fields() == {"title"}


def test_a_part_is_a_slice():
    numbers = [EditionRoleFactory(role="screener").pk for _ in range(3)]
    found = Prepared(
        lambda: (
            EditionRole.objects.filter(role=Given("role"))
            .order_by("pk")
            .values_list("pk", flat=True)
        )
    )

    assert found.part(0, 2, role="screener") == numbers[:2]
    assert found.part(2, 9, role="screener") == numbers[2:]
    assert found.part(0, 0, role="screener") == found.part(0, 2, role="approver") == []


def test_a_value_that_is_missing_is_a_fault():
    with pytest.raises(KeyError):
        editions()


def test_what_would_ask_twice_is_refused():
    twice = Prepared(lambda: Edition.objects.prefetch_related("programme"))

    with pytest.raises(ValueError, match="asks once"):
        twice()


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_over_its_own_connection():
    edition, found = EditionFactory(), []

    def ask():
        found.append((editions.first(code=edition.code), connections["default"]))
        connections.close_all()

    editions(code="")
    other = threading.Thread(target=ask)
    other.start()
    other.join()

    [(of_other, its_own)] = found
    assert of_other == edition
    assert its_own is not connections["default"]


def test_cells_are_escaped_unless_they_are_markup():
    bold = filled("<b>{}</b>", "<i>\"'&")

    assert bold == "<b>&lt;i&gt;&quot;&#x27;&amp;</b>"
    assert filled("{0}{0}{1}", bold, 1) == f"{bold}{bold}1"
    assert joined([bold, "<"]) == f"{bold}&lt;"
    assert filled("{}", "{0}") == "{0}"
