"""What may be shown of anonymous answers without showing anybody's."""

from collections.abc import Mapping

LEAST = 5
MOST_LETTERS = 5_000
MOST_SURVEYS = 20


def hidden_groups(sizes: Mapping[str, int]) -> frozenset[str]:
    """Return the groups whose figures stay hidden.

    Those of fewer than five, and further ones, the smallest first, until those hidden are five
    together: otherwise the total, less what is shown, would tell of fewer than five.
    (Complementary suppression; Hundepool et al., Statistical Disclosure Control, 2012, chapter 4.)
    """
    by_size = sorted((group for group in sizes if sizes[group]), key=lambda group: sizes[group])
    hidden: list[str] = []
    for group in by_size:
        together = sum(sizes[one] for one in hidden)
        if sizes[group] < LEAST or 0 < together < LEAST:
            hidden.append(group)
    return frozenset(hidden)


def reasons_not_to_open(*, is_opened: bool, is_closed: bool, answers: int) -> list[str]:
    """Codes of what forbids opening a survey; once results were shown, one more would be seen."""
    if is_opened and not is_closed:
        return ["survey_is_open_already"]
    return ["survey_results_are_shown"] if is_closed and answers >= LEAST else []
