"""How each change is made to a journey, and the law and the agreements it then needs."""

import operator
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from samgak.measures import paths
from samgak.measures.burden import NOTHING, Estimate
from samgak.measures.changes import (
    AGREEMENT_DATA_EXCHANGE,
    AGREEMENT_JOINT_DESK,
    ALREADY_ONLINE,
    CODE_TAKEN,
    LAST_STEP,
    LAW_DATA_SHARING,
    LAW_DELEGATED_POWER,
    LAW_ELECTRONIC_DOCUMENT,
    LAW_ELECTRONIC_IDENTITY,
    LAW_FEE_REVISED,
    LAW_REQUIREMENT_REPEALED,
    LAW_SERVICE_WITHOUT_APPLICATION,
    NOT_HELD,
    NOT_THE_APPLICANTS,
    NOTHING_TO_ASK_ONCE,
    PERSONAL_DATA_BASIS,
    START_WOULD_SPLIT,
    TOO_FEW_STEPS,
    UNKNOWN_REGISTER,
    UNKNOWN_STEP,
    WOULD_LOOP,
    AskOnce,
    Change,
    Drop,
    MakeOnline,
    MakeProactive,
    Merge,
    Need,
    OneFrontDesk,
    Redesign,
    Refused,
)
from samgak.measures.journeys import (
    APPLICANTS,
    AUTOMATIC,
    IN_PERSON,
    LOOP,
    ONLINE,
    SYSTEM,
    Journey,
    Register,
    Step,
    faults,
    followers,
    in_order,
)


def apply(journey: Journey, change: Change, registers: Sequence[Register] = ()) -> Redesign:
    """Return the journey after one change, the given one untouched; raises Refused, Unmeasurable.

    What the changes are: drop, merge, digitise are the moves of Hammer, Champy (1993), Reengineering
    the Corporation; asking once is the once-only principle of Regulation (EU) 2018/1724, article 14;
    the proactive service follows OECD (2020), The OECD Digital Government Policy Framework.
    """
    in_order(journey)  # refuses a journey with faults
    explicit = replace(
        journey,
        steps=tuple(
            replace(step, next_steps=after)
            for step, after in zip(journey.steps, followers(journey).values(), strict=True)
        ),
    )
    done = _ACTS[change.code](explicit, change, registers)
    if any(fault.code == LOOP for fault in faults(done.journey)):
        raise Refused(WOULD_LOOP, paths.loop(followers(done.journey)))
    return replace(done, journey=_by_the_list(done.journey))


def _drop(journey: Journey, change: Drop, registers: Sequence[Register]) -> Redesign:
    (step,) = _steps(journey, (change.step,))
    if len(journey.steps) == 1:
        raise Refused(LAST_STEP, (step.code,))
    after = step.next_steps or ()
    if step is journey.steps[0] and len(after) != 1:
        raise Refused(START_WOULD_SPLIT, after)
    kept = [_led(each, {step.code: after}) for each in journey.steps if each is not step]
    if step is journey.steps[0]:
        kept.sort(key=lambda each: each.code != after[0])
    needs = [_need(LAW_REQUIREMENT_REPEALED, change, (step,))]
    if step.fee:
        needs.append(_need(LAW_FEE_REVISED, change, (step,)))
    return Redesign(replace(journey, steps=tuple(kept)), tuple(needs))


def _merge(journey: Journey, change: Merge, registers: Sequence[Register]) -> Redesign:
    merged = _steps(journey, change.steps, least=2)
    codes = {step.code for step in merged}
    if change.into in {step.code for step in journey.steps} - codes:
        raise Refused(CODE_TAKEN, (change.into,))
    share = max(step.share_of_cases for step in merged)
    visits = [step.out_of_pocket for step in merged if step.is_visit]
    travel = max(visits, key=lambda each: each.likely, default=NOTHING)
    after = dict.fromkeys(c for step in merged for c in step.next_steps or () if c not in codes)
    one = replace(
        merged[0],
        code=change.into,
        documents=_once(step.documents for step in merged),
        fields=_once(step.fields for step in merged),
        fetched=_once(step.fetched for step in merged),
        active_minutes=change.active_minutes or _weighed(merged, lambda s: s.active_minutes, share),
        waiting_days=change.waiting_days
        or max((step.waiting_days for step in merged), key=lambda each: each.likely),
        fee=sum(step.fee * step.share_of_cases for step in merged) / share if share else 0.0,
        out_of_pocket=travel
        + _weighed([s for s in merged if not s.is_visit], lambda s: s.out_of_pocket, share),
        is_visit=any(step.is_visit for step in merged),
        share_of_cases=share,
        next_steps=tuple(after),
    )
    into = dict.fromkeys(codes, (change.into,))
    kept = [
        one if step is merged[0] else _led(step, into)
        for step in journey.steps
        if step is merged[0] or step.code not in codes
    ]
    if journey.steps[0].code in codes:
        kept.sort(key=lambda each: each is not one)
    needs: tuple[Need, ...] = ()
    if len(_offices(merged)) > 1:
        needs = (
            _need(AGREEMENT_JOINT_DESK, change, merged),
            _need(LAW_DELEGATED_POWER, change, merged),
        )
    return Redesign(replace(journey, steps=tuple(kept)), needs)


def _make_online(journey: Journey, change: MakeOnline, registers: Sequence[Register]) -> Redesign:
    (step,) = _steps(journey, (change.step,))
    if step.channel in (ONLINE, AUTOMATIC):
        raise Refused(ALREADY_ONLINE, (step.code,))
    online = replace(
        step,
        channel=ONLINE,
        is_visit=False,
        out_of_pocket=NOTHING if step.is_visit else step.out_of_pocket,
        active_minutes=change.active_minutes or step.active_minutes,
        waiting_days=change.waiting_days or step.waiting_days,
    )
    needs = []
    if step.actor in APPLICANTS:
        needs.append(_need(LAW_ELECTRONIC_IDENTITY, change, (step,)))
    if step.documents:
        needs.append(_need(LAW_ELECTRONIC_DOCUMENT, change, (step,), documents=step.documents))
    return Redesign(_with(journey, {step.code: online}), tuple(needs))


def _ask_once(journey: Journey, change: AskOnce, registers: Sequence[Register]) -> Redesign:
    order = in_order(journey)
    earlier = _asked_before(order, followers(journey))
    wanted = change.fields or change.documents
    fields = set(change.fields if wanted else (f for step in order for f in step.fields))
    papers = set(change.documents if wanted else (d for step in order for d in step.documents))
    held_fields = fields & {field for each in registers for field in each.fields}
    held_papers = papers & {paper for each in registers for paper in each.documents}
    changed: dict[str, Step] = {}
    for step in order:
        falls = held_fields | held_papers | ((fields | papers) & earlier[step.code])
        kept = replace(
            step,
            fields=tuple(field for field in step.fields if field not in falls),
            documents=tuple(paper for paper in step.documents if paper not in falls),
            fetched=_once((step.fetched, _held(step, held_fields | held_papers))),
        )
        gone = len(step.fields) + len(step.documents) - len(kept.fields) - len(kept.documents)
        if gone:
            changed[step.code] = _relieved(kept, gone * change.minutes_each)
    if not changed:
        raise Refused(NOTHING_TO_ASK_ONCE, tuple(sorted(fields | papers)))
    relieved = [step for step in order if step.code in changed]
    needs = _exchange(change, relieved, held_fields, held_papers, registers)
    return Redesign(
        _with(journey, changed),
        needs + _passing_on(change, order, changed, held_fields | held_papers),
    )


def _one_front_desk(
    journey: Journey, change: OneFrontDesk, registers: Sequence[Register]
) -> Redesign:
    chosen = {step.code for step in _steps(journey, change.steps, least=2)}
    steps = [step for step in in_order(journey) if step.code in chosen]
    visits = [step.code for step in steps if step.is_visit]
    changed = {}
    for step in steps:
        stays_away = step.code in visits[1:]
        changed[step.code] = replace(
            step,
            office=change.office,
            channel=IN_PERSON if step.actor in APPLICANTS else step.channel,
            is_visit=step.is_visit and not stays_away,
            out_of_pocket=NOTHING if stays_away else step.out_of_pocket,
        )
    needs: tuple[Need, ...] = ()
    if {step.office for step in steps} != {change.office}:
        needs = (
            _need(AGREEMENT_JOINT_DESK, change, steps),
            _need(LAW_DELEGATED_POWER, change, steps),
        )
    return Redesign(_with(journey, changed), needs)


def _make_proactive(
    journey: Journey, change: MakeProactive, registers: Sequence[Register]
) -> Redesign:
    (step,) = _steps(journey, (change.step,))
    if step.actor not in APPLICANTS:
        raise Refused(NOT_THE_APPLICANTS, (step.code,))
    if change.register not in {each.code for each in registers}:
        raise Refused(UNKNOWN_REGISTER, (change.register,))
    fields = {field for each in registers for field in each.fields} & set(step.fields)
    papers = {paper for each in registers for paper in each.documents} & set(step.documents)
    if unheld := (set(step.fields) - fields) | (set(step.documents) - papers):
        raise Refused(NOT_HELD, tuple(sorted(unheld)))
    started = replace(
        step,
        actor=SYSTEM,
        channel=AUTOMATIC,
        documents=(),
        fields=(),
        fetched=_once((step.fetched, step.fields, step.documents)),
        active_minutes=NOTHING,
        out_of_pocket=NOTHING,
        is_visit=False,
    )
    start = [each for each in registers if each.code == change.register]
    needs = (
        _need(LAW_SERVICE_WITHOUT_APPLICATION, change, (step,)),
        *_exchange(change, (step,), fields, papers, registers, also=start),
    )
    return Redesign(_with(journey, {step.code: started}), needs)


def _steps(journey: Journey, codes: Sequence[str], least: int = 1) -> tuple[Step, ...]:
    """The named steps in the order of the list; raises Refused."""
    by_code = {step.code: step for step in journey.steps}
    if unknown := tuple(code for code in codes if code not in by_code):
        raise Refused(UNKNOWN_STEP, unknown)
    if len(set(codes)) < least:
        raise Refused(TOO_FEW_STEPS, tuple(codes))
    return tuple(step for step in journey.steps if step.code in codes)


def _with(journey: Journey, changed: Mapping[str, Step]) -> Journey:
    return replace(journey, steps=tuple(changed.get(s.code, s) for s in journey.steps))


def _led(step: Step, instead: Mapping[str, Sequence[str]]) -> Step:
    """The step with its arrows to some steps led elsewhere."""
    arrows = (instead.get(code, (code,)) for code in step.next_steps or ())
    return replace(step, next_steps=_once(arrows))


def _by_the_list(journey: Journey) -> Journey:
    """The journey with arrows left out wherever the order of the list says the same."""
    following = [(step.code,) for step in journey.steps[1:]] + [()]
    return replace(
        journey,
        steps=tuple(
            replace(step, next_steps=None if step.next_steps == default else step.next_steps)
            for step, default in zip(journey.steps, following, strict=True)
        ),
    )


def _once(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in lists for item in items))


def _offices(steps: Iterable[Step]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step.office for step in steps if step.office))


def _weighed(steps: Sequence[Step], amount: Callable[[Step], Estimate], share: float) -> Estimate:
    """The sum of the steps' amounts for a case of the merged step, taken by `share` of all."""
    total = NOTHING
    for step in steps:
        weight = step.share_of_cases / share if share else 0.0
        total += amount(step).each(partial(operator.mul, weight))
    return total


def _held(step: Step, held: Collection[str]) -> tuple[str, ...]:
    return tuple(item for item in (*step.fields, *step.documents) if item in held)


def _asked_before(order: Sequence[Step], after: paths.Arrows) -> dict[str, set[str]]:
    """Step -> what every case on it was asked for at a step before."""
    asked: dict[str, set[str]] = {step.code: set() for step in order}
    shares = {step.code: step.share_of_cases for step in order}
    for step in order:
        for later in paths.reached(after, step.code) - {step.code}:
            if shares[later] <= step.share_of_cases:
                asked[later] |= {*step.fields, *step.documents}
    return asked


def _relieved(step: Step, minutes: float) -> Step:
    if step.actor not in APPLICANTS:
        return step
    return replace(step, active_minutes=step.active_minutes.each(lambda m: max(m - minutes, 0.0)))


def _need(code: str, change: Change, steps: Sequence[Step], **more: Any) -> Need:
    return Need(
        code, change.code, steps=tuple(s.code for s in steps), offices=_offices(steps), **more
    )


def _exchange(
    change: Change,
    steps: Sequence[Step],
    fields: Collection[str],
    documents: Collection[str],
    registers: Sequence[Register],
    *,
    also: Collection[Register] = (),
) -> tuple[Need, ...]:
    """What fetching from registers needs: a law on it, an agreement with each holder, a basis."""
    needs = []
    for register in registers:
        theirs = [s for s in steps if {*s.fields} & register.fields & {*fields}]
        papers = [s for s in steps if {*s.documents} & register.documents & {*documents}]
        taking = [step for step in steps if step in theirs or step in papers]
        if taking or register in also:
            needs.append(
                _need(
                    AGREEMENT_DATA_EXCHANGE,
                    change,
                    taking or steps,
                    fields=tuple(sorted(register.fields & {f for s in theirs for f in s.fields})),
                    documents=tuple(
                        sorted(register.documents & {d for s in papers for d in s.documents})
                    ),
                    registers=(register.code,),
                )
            )
    if not needs:
        return ()
    found = {
        "fields": tuple(sorted(fields)),
        "documents": tuple(sorted(documents)),
        "registers": tuple(need.registers[0] for need in needs),
    }
    return (
        _need(LAW_DATA_SHARING, change, steps, **found),
        *needs,
        _need(PERSONAL_DATA_BASIS, change, steps, **found),
    )


def _passing_on(
    change: Change, order: Sequence[Step], changed: Mapping[str, Step], held: Collection[str]
) -> tuple[Need, ...]:
    """What offices need that now take an item from the office that asked for it first."""
    gone = {
        item
        for step in order
        if step.code in changed
        for item in {*step.fields, *step.documents}
        - {*changed[step.code].fields, *changed[step.code].documents}
        - {*held}
    }
    asking = [step for step in order if gone & {*step.fields, *step.documents}]
    if len(_offices(asking)) < 2:
        return ()
    found = {
        "fields": tuple(sorted(gone & {f for step in asking for f in step.fields})),
        "documents": tuple(sorted(gone & {d for step in asking for d in step.documents})),
    }
    return (
        _need(AGREEMENT_DATA_EXCHANGE, change, asking, **found),
        _need(PERSONAL_DATA_BASIS, change, asking, **found),
    )


_ACTS: Mapping[str, Callable[[Journey, Any, Sequence[Register]], Redesign]] = {
    Drop.code: _drop,
    Merge.code: _merge,
    MakeOnline.code: _make_online,
    AskOnce.code: _ask_once,
    OneFrontDesk.code: _one_front_desk,
    MakeProactive.code: _make_proactive,
}
