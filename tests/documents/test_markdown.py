"""Lessons as pages: what authors may write, and what never reaches a reader."""

from html.parser import HTMLParser

import pytest

from samgak.documents.markdown import MOST_BYTES, TAGS, Fault, Targets, faults, render

TARGETS = Targets(
    files={"journey.png": "/files/journey.png", "burden.xlsx": "/files/burden.xlsx"},
    lessons={"once-only": "/lesson/once-only/"},
)
FILES, LESSONS = frozenset(TARGETS.files), frozenset(TARGETS.lessons)


def html(text):
    return render(text, TARGETS, name="The lesson")


class Seen(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes += attributes


def codes(text):
    return [fault.code for fault in faults(text, files=FILES, lessons=LESSONS)]


def test_headings_stand_under_the_one_of_the_page_and_leave_out_no_level():
    assert html("# One\n\n### Deep\n\n# Two") == "<h2>One</h2>\n<h3>Deep</h3>\n<h2>Two</h2>\n"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "![x](https://evil.example/x.png)",
        '![x](journey.png "\\"><script>alert(1)</script>")',
        "<a href='javascript:alert(1)'>x</a>",
        "```\n</code></pre><script>alert(1)</script>\n```",
        "| <script>a</script> |\n|---|\n| b |\n\n: <img src=x onerror=alert(1)>",
        '[x](lesson:"onmouseover=alert(1))',
        "[x](//evil.example)",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
    ],
)
def test_nothing_that_acts_reaches_the_page(attack):
    seen = Seen()
    seen.feed(html(attack))

    assert seen.tags <= TAGS
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "style"]
    for name, value in seen.attributes:
        if name in ("href", "src"):
            assert value in TARGETS.files.values() or value.startswith(("https://", "mailto:"))
            assert name == "href" or "evil" not in value


def test_raw_html_is_shown_as_text():
    assert html("a <b>c</b>") == "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n"


def test_a_picture_alone_is_a_figure_with_its_caption():
    assert html('![A map of five steps](journey.png "The journey")') == (
        '<figure class="sg-figure"><img src="/files/journey.png" alt="A map of five steps"'
        ' loading="lazy"><figcaption>The journey</figcaption></figure>\n'
    )


def test_a_table_has_a_caption_and_headings_with_their_scope():
    made = html("| **Step** | Days |\n|---|---|\n| Ask | 2 |\n\n: How long it takes")

    assert "<caption>How long it takes</caption>" in made
    assert '<th scope="col" class="govuk-table__header">Days</th>' in made
    assert '<th scope="row" class="govuk-table__header">Ask</th>' in made
    assert ": How" not in made


def test_a_caption_directly_under_the_last_row_is_no_row():
    made = html("| Step | Days |\n|---|---|\n| Ask | 2 |\n: How long it takes")

    assert "<caption>How long it takes</caption>" in made
    assert made.count("<tr>") == 2


def test_the_heading_above_names_a_table_without_a_caption():
    made = html("# Days\n\n| | Days |\n|---|---|\n| Ask | 2 |")

    assert '<caption class="govuk-visually-hidden">Days</caption>' in made
    assert '<td class="govuk-table__cell"></td>' in made
    assert '<th scope="row" class="govuk-table__header">Ask</th>' in made


def test_links_lead_to_sites_files_and_lessons():
    assert 'href="/lesson/once-only/"' in html("[once](lesson:once-only)")
    assert 'href="/files/burden.xlsx"' in html("[sheet](burden.xlsx)")
    assert 'rel="noopener noreferrer"' in html("[site](https://example.org/a)")
    assert html("[x](lesson:nowhere)") == "<p><span>x</span></p>\n"


def test_the_author_learns_what_to_mend_and_where():
    text = (
        "fine\n\n![](journey.png)\n\n![x](https://a.example/b.png)\n\n[x](lesson:nowhere) [y](/etc)"
    )

    assert faults(text, files=FILES, lessons=LESSONS) == [
        Fault(3, "picture-without-words"),
        Fault(5, "picture-not-of-the-lesson", {"name": "https://a.example/b.png"}),
        Fault(7, "unknown-lesson", {"key": "nowhere"}),
        Fault(7, "link-not-allowed", {"address": "/etc"}),
    ]


def test_a_document_is_no_picture_and_a_text_has_its_limits():
    assert codes("![x](burden.xlsx)") == ["picture-not-of-the-lesson"]
    assert codes("x" * (MOST_BYTES + 1)) == ["too-large"]
    assert codes("[x](javascript:alert(1))") == ["link-not-allowed"]
    assert codes("a\x00b") == ["character"]
    assert codes("[sheet](burden.xlsx) [once](lesson:once-only) <https://example.org>") == []
