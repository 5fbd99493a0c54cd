"""Which rows of the audit trail belong to an edition: SQL conditions found from the models' own relations.

A row belongs when its model is the edition, points at it, or points at something that does; a model
that only others point at (a person, an organisation) belongs through those others.
"""

# ruff: noqa: S608 - the names are those of our models, the values are bound

from functools import cache

from django.apps import apps
from django.db import connection, models

from samgak.accounts.models import User
from samgak.programmes.models import Edition


def kind_of(model: type[models.Model]) -> str:
    """The name of a kind of object in addresses, such as `programmes-call`."""
    return model._meta.label_lower.replace(".", "-")


@cache
def kinds() -> dict[str, type[models.Model]]:
    """Every kind of object that can belong to an edition, with the model of its trail."""
    return {
        kind_of(model): event
        for model, event in _trails().items()
        if _condition(model, "e") is not None
    }


def condition(kind: str, alias: str) -> str:
    """The SQL that says whether a row of the trail belongs to the edition %(edition)s."""
    return str(_condition(kinds()[kind].pgh_tracked_model, alias))


@cache
def _trails() -> dict[type[models.Model], type[models.Model]]:
    found = ((getattr(model, "pgh_tracked_model", None), model) for model in apps.get_models())
    return {tracked: event for tracked, event in found if tracked and tracked is not User}


def _condition(model: type[models.Model], alias: str) -> str | None:
    return (
        _own(model, alias)
        or _upwards(model, alias)
        or _from_those_that_point_here(model, alias)
        or _through_a_shared_one(model, alias)
    )


def _own(model: type[models.Model], alias: str) -> str | None:
    if model is Edition:
        return f"{alias}.pgh_obj_id = %(edition)s"
    own = [field for field in _foreign_keys(model) if field.related_model is Edition]
    return f"{alias}.{_quoted(own[0].column)} = %(edition)s" if own else None


def _upwards(model: type[models.Model], alias: str) -> str | None:
    deeper = alias + "u"
    for field in _foreign_keys(model):
        parent = field.related_model
        known = parent in _trails() and parent is not model
        if known and (found := _own(parent, deeper) or _upwards(parent, deeper)):
            return _among(alias, field.column, parent, deeper, found)
    return None


def _from_those_that_point_here(model: type[models.Model], alias: str) -> str | None:
    deeper = alias + "d"
    found = [
        f"{alias}.pgh_obj_id IN (SELECT {deeper}.{_quoted(field.column)}"
        f" FROM {_table(_trails()[other])} {deeper} WHERE {_own(other, deeper)})"
        for other in _trails()
        for field in _foreign_keys(other)
        if field.related_model is model and _own(other, deeper)
    ]
    return f"({' OR '.join(found)})" if found else None


def _through_a_shared_one(model: type[models.Model], alias: str) -> str | None:
    deeper = alias + "s"
    for field in _foreign_keys(model):
        shared = field.related_model
        if shared in _trails() and (found := _from_those_that_point_here(shared, deeper)):
            return _among(alias, field.column, shared, deeper, found)
    return None


def _among(alias: str, column: str, parent: type[models.Model], deeper: str, found: str) -> str:
    table = _table(_trails()[parent])
    inner = f"SELECT {deeper}.pgh_obj_id FROM {table} {deeper} WHERE {found}"
    return f"{alias}.{_quoted(column)} IN ({inner})"


def _foreign_keys(model: type[models.Model]) -> list[models.ForeignKey]:
    return [field for field in model._meta.concrete_fields if field.many_to_one or field.one_to_one]


def _table(event: type[models.Model]) -> str:
    return _quoted(event._meta.db_table)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
