"""Walks over the site: every kind of page that people can reach by links, looked at closely."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from django.urls import Resolver404, URLResolver, clear_url_caches
from django.urls.resolvers import RegexPattern
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page

from tests.demonstration import read_addresses_again

AXE = Axe()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},  # off unless asked for
    "resultTypes": ["violations"],
}
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
HREF = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
OTHER_LANGUAGES = re.compile(r"/(ko|ru|kk|ky|uz|tg|tk)/")
# Of one kind of page somebody opens this many in search of links: not every one has them all.
OPENED_OF_A_KIND = 3
FACTS = """() => ({
    title: document.title.trim(),
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    width: document.documentElement.scrollWidth,
})"""


def demonstration_resolver() -> URLResolver:
    """The addresses of a demonstration; those of the tests stay as they were."""
    with override_settings(DEMONSTRATION=True):
        read_addresses_again()
        resolver = URLResolver(RegexPattern(r"^/"), "samgak.config.urls")
        assert list(names_of(resolver))
    read_addresses_again()
    clear_url_caches()
    return resolver


def names_of(resolver, space=()):
    """The name of every address; of one without a name, its route."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names_of(pattern, (*space, *filter(None, [pattern.namespace])))
        else:
            yield ":".join((*space, pattern.name)) if pattern.name else str(pattern.pattern)


def name_of(resolver: URLResolver, address: str) -> str:
    """The name of an address of the site; raises Resolver404 for one that leads nowhere."""
    path = urlsplit(address).path
    # The first part of an address is its language, which must be the one in use.
    with translation.override(path.split("/")[1] if OTHER_LANGUAGES.match(path) else "en"):
        found = resolver.resolve(path)
    return found.view_name or str(found.route).rpartition("account/")[2]


@dataclass
class Walk:
    """Which kinds of pages were looked at, where, and what was wrong with them."""

    site: str
    resolver: URLResolver
    seen: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext, *beginnings: str) -> None:
        """Follow the links somebody has, and look at each kind of page not seen before."""
        pages = self._pages_behind(context, beginnings)
        new = {name: address for name, address in pages.items() if name not in self.seen}
        page = context.new_page()
        for address in new.values():
            self.visit(page, address)
        page.close()

    def visit(self, page: Page, address: str) -> None:
        """Open a page and look at it."""
        notes = listen(page, self.site)
        page.goto(address)
        self.look(page)
        self.faults += [f"{address}: {note}" for note in notes]

    def look(self, page: Page) -> None:
        """Look at a page as it stands open, wide and narrow."""
        address = page.url.removeprefix(self.site)
        before = page.viewport_size
        found = faults_of(page)
        page.set_viewport_size(before or WIDE)
        self.seen[name_of(self.resolver, address)] = address
        self.faults += [f"{address}: {fault}" for fault in found]

    def _pages_behind(self, context: BrowserContext, beginnings: tuple[str, ...]):
        waiting, known = list(beginnings), set(beginnings)
        opened, pages = Counter(), {}
        while waiting:
            address = waiting.pop(0)
            try:
                name = name_of(self.resolver, address)
            except Resolver404:
                self.faults.append(f"{address} leads nowhere")
                continue
            opened[name] += 1
            if opened[name] > OPENED_OF_A_KIND:
                continue
            links, is_page = self._open(context, address)
            if is_page:
                pages.setdefault(name, address)
            waiting += [link for link in dict.fromkeys(links) if link not in known]
            known |= set(links)
        return pages

    def _open(self, context: BrowserContext, address: str) -> tuple[list[str], bool]:
        answer = context.request.get(self.site + address, max_redirects=0)
        if answer.status >= 400:
            self.faults.append(f"{address}: {answer.status}")
            return [], False
        if 300 <= answer.status < 400:
            return self._inside([answer.headers["location"]], address), False
        if "html" not in answer.headers.get("content-type", ""):
            return [], False
        return self._inside(HREF.findall(answer.text()), address), True

    def _inside(self, links: list[str], address: str) -> list[str]:
        whole = (urljoin(self.site + address, unescape(link)) for link in links)
        paths = (link.partition("#")[0].removeprefix(self.site) for link in whole)
        return [path for path in paths if path.startswith("/") and not OTHER_LANGUAGES.match(path)]


def listen(page: Page, site: str) -> list[str]:
    """What goes wrong on a page while it loads, as it comes in."""
    notes: list[str] = []

    def ask(request):
        if not request.url.startswith((site, "data:", "blob:")):
            notes.append(f"asks {request.url}")

    def answer(response):
        if response.status >= 500:
            notes.append(f"{response.status} from {response.url}")

    def say(message):
        if message.type == "error":
            notes.append(message.text)

    page.on("request", ask)
    page.on("response", answer)
    page.on("console", say)
    page.on("pageerror", lambda error: notes.append(str(error)))
    return notes


def faults_of(page: Page, language: str = "en") -> list[str]:
    """What is wrong with an open page, in words: its frame, its width, and what axe finds."""
    page.set_viewport_size(WIDE)
    facts = page.evaluate(FACTS)
    faults = [*breaches(page, "wide")]
    if not facts["title"]:
        faults.append("has no title")
    if facts["language"] != language:
        faults.append(f"says its language is {facts['language']}")
    if facts["headings"] != 1:
        faults.append(f"has {facts['headings']} first headings")
    page.set_viewport_size(NARROW)
    width = page.evaluate(FACTS)["width"]
    if width > NARROW["width"]:
        faults.append(f"is {width} px wide on a screen of {NARROW['width']}")
    return faults + breaches(page, "narrow")


def breaches(page: Page, when: str) -> list[str]:
    """The rules that axe finds broken, with the place of each."""
    found = AXE.run(page, options=RULES).response["violations"]
    return [
        f"{when}: {rule['id']}: {node['target']} {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]


def signed_in(browser: Browser, site: str, person: str) -> BrowserContext:
    """A context of somebody of the demonstration, by the number of their button."""
    context = browser.new_context(base_url=site, locale="en-GB")
    page = context.new_page()
    page.goto("/en/demonstration/")
    page.locator(f'button[name="person"][value="{person}"]').click()
    page.wait_for_url(lambda url: "/demonstration/" not in url)
    page.close()
    return context


def everybody(browser: Browser, site: str) -> list[str]:
    """One person for each set of roles on the demonstration's page."""
    page = browser.new_page(base_url=site)
    page.goto("/en/demonstration/")
    people = {}
    for row in page.locator(".sg-sign-in").all():
        roles = row.locator(".sg-edition__facts").first.inner_text()
        people.setdefault(roles, row.get_by_role("button").get_attribute("value"))
    page.close()
    return list(people.values())
