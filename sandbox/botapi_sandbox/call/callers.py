"""Who called for which bot: where one token is served by several processes in turn, each may name
itself in a header. No real server knows that header, and none minds it."""

from dataclasses import dataclass
from typing import Any

from botapi_sandbox.call.call_log import shown

HEADER = "X-Sandbox-Caller"
LONGEST = 64  # characters of a name
KEPT = 2_000  # names; those that called first are kept
POLLS = frozenset({"getUpdates"})
"""Whoever polls has done nothing yet."""


@dataclass(slots=True, kw_only=True)
class Caller:
    """What came under one name for one bot; moments in sandbox seconds since the start."""

    since: float  # when anything came first

    bot: int | None  # None: no bot has that token, or Telegram was out
    caller: str
    calls: int = 0  # getUpdates aside, and so the next three
    sends: int = 0
    first: float | None = None
    last: float | None = None
    polled: float | None = None  # when getUpdates came last

    def told(self) -> dict[str, Any]:
        return {
            "bot": self.bot,
            "caller": shown(self.caller),
            "calls": self.calls,
            "sends": self.sends,
            "first": _rounded(self.first),
            "last": _rounded(self.last),
            "polled": _rounded(self.polled),
        }


class Callers:
    """In the order in which they called first."""

    def __init__(self) -> None:
        self._known: dict[tuple[int | None, str], Caller] = {}
        self._newest: dict[int | None, Caller] = {}  # by bot

    def came(self, *, at: float, bot: int | None, caller: str, method: str, sends: bool) -> None:
        """A call, when it comes: what becomes of it changes nothing."""
        if not caller:
            return
        known = self._known.get((bot, caller))
        if known is None:
            if len(self._known) >= KEPT:
                return
            known = self._known[bot, caller] = Caller(since=at, bot=bot, caller=caller)
            self._newest[bot] = known
        if method in POLLS:
            known.polled = at
            return
        known.calls += 1
        known.sends += sends
        known.first = at if known.first is None else known.first
        known.last = at

    def newest(self, bot: int) -> Caller | None:
        """Who serves that bot now, since whoever takes it over calls by a name not heard before."""
        return self._newest.get(bot)

    def all(self) -> list[Caller]:
        return list(self._known.values())


def _rounded(moment: float | None) -> float | None:
    return None if moment is None else round(moment, 3)
