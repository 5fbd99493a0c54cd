"""The order of the scenes, in a scratch database that is dropped at the end."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections

from samgak.database.scratch import drop_scratch, make_scratch
from samgak.exchange.rehearsal import (
    after,
    applying,
    before,
    checks,
    demand,
    discussion,
    during,
    lessons,
    one_stop,
    open_data,
    plans,
    reaction,
    seats,
    secondment,
    telling,
    value,
)
from samgak.exchange.rehearsal.stage import Stage
from samgak.exchange.rehearsal.summary import Summary

PAGE_MAIL = "samgak.correspondence.backend.PageBackend"


def rehearse(folder: Path, *, out: Path, say: Callable[[str], None]) -> Summary:
    """Play the edition of the folder from its file to its reports, writing everything to `out`.

    Raises FileRefused for an edition file with faults. The running database is never touched.
    """
    out.mkdir(parents=True, exist_ok=True)
    stage = Stage(folder=folder, out=out, say=say)
    with scratch_database(), mail_on_a_page():
        _play(stage)
    if stage.results:
        words = json.dumps(stage.results, ensure_ascii=False, indent=2, sort_keys=True)
        (out / "results.json").write_text(words + "\n", "utf-8")
    stage.summary.write(out / "summary.json")
    return stage.summary


def _play(stage: Stage) -> None:
    before.load_edition(stage)
    demand.decide(stage)
    before.publish(stage)
    before.import_workbooks(stage)
    applying.apply(stage)
    selection = before.select(stage)
    if selection:
        before.write_selection(stage, selection)
        checks.check_selection(stage, selection)
        before.send_letters(stage)
        seats.answer(stage)
        applying.check(stage)
    is_placed = before.make_timetable(stage)
    if is_placed:
        after.publish_agenda(stage)
        checks.check_timetable(stage)
    if selection and is_placed:
        people = during.prepare(stage)
        lessons.learn(stage, people)
        during.hold_the_course(stage, people)
        open_data.practise(stage, people)
        one_stop.click_through(stage, people)
        discussion.discuss(stage, people)
        stage.summary.test = during.results(stage)
        reaction.ask(stage, people)
        after.certify(stage)
        checks.check_certificates(stage)
        plans.follow_up(stage)
        value.ask_the_sides(stage)
        telling.tell(stage)
        after.report(stage)
    checks.check_dump(stage)
    if selection and is_placed:
        secondment.second(stage)


@contextmanager
def scratch_database() -> Iterator[None]:
    """Every connection of this process goes to a new, empty database until the end."""
    name = f"samgak_rehearsal_{os.getpid()}"
    make_scratch(name)
    connection = connections["default"]
    kept = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept
        drop_scratch(name)


@contextmanager
def mail_on_a_page() -> Iterator[None]:
    """Letters stay in the scratch database, whatever the settings say: nobody here is real."""
    kept = settings.EMAIL_BACKEND, settings.DEMONSTRATION
    settings.EMAIL_BACKEND, settings.DEMONSTRATION = PAGE_MAIL, True
    try:
        yield
    finally:
        settings.EMAIL_BACKEND, settings.DEMONSTRATION = kept
