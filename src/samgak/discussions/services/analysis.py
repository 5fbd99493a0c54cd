from datetime import datetime
from typing import Any

import numpy as np

from samgak.discussions.models import Analysis, Topic
from samgak.discussions.queries import results
from samgak.measures.opinions import Landscape, Tally, landscape


def analyse(topic: Topic, *, at: datetime) -> Analysis:
    """Groups and opinions of the votes, computed only when the votes have changed since."""
    digest = results.digest_of(topic)
    kept = Analysis.objects.filter(topic=topic).first()
    if kept and kept.digest == digest:
        return kept
    numbers, countries, votes = results.matrix(topic)
    found = landscape(votes, countries)
    values = {
        "digest": digest,
        "people": len(countries),
        "found": _plain(found, numbers),
        "computed_at": at,
    }
    return Analysis.objects.update_or_create(topic=topic, defaults=values)[0]


def _plain(found: Landscape, numbers: list[int]) -> dict[str, Any]:
    on_map = ~np.isnan(found.places[:, 0])
    places = zip(found.places[on_map].round(3), found.groups[on_map], strict=True)
    return {
        "groups": list(found.group_sizes),
        "silhouette": round(found.silhouette, 4),
        # In an order that says nothing of who voted first.
        "places": sorted([float(x), float(y), int(group)] for (x, y), group in places),
        "unites": [numbers[at] for at in found.uniting()],
        "divides": [numbers[at] for at in found.dividing()],
        "opinions": {
            str(number): {
                "total": _three(one.total),
                "groups": [_three(tally) for tally in one.groups],
                "countries": {key: _three(tally) for key, tally in one.countries.items()},
                "least": round(one.least, 4),
                "spread": round(one.spread, 4),
            }
            for number, one in zip(numbers, found.opinions, strict=True)
        },
    }


def _three(tally: Tally) -> list[int]:
    return [tally.agree, tally.disagree, tally.passed]
