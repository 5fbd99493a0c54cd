"""The words of the timetable in the reader's language."""

from samgak.timetable.phrases.calendars import edition_feed, participant_feed
from samgak.timetable.phrases.clashes import (
    as_values,
    broken_sentence,
    clash_sentences,
    clash_sentences_of,
)
from samgak.timetable.phrases.printed import agenda_pdf
from samgak.timetable.phrases.refusals import RULE_TEXTS, sentence
from samgak.timetable.phrases.words import (
    KIND_TEXTS,
    MEASURE_TEXTS,
    clock_of,
    languages_of,
    lecturer_of,
    place_of,
    text,
)

__all__ = [
    "KIND_TEXTS",
    "MEASURE_TEXTS",
    "RULE_TEXTS",
    "agenda_pdf",
    "as_values",
    "broken_sentence",
    "clash_sentences",
    "clash_sentences_of",
    "clock_of",
    "edition_feed",
    "languages_of",
    "lecturer_of",
    "participant_feed",
    "place_of",
    "sentence",
    "text",
]
