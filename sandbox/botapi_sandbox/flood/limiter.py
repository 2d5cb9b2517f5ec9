"""Telegram's flood limits for one bot: what may be sent when, and bans.

A bucket holds one second's worth and refills steadily. What overflows it waits silently for up
to `silent_wait` (seen: about 8 s); what does not fit by then gets 429, which begins a ban.
What waited already when a ban begins is of the same episode: 429 too, and the ban stays as it is.
What is sent during a ban moves its end.

A group's 20 a minute, slow mode and the edits' limits are their own: what they refuse begins no ban
and is refused without a silence, because it would be too long.

Paid broadcasts skip that: what carries allow_paid_broadcast and overflows the free bucket is let
through for a tenth of a Star, up to 1000/s in all. Below the free rate it costs nothing, and uses
the free bucket up like any other message. (Bot FAQ: "over the free amount of 30 messages per
second"; MTProto: `allow_paid_floodskip`.)
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from botapi_sandbox.flood.buckets import TINY, Bucket, Window
from botapi_sandbox.flood.limits import Limits
from botapi_sandbox.flood.own_floods import OwnFloods

MINUTE, HOUR = 60.0, 3600.0  # seconds
T = TypeVar("T")

STAR = 10  # tenths: a paid message costs one tenth of a Star
FORGET_ABOVE = 20_000  # chats with a window of their own; then the idle ones are dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the limiter decided: go on after `wait` seconds, or be refused then.

    `turn`: it waits for the bot's own limit; when that is changed, so is the wait (line.py).
    `ban`: seconds of the ban that the refusal begins, where none is on by then.
    `retry_after`: of a refusal that has nothing to do with a ban.
    """

    wait: float = 0.0
    refused: bool = False
    ban: float = 0.0
    retry_after: int = 0
    turn: float | None = None
    paid: int = 0  # messages to be charged once they are accepted


AT_ONCE = Verdict()


class Limiter:
    """One for each bot. Only what sends or edits messages asks it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free = Bucket()
        self._all = Bucket()  # what is free and what is paid together
        self._chats: dict[int, Bucket] = {}
        self._groups: dict[int, Window] = {}
        self._edits: dict[int, Window] = {}
        self._forwards = Window(HOUR)
        self.own = OwnFloods()
        self.banned_until = 0.0

    def ban(self, seconds: float, now: float) -> None:
        """Bans only grow: a shorter one does not end a longer one."""
        self.banned_until = max(self.banned_until, now + seconds)

    def pardon(self) -> None:
        """What no real Telegram does: the ban ends at once."""
        self.banned_until = 0.0
        self.own.pardon()

    def refuse(self, verdict: Verdict, now: float) -> int:
        """Says 429 to whoever has waited in vain; returns the whole seconds to retry after."""
        if verdict.retry_after:
            return verdict.retry_after
        if self.banned_until <= now:
            self.ban(verdict.ban, now)
        return self.retry_after(now)

    def retry_after(self, now: float) -> int:
        """Whole seconds until the ban ends, at least one."""
        return max(1, math.ceil(self.banned_until - now))

    def send(
        self, chat_id: int, cost: int, now: float, *, paid: bool, forward: bool = False
    ) -> Verdict:
        """`cost`: messages; an album counts as its items."""
        limits = self._limits
        own = max(self.own.left(chat_id, now, edit=False), self._group_wait(chat_id, cost, now))
        if own > limits.silent_wait:
            return Verdict(refused=True, retry_after=math.ceil(own))
        if self.banned_until > now:
            self.banned_until += limits.prolong
        wait = max(own, self._chat_wait(chat_id, cost, now))
        over = crowded = 0.0
        if limits.per_second is not None:
            over = self._free.wait(cost, limits.per_second, now)
            crowded = self._all.wait(cost, limits.paid_per_second, now)
        hour = self._hour_wait(cost, now) if forward else 0.0
        apart = max(wait, hour, self.banned_until - now)  # what no Star helps against
        longest = max(apart, over)
        if paid and over > 0 and apart <= 0 and crowded == 0 and self._affords(cost):
            self._take(chat_id, cost, now, free=False)
            return Verdict(paid=cost)
        if longest > limits.silent_wait:
            ban = limits.forward_ban if hour > limits.silent_wait else limits.ban
            return Verdict(wait=limits.silent_wait, refused=True, ban=ban)
        at = now + max(longest, 0.0)
        self._take(chat_id, cost, at)
        if forward and limits.forwards_per_hour is not None:
            self._forwards.take(cost, at)
        if longest <= 0:
            return AT_ONCE
        return Verdict(wait=longest, turn=self._free.turn if over >= longest else None)

    def until(self, turn: float, now: float) -> float:
        """Seconds until so much will have been poured, if the limit stays as it is."""
        rate = self._limits.per_second
        if rate is None:
            return 0.0
        self._free.wait(0, rate, now)
        return max(0.0, (turn - self._free.poured - TINY) / rate)

    def charge(self, messages: int) -> None:
        """Take the Stars for messages that `send` called paid and that were accepted."""
        self._limits.stars = round(self._limits.stars * STAR - messages) / STAR

    def edit(self, chat_id: int, now: float) -> Verdict:
        """Edits have a soft limit of their own in each chat, and no ban for the whole bot."""
        most = self._limits.edits_per_minute
        patience = self._limits.silent_wait
        own = self.own.left(chat_id, now, edit=True)
        if own > patience:
            return Verdict(refused=True, retry_after=math.ceil(own))
        if most is None:
            return Verdict(wait=own)
        window = _entry(self._edits, chat_id, _minute)
        wait = max(own, window.wait(1, most, now))
        if wait > patience:
            return Verdict(wait=patience, refused=True, retry_after=math.ceil(wait - patience))
        window.take(1, now + wait)
        return Verdict(wait=wait)

    def _affords(self, messages: int) -> bool:
        return messages <= round(self._limits.stars * STAR)

    def _chat_wait(self, chat_id: int, cost: int, now: float) -> float:
        limits = self._limits
        wait, rate = 0.0, limits.per_chat_per_second
        if rate is not None:
            bucket = _entry(self._chats, chat_id, Bucket)
            wait = bucket.wait(cost, rate, now, limits.per_chat_burst)
        return wait

    def _group_wait(self, chat_id: int, cost: int, now: float) -> float:
        most = self._limits.group_per_minute
        if chat_id >= 0 or most is None:
            return 0.0
        return _entry(self._groups, chat_id, _minute).wait(cost, most, now)

    def _hour_wait(self, cost: int, now: float) -> float:
        most = self._limits.forwards_per_hour
        return 0.0 if most is None else self._forwards.wait(cost, most, now)

    def _take(self, chat_id: int, cost: int, at: float, *, free: bool = True) -> None:
        limits = self._limits
        if limits.per_second is not None:
            self._all.take(cost)
            if free:
                self._free.take(cost)
        if limits.per_chat_per_second is not None:
            self._chats[chat_id].take(cost)
        if chat_id < 0 and limits.group_per_minute is not None:
            self._groups[chat_id].take(cost, at)
        self.own.wrote(chat_id, at)


def _minute() -> Window:
    return Window(MINUTE)


def _entry(kept: dict[int, T], chat_id: int, make: Callable[[], T]) -> T:
    if chat_id not in kept and len(kept) >= FORGET_ABOVE:
        for old in list(kept)[: FORGET_ABOVE // 2]:
            del kept[old]
    if chat_id not in kept:
        kept[chat_id] = make()
    return kept[chat_id]
