"""What can be changed in a journey, and the codes of what each change needs or why it is refused."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from samgak.measures.burden import Estimate
from samgak.measures.journeys import Journey

LAW_REQUIREMENT_REPEALED = "law-requirement-repealed"
LAW_ELECTRONIC_DOCUMENT = "law-electronic-document"
LAW_ELECTRONIC_IDENTITY = "law-electronic-identity"
LAW_FEE_REVISED = "law-fee-revised"
LAW_DATA_SHARING = "law-data-sharing"
LAW_DELEGATED_POWER = "law-delegated-power"
LAW_SERVICE_WITHOUT_APPLICATION = "law-service-without-application"
AGREEMENT_DATA_EXCHANGE = "agreement-data-exchange"
AGREEMENT_JOINT_DESK = "agreement-joint-desk"
PERSONAL_DATA_BASIS = "personal-data-basis"

UNKNOWN_STEP = "unknown-step"
LAST_STEP = "last-step"
START_WOULD_SPLIT = "start-would-split"
TOO_FEW_STEPS = "too-few-steps"
CODE_TAKEN = "code-taken"
WOULD_LOOP = "would-loop"
ALREADY_ONLINE = "already-online"
NOTHING_TO_ASK_ONCE = "nothing-to-ask-once"
UNKNOWN_REGISTER = "unknown-register"
NOT_HELD = "not-held"
NOT_THE_APPLICANTS = "not-the-applicants"


@dataclass(frozen=True)
class Drop:
    """A step falls away; what was before it leads to what was after it."""

    code: ClassVar = "drop"
    step: str


@dataclass(frozen=True)
class Merge:
    """Several steps become one. Minutes and fees add up, the longest wait stays, unless given."""

    code: ClassVar = "merge"
    steps: tuple[str, ...]
    into: str
    active_minutes: Estimate | None = None
    waiting_days: Estimate | None = None


@dataclass(frozen=True)
class MakeOnline:
    """No visit and no travel; minutes and waiting stay as they are unless given."""

    code: ClassVar = "make-online"
    step: str
    active_minutes: Estimate | None = None
    waiting_days: Estimate | None = None


@dataclass(frozen=True)
class AskOnce:
    """What a register holds is fetched, the rest asked at one step only; empty means everything.

    minutes_each: applicants' minutes that fall away with every request that does.
    """

    code: ClassVar = "ask-once"
    fields: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    minutes_each: float = 0.0


@dataclass(frozen=True)
class OneFrontDesk:
    """The steps happen at one desk in one visit: later visits and their travel fall away."""

    code: ClassVar = "one-front-desk"
    steps: tuple[str, ...]
    office: str


@dataclass(frozen=True)
class MakeProactive:
    """Nobody applies: an event in the register starts it, and registers give what was asked."""

    code: ClassVar = "make-proactive"
    step: str
    register: str


Change: TypeAlias = Drop | Merge | MakeOnline | AskOnce | OneFrontDesk | MakeProactive


@dataclass(frozen=True)
class Need:
    """A law, an agreement or a legal basis that a change (its code) can't do without."""

    code: str
    change: str
    steps: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


class Refused(Exception):
    """The change can't be made to this journey; items are steps, fields, documents or registers."""

    def __init__(self, code: str, items: tuple[str, ...] = ()) -> None:
        super().__init__(code, items)
        self.code = code
        self.items = items


@dataclass(frozen=True)
class Redesign:
    """The journey after, and what it needs."""

    journey: Journey
    needs: tuple[Need, ...]
