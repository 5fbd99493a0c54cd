"""Import Linter sees imports; this sees the arrows it can't: foreign keys given as strings."""

import configparser

from django.apps import apps

LINES = configparser.ConfigParser()
LINES.read(".importlinter")
LAYERS = [
    {name.strip(" ()") for name in line.split("|")}  # optional layers stand in parentheses
    for line in LINES["importlinter:contract:apps"]["layers"].split("\n")
    if line.strip()
]
HEIGHT = {app: -depth for depth, layer in enumerate(LAYERS) for app in layer}


def cross_app_relations():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model:
                here, there = model._meta.app_label, field.related_model._meta.app_label
                if here != there and {here, there} <= set(HEIGHT):
                    yield here, there, field


def may_see_users(here: str, there: str) -> bool:
    """Who did it: every app, `core` too, may point to the user who signs in."""
    return (here, there) == ("core", "accounts")


def test_foreign_keys_point_down():
    assert [
        str(field)
        for here, there, field in cross_app_relations()
        if HEIGHT[here] <= HEIGHT[there] and not may_see_users(here, there)
    ] == []


def test_a_lower_app_can_not_see_the_apps_above_it():
    assert [str(f) for _, _, f in cross_app_relations() if not f.remote_field.hidden] == []
