"""The tags of the design: addresses in other languages, sorting, pages, scrolling tables, quotas."""

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.utils import translation
from lxml import html

urlpatterns = i18n_patterns(path("editions/<code>/", HttpResponse, name="edition"))


@pytest.fixture(autouse=True)
def own_addresses(settings):
    settings.ROOT_URLCONF = __name__


def drawn(source, request=None, **context):
    return engines["django"].from_string(source).render(context, request)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/en/editions/astana/?sort=-score", "/ko/editions/astana/?sort=-score"),
        ("/en/not/there/?x=1", "/ko/not/there/?x=1"),
        ("/health/", "/ko/"),
    ],
)
def test_the_language_menu_keeps_the_page(rf, address, expected):
    with translation.override("en"):
        path_in_korean = drawn("{% load design %}{% translated_path 'ko' %}", rf.get(address))

    assert html.fromstring(f'<a href="{path_in_korean}">x</a>').get("href") == expected


@pytest.mark.parametrize(
    ("query", "href", "direction"),
    [
        ("", "?sort=score", None),
        ("?sort=score&page=3&country=TJ", "?sort=-score&country=TJ", "ascending"),
        ("?sort=-score", "?sort=score", "descending"),
    ],
)
def test_a_heading_sorts_and_sorts_back(rf, query, href, direction):
    source = "{% load design %}<table><tr>{% sort_heading 'score' 'Score' %}</tr></table>"

    (heading,) = html.fromstring(drawn(source, rf.get(f"/list/{query}"))).xpath("//th")

    assert heading.xpath(".//a/@href") == [href]
    assert heading.get("aria-sort") == direction


def test_pages_keep_the_filters(rf):
    page = Paginator(range(100), 10).get_page(5)
    source = "{% load design %}{% pagination page_obj %}"

    drawn_pages = html.fromstring(drawn(source, rf.get("/list/?country=TJ&page=5"), page_obj=page))

    (current,) = drawn_pages.xpath("//*[@aria-current='page']")
    assert current.text_content() == "5"
    assert "?country=TJ&page=6" in drawn_pages.xpath("//a/@href")


def test_a_single_page_needs_no_links(rf):
    page = Paginator(range(3), 10).get_page(1)

    assert drawn("{% load design %}{% pagination p %}", rf.get("/"), p=page).strip() == ""


def test_a_wide_table_can_be_reached_and_scrolled_by_keyboard():
    source = "{% load design %}{% table_region label %}<table></table>{% endtable_region %}"

    region = html.fromstring(drawn(source, label='"Nominees" & more'))

    assert region.get("aria-label") == '"Nominees" & more'
    assert region.get("tabindex") == "0"
    assert region.xpath("./table")


@pytest.mark.parametrize(
    ("value", "minimum", "maximum", "words"),
    [
        (4, 4, 4, "4, exactly 4 wanted"),
        (2, 3, 5, "2, from 3 to 5 wanted too few"),
        (23, None, 20, "23 of 20 too many"),
        (0, None, 0, "0 of 0"),
    ],
)
def test_a_quota_says_in_words_what_its_bar_shows(value, minimum, maximum, words):
    source = '{% include "includes/quota_bar.html" %}'

    bar = html.fromstring(
        drawn(source, label="Seats", value=value, minimum=minimum, maximum=maximum)
    )

    assert " ".join(bar.text_content().split()) == f"Seats {words}"
    assert bar.xpath(".//rect[2]/@width") == [str(value)]


def test_a_quota_bar_draws_with_points_where_the_reader_writes_commas():
    source = '{% include "includes/quota_bar.html" with label="Hours" value=2.5 maximum=7.5 only %}'

    with translation.override("ru"):
        bar = html.fromstring(drawn(source))

    assert bar.xpath(".//rect[2]/@width") == ["2.5"]
    assert "2,5" in bar.text_content()
