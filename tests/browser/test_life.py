"""One edition's life by hand, and what is left of it; `living.py` says who does what."""

import re


def test_an_edition_lives_by_hand(lived):
    assert re.fullmatch(r"[A-Z]{2}25-[0-9A-Z]{8}-[0-9A-Z]", lived.number)
    assert sorted(path.name for path in lived.folder.iterdir()) == [
        "iati-kazaid.xml",
        "iati-koica.xml",
    ]
