"""A list put into another order by the places a person writes beside some of its rows. Pure."""

from collections.abc import Mapping, Sequence


def placed(order: Sequence[int], places: Mapping[int, int]) -> list[int]:
    """The keys in their new order: those with a place (from 1) stand there, the others keep theirs.

    A place beyond the end is the last; of two with the same place the one that stood first comes first.
    """
    stood = {key: number for number, key in enumerate(order)}
    result = [key for key in order if key not in places]
    for key in sorted(stood.keys() & places.keys(), key=lambda one: (places[one], stood[one])):
        result.insert(places[key] - 1, key)
    return result
