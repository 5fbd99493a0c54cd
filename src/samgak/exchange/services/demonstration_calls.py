"""The course information of the demonstration, in eight languages; what no source says is marked as invented."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from json import loads

from samgak.accounts.models import User
from samgak.calls import papers
from samgak.calls import queries as calls
from samgak.calls import services as course_information
from samgak.calls.models import CourseInformation
from samgak.exchange.queries import demonstration as queries
from samgak.programmes.models import Edition


def add(edition: Edition, people: Mapping[str, User], *, at: datetime) -> CourseInformation:
    """Write it language by language, then publish it."""
    by = people["officer-koica"]
    written = loads((queries.DIRECTORY / "course-information.json").read_text(encoding="utf-8"))
    for minutes, (language, sections) in enumerate(written.items()):
        draft = course_information.write(
            edition,
            language=language,
            sections=sections,
            by=by,
            at=at + timedelta(minutes=minutes),
        )
    at += timedelta(hours=1)
    told = papers.told_in_all(draft.sections, calls.facts_to_tell(edition, at=at))
    return course_information.publish(edition, told=told, by=by, at=at)
