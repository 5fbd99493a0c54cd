"""Texts of the database as those of a file."""

from collections.abc import Iterable, Mapping

from i18nfield.strings import LazyI18nString

from samgak.core.texts import versions
from samgak.exchange.rules.model import Text
from samgak.programmes.models import Edition


def text(written: LazyI18nString | Mapping[str, str] | str, edition: Edition) -> Text:
    """All language versions, in the order of their codes."""
    return dict(sorted(versions(written, working=edition.working_language).items()))


def texts(written: Iterable[Mapping[str, str] | str], edition: Edition) -> tuple[Text, ...]:
    return tuple(text(one, edition) for one in written)
