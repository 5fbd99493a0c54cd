"""Migrations keep the rendered models where only options change, and the models know it."""

from django.db import models
from django.db.migrations import operations
from django.db.migrations.state import ProjectState
from django.db.models import Q
from pgtrigger import Before, Trigger, Update
from pgtrigger.migrations import AddTrigger

POSITIVE = models.CheckConstraint(condition=Q(number__gte=0), name="number_is_not_negative")


def a_state():
    state = ProjectState()
    for operation in (
        operations.CreateModel("House", [("id", models.BigAutoField(primary_key=True))]),
        operations.CreateModel(
            "Room",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("number", models.IntegerField()),
                ("house", models.ForeignKey("partners.House", models.CASCADE)),
            ],
        ),
    ):
        operation.state_forwards("partners", state)
    return state


def test_a_constraint_is_known_to_the_model_that_was_rendered_before_it():
    state = a_state()
    room = state.apps.get_model("partners", "Room")

    operations.AddConstraint("Room", POSITIVE).state_forwards("partners", state)
    assert state.apps.get_model("partners", "Room") is room
    assert [one.name for one in room._meta.constraints] == ["number_is_not_negative"]

    operations.RemoveConstraint("Room", POSITIVE.name).state_forwards("partners", state)
    assert room._meta.constraints == []


def test_a_trigger_renders_nothing_and_stays_in_the_state():
    state = a_state()
    room = state.apps.get_model("partners", "Room")
    trigger = Trigger(name="stays", operation=Update, when=Before, func="RETURN NULL;")

    AddTrigger("room", trigger).state_forwards("partners", state)

    assert state.apps.get_model("partners", "Room") is room
    assert state.models["partners", "room"].options["triggers"] == [trigger]


def test_a_column_or_a_relation_is_rendered_as_django_does():
    state = a_state()
    state.apps.get_model("partners", "Room")
    operations.AddConstraint("Room", POSITIVE).state_forwards("partners", state)

    operations.AddField("Room", "name", models.TextField(default="")).state_forwards(
        "partners", state
    )
    operations.CreateModel(
        "Key",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("room", models.ForeignKey("partners.Room", models.CASCADE)),
        ],
    ).state_forwards("partners", state)

    room = state.apps.get_model("partners", "Room")
    key = state.apps.get_model("partners", "Key")
    assert room._meta.get_field("name")
    assert [one.name for one in room._meta.constraints] == ["number_is_not_negative"]
    assert key._meta.get_field("room").related_model is room
    assert room._meta.get_field("key").related_model is key
