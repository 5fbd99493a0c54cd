"""What the shared parts of a page need from Python: addresses, and the wrappers of long content."""

from django import template
from django.conf import settings
from django.template.loader import render_to_string

register = template.Library()
LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)


@register.simple_tag(takes_context=True)
def translated_path(context, language):
    """The address of the same page in another language; of the home page where there is none."""
    path = context["request"].get_full_path()
    # No address has words that are translated: the first part alone says the language.
    first, _, rest = path.lstrip("/").partition("/")
    return f"/{language}/{rest}" if first in LANGUAGES else f"/{language}/"


@register.inclusion_tag("includes/breadcrumbs.html")
def breadcrumbs(*titles_and_addresses):
    """The way to this page: title, address, title, address ...; the page itself is left out."""
    pairs = zip(titles_and_addresses[::2], titles_and_addresses[1::2], strict=True)
    return {"crumbs": [{"title": title, "url": url} for title, url in pairs]}


@register.inclusion_tag("includes/sort_heading.html", takes_context=True)
def sort_heading(context, key, title, numeric=False):
    """A column heading that sorts by ?sort=KEY, and backwards by ?sort=-KEY when clicked again."""
    request = context["request"]
    chosen = request.GET.get("sort", "")
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{key}" if chosen == key else key
    direction = {key: "ascending", f"-{key}": "descending"}.get(chosen, "")
    return {
        "title": title,
        "numeric": numeric,
        "direction": direction,
        "query": f"?{query.urlencode()}",
    }


@register.inclusion_tag("includes/pagination.html", takes_context=True)
def pagination(context, page_obj):
    """Links to the pages of a list near this one, with the filters of the address kept."""
    numbers = page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=2, on_ends=1)
    return {"page_obj": page_obj, "numbers": list(numbers), "request": context["request"]}


@register.simple_block_tag
def table_region(content, label, tall=False):
    """A frame in which a wide table scrolls, by keyboard too; a tall one keeps its headings."""
    return render_to_string(
        "includes/table_region.html", {"content": content, "label": label, "tall": tall}
    )
