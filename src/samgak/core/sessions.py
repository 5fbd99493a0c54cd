"""Sessions in the database, as Django keeps them; reading one is prepared, for every page does it."""

from django.contrib.sessions.backends import db
from django.db.models import QuerySet
from django.utils import timezone

from samgak.core.prepared import Given, Prepared


@Prepared
def _alive() -> QuerySet:
    sessions = SessionStore.get_model_class().objects
    return sessions.filter(session_key=Given("key"), expire_date__gt=Given("now"))


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        found = _alive.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
