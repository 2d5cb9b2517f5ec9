"""What goes wrong on purpose: single answers by share or by count, and whole outages."""

import random
from dataclasses import asdict, dataclass
from typing import Any

from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.trouble.given import arranged

KINDS = {
    "flood": "429 with retry_after; does not ban anybody else",
    "internal": "errors inside of Telegram: after it tried in silence, a 429 of about 8 s",
    "error_500": "500 Internal Server Error as JSON",
    "html_502": "502 Bad Gateway with an HTML body",
    "html_504": "504 Gateway Timeout with an HTML body",
    "lost_before": "the connection is dropped, nothing was accepted",
    "lost_after": "accepted, then the connection is dropped",
    "lands_later": "the connection is dropped at once, the message lands `delay` seconds later",
    "never_answers": "the answer never comes (accepted or not: `accepted`)",
    "slow_answer": "accepted at once, answered `delay` seconds later",
    "garbage": "accepted, answered 200 with a body that is no JSON",
    "odd": "answered with `status` and `body`, whatever these are (accepted or not: `accepted`)",
}
MANNERS = ("html_502", "html_504", "error_500", "refuse", "hang", "drop")
SENDS = "sends"
EVERYTHING = "*"


@dataclass(slots=True, kw_only=True)
class Fault:
    """One kind of trouble and whom it hits.

    share     of the matching calls, 0..1
    next      exactly so many of the next matching calls, whatever the share
    skip      matching calls let through before `next` begins to count
    seconds   ends after so many sandbox seconds
    methods   "sends" (default), "*", or a list of method names
    chats     ids of those whose calls it hits, and no others' (default: anybody's)
    accepted  share of the hit calls that were carried out all the same (html_502, html_504,
              error_500, never_answers, odd)
    delay     sandbox seconds (lands_later, slow_answer)
    at_least  with it each delay is another one, from that up to `delay`
    """

    kind: str
    share: float = 0.0
    next: int = 0
    skip: int = 0
    seconds: float | None = None
    methods: str | list[str] = SENDS
    chats: list[int] | None = None
    accepted: float = 0.0
    delay: float = 5.0
    at_least: float | None = None
    retry_after: int = 3  # seconds (flood; of `internal` it is 8, whatever this says)
    status: int = 400  # HTTP (odd)
    body: str = "{}"  # (odd)
    until: float | None = None

    def matches(self, method: str, chat: str, *, sends: bool) -> bool:
        if self.chats is not None and chat not in map(str, self.chats):
            return False
        if self.methods == SENDS:
            return sends
        return self.methods == EVERYTHING or method in self.methods

    def over(self, now: float) -> bool:
        if self.until is not None and now >= self.until:
            return True
        return self.share <= 0 and self.next <= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A fault that struck one call."""

    fault: Fault
    accepted: bool
    delay: float  # sandbox seconds


class Faults:
    """The faults in force; at most one of each kind."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self._faults: dict[str, Fault] = {}
        self.outage_until = 0.0
        self.outage_manner = ""

    def change(self, changes: dict[str, Any], now: float) -> None:
        """kind=share, kind={...fields of Fault}, kind=None or 0 ends it."""
        for kind, value in changes.items():
            if kind not in KINDS:
                raise ControlError(f"no fault is named {kind!r}; there are {sorted(KINDS)}")
            self._faults.pop(kind, None)
            if value:
                self._faults[kind] = _fault(kind, value, now)

    def clear(self) -> None:
        self._faults.clear()
        self.outage_until = 0.0

    def outage(self, seconds: float, manner: str, now: float) -> None:
        if manner not in MANNERS:
            raise ControlError(f"an outage is one of {MANNERS}, not {manner!r}")
        self.outage_until, self.outage_manner = now + seconds, manner

    def fault_for(self, method: str, chat: str, now: float, *, sends: bool) -> Hit | None:
        """The fault that hits this call, if any; the first kind that matches wins.

        `chat`: the call's chat_id as text, "" where it has none.
        """
        for fault in list(self._faults.values()):
            if fault.over(now):
                del self._faults[fault.kind]
            elif fault.matches(method, chat, sends=sends) and self._falls_on(fault):
                accepted = self._chance.random() < fault.accepted
                return Hit(fault=fault, accepted=accepted, delay=self._delay(fault))
        return None

    def _delay(self, fault: Fault) -> float:
        if fault.at_least is None:
            return fault.delay
        return self._chance.uniform(min(fault.at_least, fault.delay), fault.delay)

    def listed(self, now: float) -> list[dict[str, Any]]:
        """Those still in force."""
        return [asdict(fault) for fault in self._faults.values() if not fault.over(now)]

    def _falls_on(self, fault: Fault) -> bool:
        if fault.next > 0:
            if fault.skip > 0:
                fault.skip -= 1
                return False
            fault.next -= 1
            return True
        return self._chance.random() < fault.share


def _fault(kind: str, value: Any, now: float) -> Fault:
    fault = arranged(Fault, kind, value)
    if fault.seconds is not None:
        fault.until = now + fault.seconds
        if not fault.share and not fault.next:
            fault.share = 1.0
    return fault
