"""Somebody who asks for pages as a server would hand the questions over, all middleware included."""

import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from importlib import import_module
from io import BytesIO
from urllib.parse import urlencode, urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.wsgi import get_wsgi_application

SECRET = "b" * 32  # the same in the cookie and in the form is all that CSRF asks
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Question:
    """A request: an address, and the values of a form where it is a POST."""

    address: str
    cookies: str = ""
    values: dict[str, str] | None = None

    @property
    def body(self) -> bytes | None:
        if self.values is None:
            return None
        return urlencode(self.values | {"csrfmiddlewaretoken": SECRET}).encode()

    @property
    def headers(self) -> dict[str, str]:
        kind = {"Content-Type": FORM} if self.values is not None else {}
        return {"Cookie": self.cookies, "Accept-Language": "en", **kind}


@dataclass(frozen=True)
class Answer:
    """What came back, the processor's milliseconds it took, and all that passed, the database's too."""

    status: int
    size: int
    milliseconds: float
    passed: float


class Pages:
    """The application itself, asked in this process."""

    def __init__(self):
        self.application = get_wsgi_application()

    def ask(self, question: Question) -> Answer:
        """Answer one request wholly, as a worker does."""
        environment = environment_of(question)
        statuses: list[str] = []
        began, at = time.process_time(), time.perf_counter()
        parts = self.application(environment, lambda status, *_: statuses.append(status))
        size = sum(map(len, parts))
        parts.close()
        spent = (time.process_time() - began) * 1000
        passed = (time.perf_counter() - at) * 1000
        return Answer(int(statuses[0].split()[0]), size, spent, passed)


def environment_of(question: Question) -> dict:
    """The request as WSGI words it."""
    address, body = urlsplit(question.address), question.body
    environment = {
        "REQUEST_METHOD": "GET" if body is None else "POST",
        "PATH_INFO": address.path,
        "QUERY_STRING": address.query,
        "HTTP_COOKIE": question.cookies,
        "HTTP_ACCEPT_LANGUAGE": "en",
        "CONTENT_TYPE": "" if body is None else FORM,
        "CONTENT_LENGTH": str(len(body or b"")),
        "wsgi.input": BytesIO(body or b""),
    }
    setup_testing_defaults(environment)
    return environment


def cookies_of(user) -> str:
    """The cookies of a person who signed in before."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    cookies = SimpleCookie()
    cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    cookies[settings.CSRF_COOKIE_NAME] = SECRET
    return cookies.output(attrs=[], header="", sep=";").strip()
