from functools import lru_cache
from zoneinfo import ZoneInfo

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from samgak.core import dates, texts
from samgak.portal import phrases
from samgak.privacy.rules import CONSENT_OF, ITEMS
from samgak.programmes import phrases as programmes

register = template.Library()

OWED_PAGES = {
    "accept_seat": ("places:my_seat", {}),
    "confirm_name": ("certificates:confirm_name", {}),
    "pre_test": ("surveys:test", {"moment": "pre"}),
    "post_test": ("surveys:test", {"moment": "post"}),
    "survey": ("surveys:my_surveys", {}),
    "action_plan": ("actionplans:my_plan", {}),
    **{item: ("privacy:item", {"item": item}) for item in ITEMS},
    "country_report": ("learning:my_report", {}),
}
OWED_PAGES_OF_A_SEAT = {
    "missing_weeks": "secondments:secondment",
    "this_week": "secondments:secondment",
    "final_report": "secondments:write_report",
}


@register.filter
def task_title(task):
    """What waits, with its number."""
    return phrases.task_title(task.code, count=task.count)


@register.filter
def phase_name(code):
    """A phase of an edition's life."""
    return phrases.PHASE_TEXTS[code]


@register.filter
def deadline_name(code):
    """What happens on the day."""
    return phrases.DEADLINE_TEXTS[code]


@register.filter
def days_away(days):
    """How far off a day is."""
    return phrases.days_away(days)


@register.filter
def quota_name(line):
    """Whom a quota line counts."""
    return programmes.quota_name(line)


@register.simple_tag
def edition_url(name, edition):
    """The address of a page of the edition."""
    return reverse(name, kwargs={"code": edition.code})


@register.filter
def step_name(code):
    """A step of a participant's way."""
    return phrases.STEP_TEXTS[code]


@register.filter
def standing(state):
    """Where a nominee or participant stands, as a sentence."""
    return phrases.STANDING_TEXTS[state]


@register.filter
def owed_title(code):
    """What a participant has to do."""
    return phrases.OWED_TEXTS[code]


@register.simple_tag
def place_of(zone, edition):
    """What the reader calls the place of a time zone: the venue's city, or the city it is named after."""
    reader = get_language() or "en"
    if zone == edition.venue_timezone:
        return texts.shown(edition.venue_city, reader=reader, working=edition.working_language).text
    return dates.city_of(zone, reader)


@register.simple_tag
def local_time(moment, zone):
    """Hours and minutes there."""
    return dates.clock_time(moment.astimezone(ZoneInfo(zone)))


@register.simple_tag
def owed_url(owed, edition, seat):
    """Where a participant does what is owed, or agrees to it first."""
    code = owed.code
    if owed.asks_consent:
        text = "-".join(CONSENT_OF[code])
        return f"{reverse('privacy:my_data', args=[edition.code])}#consent-{text}"
    if code in OWED_PAGES_OF_A_SEAT:
        return reverse(OWED_PAGES_OF_A_SEAT[code], args=[edition.code, seat.pk])
    name, more = OWED_PAGES[code]
    return reverse(name, kwargs={"code": edition.code, **more})


@register.simple_tag
def partner_map(front):
    """The map of the partners, drawn once for as long as they stay the same."""
    return _drawn(front.map, front.countries, get_language())


@lru_cache(maxsize=64)
def _drawn(map_, countries, language):
    return render_to_string("portal/map.html", {"map": map_, "countries": countries})
