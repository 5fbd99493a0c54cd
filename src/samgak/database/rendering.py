"""Migrations render models anew only where columns or relations change.

Django renders a model and everything related to it after every operation, also after those that change
nothing but its constraints, indexes or triggers. Here these are written into the rendered model as it
stands. With some hundred audited tables the rest was two thirds of the time a new database took. See
decision 13.
"""

from collections.abc import Callable
from typing import Any

from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

KEPT = ("constraints", "indexes")


def render_only_what_changes() -> None:
    """Let changes of options keep the rendered models; for this process."""
    for name in ("_append_option", "_remove_option", "_alter_option"):
        setattr(ProjectState, name, _keeping(getattr(ProjectState, name)))
    ProjectState.add_model = _add_model  # type: ignore[method-assign]
    for operation in (AddTrigger, RemoveTrigger):
        operation.state_forwards = _keeping_of_operation(  # type: ignore[method-assign]
            operation.state_forwards
        )


def _add_model(state: ProjectState, model_state: ModelState) -> None:
    """As Django does, but only what the new model names itself is rendered anew with it."""
    key = model_state.app_label, model_state.name_lower
    state.models[key] = model_state
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:
        state.reload_model(*key, delay=True)


def _keeping(change: Callable) -> Callable:
    def changed(state: ProjectState, *args: Any, **kwargs: Any) -> None:
        state.reload_model = lambda *model, **how: _write(state, *model[:2])  # type: ignore[method-assign]
        try:
            change(state, *args, **kwargs)
        finally:
            del state.reload_model

    return changed


def _keeping_of_operation(change: Callable) -> Callable:
    def changed(operation: Any, app_label: str, state: ProjectState) -> None:
        _keeping(lambda state: change(operation, app_label, state))(state)

    return changed


def _write(state: ProjectState, app_label: str, model_name: str) -> None:
    """Instead of `reload_model`: the rendered model, where there is one, learns its options."""
    if "apps" in state.__dict__:
        held = state.models[app_label, model_name.lower()].options
        options = state.apps.get_model(app_label, model_name)._meta
        for name in KEPT:
            setattr(options, name, list(held.get(name, [])))
