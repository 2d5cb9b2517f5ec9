"""The first recipients of a broadcast are a canary: nobody else begins until they have answered.

A message that is bad for everyone reaches no more people than the canary has, whatever the rate.
"""

from dataclasses import dataclass

from botapi.outcome import SUSPICIOUS, Verdict

# What tells something of the message. Who blocked the bot or is gone was never shown it, who takes
# no voice messages takes no better one, and a lost answer says nothing: none of these makes the
# canary smaller, none of them holds it up.
TELLING = frozenset({Verdict.SENT, Verdict.FAILED}) | SUSPICIOUS


@dataclass(frozen=True, kw_only=True, slots=True)
class SafetyLimits:
    """How careful broadcasts are with themselves; settings of the same names."""

    canary: int = 20  # recipients; 0: none
    failure_share: int = 30  # percent of the latest answers; 0 or 100: they may all fail


class Canary:
    """A policy for one run. `answered` says how many took or refused the message before."""

    def __init__(self, size: int, *, answered: int = 0) -> None:
        self._remaining = size - answered

    def room(self, begun: int) -> int | None:
        """How many more may begin while `begun` are on their way; None: as many as wanted."""
        return max(0, self._remaining - begun) if self._remaining > 0 else None

    def outcome(self, verdict: Verdict) -> None:
        """A recipient has an outcome."""
        if verdict in TELLING:
            self._remaining -= 1
