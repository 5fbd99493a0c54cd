import json
from collections import Counter
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.planning.draw import Lottery, Proof, fairest_lottery
from samgak.planning.draw.publication import digest_of, published, text_of, with_draw
from samgak.planning.draw.reading import DrawFault, problem_of_csv, problem_of_json
from samgak.planning.draw.seeds import drawn_cohort, drawn_people
from samgak.planning.draw.verify import verify

from .pools import line, pool, small_pools


def document():
    problem = pool("KF KF TF TM UM", line(1, 1, country="KZ"), line(1, 2, sex="M"), seats=3)
    return published(problem, fairest_lottery(problem), seed_source="the lottery of 1 December")


def resealed(changed):
    """The document with a digest that fits again, so that only what was changed is wrong."""
    return json.dumps(changed | {"digest": digest_of(changed)})


@settings(max_examples=60, deadline=None)
@given(small_pools(), st.text(max_size=8))
def test_what_was_published_and_drawn_is_verified(problem, seed):
    answer = fairest_lottery(problem)
    if not isinstance(answer, Lottery):
        return
    before = published(problem, answer, seed_source="somewhere")

    found = verify(text_of(before))

    assert (found.people, found.drawn) == (len(problem.people), ())
    assert found.minimum == answer.minimum
    assert found.proof == answer.leximin
    try:
        seed.encode()
    except UnicodeEncodeError:
        return
    drawn = verify(text_of(with_draw(before, seed)))
    assert (drawn.digest, drawn.seed) == (before["digest"], seed)
    assert len(drawn.drawn) == problem.seats


def test_seeds_draw_cohorts_and_people_as_often_as_the_file_says():
    shares = [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]
    places = Counter(drawn_cohort("digest", str(i), shares) for i in range(3000))
    people = Counter(
        k for i in range(3000) for k in drawn_people("d", str(i), [["a", "b", "c"]], [1])
    )

    assert [round(places[i] / 3000, 1) for i in range(3)] == [0.5, 0.3, 0.2]
    assert all(abs(people[key] - 1000) < 120 for key in "abc")


def test_the_first_cohort_is_drawn_by_a_worked_hash():
    # SHA-256 of "d:s" begins 8242, which is 0.509 of 2^256.
    assert drawn_cohort("d", "s", [Fraction(10, 20), Fraction(10, 20)]) == 1
    assert drawn_cohort("d", "s", [Fraction(11, 20), Fraction(9, 20)]) == 0


def _set(path, value):
    def change(found):
        *keys, last = path
        place = found
        for key in keys:
            place = place[key]
        place[last] = value
        return found

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_set(["format"], "other/1"), "draw_format_unknown"),
        (_set(["people", 0, "probability"], "1/7"), "draw_probability_differs"),
        (_set(["people", 0, "probability"], "half"), "draw_number_expected"),
        (_set(["people", 0, "number"], "2"), "draw_number_twice"),
        (_set(["people"], []), "draw_list_expected"),
        (_set(["people"], {}), "draw_list_expected"),
        (_set(["groups"], [["1"]]), "draw_groups_differ"),
        (_set(["groups"], 3), "draw_list_expected"),
        (_set(["cohorts", 0, "takes"], [[0, 3]]), "draw_cohort_breaks_quotas"),
        (_set(["cohorts", 0, "takes"], [[0, -1]]), "draw_cohort_unreadable"),
        (_set(["cohorts", 0, "takes"], [[0, True]]), "draw_cohort_unreadable"),
        (_set(["cohorts", 0, "takes"], "all"), "draw_cohort_breaks_quotas"),
        (_set(["cohorts", 0, "probability"], "0"), "draw_cohort_unreadable"),
        (_set(["cohorts", 0, "probability"], "1/1000"), "draw_sum_is_not_one"),
        (_set(["quotas", 0, "max"], 0), "draw_min_above_max"),
        (_set(["quotas", 0, "where"], {}), "draw_quota_counts_nobody"),
        (_set(["seats"], 2), "draw_cohort_breaks_quotas"),
        (_set(["seats"], "NaN"), "draw_number_expected"),
        (_set(["proof", "prices"], []), "draw_proof_fails"),
        (_set(["proof", "leximin"], "surely"), "draw_proof_fails"),
        (_set(["proof"], None), "draw_proof_fails"),
        (_set(["drawn"], {"seed": "x", "cohort": 1, "people": ["1"]}), "draw_drawn_differs"),
        (_set(["drawn"], "x"), "draw_drawn_differs"),
    ],
)
def test_each_false_claim_is_found(change, code):
    with pytest.raises(DrawFault) as fault:
        verify(resealed(change(document())))

    assert fault.value.code == code


def test_a_file_changed_after_its_publication_is_found():
    changed = document()
    changed["seed"]["source"] = "my own choice"

    with pytest.raises(DrawFault, match="draw_digest_differs"):
        verify(json.dumps(changed))


def test_a_fair_lottery_does_not_pass_with_the_prices_of_another():
    changed = document()
    assert verify(json.dumps(changed)).proof == Proof.EXACT
    changed["proof"]["prices"] = [{"seats": "1"} for _ in changed["proof"]["prices"]]

    with pytest.raises(DrawFault, match="draw_proof_fails"):
        verify(resealed(changed))


@settings(deadline=None, max_examples=40)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=4))
def test_no_value_in_a_file_is_more_than_a_fault(value):
    for key in document():
        with suppress(DrawFault):
            verify(resealed(document() | {key: value}))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff", "draw_not_utf8"),
        (b"[]", "draw_not_json"),
        (b"[" * 100_000, "draw_not_json"),
        (b'{"seats": 1, "people": [{"number": "\\ud800"}]}', "draw_not_json"),
        (b'{"seats": 0, "people": [{"number": "1"}]}', "draw_number_expected"),
        (b'{"seats": 1, "people": [{"sex": "F"}]}', "draw_number_missing"),
        (b'{"seats": 1, "people": [{"number": [1]}]}', "draw_value_unreadable"),
        (b'{"seats": 1, "people": 3}', "draw_list_expected"),
        (b'{"seats": 1, "quotas": [{"where": {"a": "b"}, "min": -1}]}', "draw_number_expected"),
        (b" " * (32 * 2**20 + 1), "draw_file_too_large"),
    ],
)
def test_a_pool_that_cant_be_read_is_refused(content, code):
    with pytest.raises(DrawFault, match=code):
        problem_of_json(content)


def test_tables_of_people_and_quotas_are_read():
    people = b"\xef\xbb\xbfnumber,sex,country\n1,F,KZ\n2,M,TJ\n"
    quotas = b"attribute,value,min,max\nsex,F,1,\ncountry,TJ,,1\n"

    problem = problem_of_csv(people, quotas, 1)

    assert [one.key for one in problem.people] == ["1", "2"]
    assert problem.lines == (line(1, sex="F"), line(0, 1, country="TJ"))
    for broken in (b"name\nA\n", b"number,sex\n1\n", b'number\n"1\n'):
        with pytest.raises(DrawFault):
            problem_of_csv(broken, None, 1)
