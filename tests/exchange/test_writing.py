from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from samgak.exchange.rules import EditionFile, parse, write
from tests.exchange.editions import EDITIONS
from tests.exchange.strategies import edition_files


# Shrinking a whole edition takes minutes and tells little more.
@settings(max_examples=30, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(edition_files())
def test_a_written_edition_reads_as_the_same_edition(edition: EditionFile):
    text = write(edition)

    assert parse(text) == edition
    assert write(parse(text)) == text


@pytest.mark.parametrize("file", EDITIONS, ids=lambda file: file.parent.name)
def test_the_editions_of_the_project_read_the_same_after_writing(file: Path):
    edition = parse(file.read_text(encoding="utf-8"))

    assert parse(write(edition)) == edition


def test_times_and_the_country_of_norway_are_quoted_for_readers_of_older_yaml():
    text = write(
        parse(EDITIONS[0].read_text(encoding="utf-8").replace("country: KR", "country: NO"))
    )

    assert 'country: "NO"' in text
    assert 'first: "09:00"' in text
