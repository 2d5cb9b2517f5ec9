"""What /healthz tells: whether the process is alive, and which bot cannot send, and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from broadcast.model.halt import Halt, HaltReason

# For whoever looks after the server, as in the log; what admins of the bot read is in locales/.
WHY: Mapping[HaltReason, str] = {
    HaltReason.STORAGE: "the database cannot be written: {detail}",
    HaltReason.FLOOD: "flood control for another {seconds:.0f} s",
    HaltReason.OUTAGE: "Telegram does not answer",
    HaltReason.TOKEN: "the token was refused (401)",
}

Why = Callable[[], Sequence[str]]
"""Tells why a bot cannot send just now; nothing when it can"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    body: Mapping[str, Any]
    able: bool


def in_words(halts: Sequence[Halt]) -> list[str]:
    return [WHY[one.reason].format(seconds=one.seconds, detail=one.detail) for one in halts]


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """`several`: each bot is told of by its number, and one that cannot send is no reason to take
    the others' server away: all of them are."""

    several: bool = False
    _bots: dict[int, Why] = field(default_factory=dict)

    def know(self, bot_id: int, why: Why) -> None:
        """From now on this bot is told of, and by this."""
        self._bots[bot_id] = why

    def forget(self, bot_id: int) -> None:
        self._bots.pop(bot_id, None)

    def of_all(self) -> Answer:
        found = {bot_id: list(why()) for bot_id, why in sorted(self._bots.items())}
        if not self.several:
            why = [words for one in found.values() for words in one]
            return Answer(body={"alive": True, "able_to_send": not why, "why": why}, able=not why)
        able = any(not why for why in found.values())
        bots = {str(bot_id): _one(why) for bot_id, why in found.items()}
        return Answer(body={"alive": True, "able_to_send": able, "bots": bots}, able=able)

    def of(self, bot_id: str) -> Answer | None:
        """One bot alone; None where there is no such bot."""
        why = self._bots.get(int(bot_id)) if bot_id.isdecimal() else None
        if why is None:
            return None
        told = list(why())
        return Answer(body={"alive": True} | _one(told), able=not told)


def _one(why: list[str]) -> dict[str, Any]:
    return {"able_to_send": not why, "why": why}
