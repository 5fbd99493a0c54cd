"""What a browser would send for a form as it stands on a page."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._select = self._textarea = None
        self._words = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name")
        if tag == "input" and name and given.get("type") not in ("submit", "file"):
            self._input(name, given)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self._option(given)
        elif tag == "textarea":
            self._textarea, self._words = name, ""

    def handle_data(self, data):
        self._words += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self._textarea:
            self._add(self._textarea, self._words.removeprefix("\n"))
            self._textarea = None
        elif tag == "select":
            self._select = None

    def _input(self, name, given):
        is_ticked = given.get("type") in ("checkbox", "radio")
        if "checked" in given or not is_ticked:
            self._add(name, given.get("value", "on" if is_ticked else ""))

    def _option(self, given):
        """Without a choice the first option is sent."""
        if "selected" in given or self._select not in self.fields:
            self.fields[self._select] = [given.get("value", "")]

    def _add(self, name, value):
        self.fields.setdefault(name, []).append(value)


def sent(response) -> dict[str, list[str]]:
    """The fields of the forms in the main part of a page, as they would be sent unchanged."""
    reader = _Reader()
    page = response.content.decode()
    reader.feed(page[page.index("<main") : page.index("</main>")])
    return reader.fields
