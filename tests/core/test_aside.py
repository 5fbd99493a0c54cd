"""Things put aside and taken up again."""

from datetime import date

from samgak.core.aside import Aside


def test_what_is_put_aside_is_taken_up_in_the_same_order_as_often_as_wanted():
    things = [{"row": number, "on": date(2030, 1, 1), "text": "Ә" * 500} for number in range(2_000)]

    with Aside() as aside:
        for thing in things:
            aside.put(thing)

        assert list(aside) == things
        assert next(iter(aside)) == things[0]


def test_nothing_put_aside_is_nothing_taken_up():
    with Aside() as aside:
        assert list(aside) == []
