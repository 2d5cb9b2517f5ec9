"""Telegram's flood limits for one bot: what may be sent when, and bans.

A bucket holds one second's worth and refills steadily. What overflows it waits silently for
up to `silent_wait` (TELEGRAM.md: up to about 8 s) and then gets 429, which begins a ban.

Paid broadcasts skip that: what carries allow_paid_broadcast and overflows the free bucket is let
through for a tenth of a Star, up to 1000/s in all. Below the free rate it costs nothing, and uses
the free bucket up like any other message. (Bot FAQ: "over the free amount of 30 messages per
second"; MTProto: `allow_paid_floodskip`.)
"""

import math
from collections import deque
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from sandbox.errors import ControlError

MINUTE = 60.0  # seconds
T = TypeVar("T")

STAR = 10  # tenths: a paid message costs one tenth of a Star
TINY = 1e-9  # messages: ten steps of 0.1 s must refill what 1 s does
FORGET_ABOVE = 20_000  # chats with a window of their own; then the idle ones are dropped


@dataclass(slots=True, kw_only=True)
class Limits:
    """None switches a limit off. Rates in messages/s or /min, times in sandbox seconds."""

    per_second: float | None = 30.0
    per_chat_per_second: float | None = None
    group_per_minute: int | None = 20
    edits_per_minute: int | None = None  # edits in one chat; off: TELEGRAM.md gives no number
    ban: float = 3.0  # retry_after of a 429
    prolong: float = 0.0  # each send during a ban moves its end by so much
    silent_wait: float = 0.0
    latency: float = 0.0  # median, of every method but getUpdates
    latency_sigma: float = 0.0  # of the logarithm
    paid_per_second: float = 1000.0  # all chats of a bot, what is free included
    stars: float = 0.0  # balance; spent by allow_paid_broadcast above the free rate
    callback_seconds: float = 900.0  # how long a pressed button can be answered

    def change(self, changes: dict[str, Any]) -> None:
        known = {field.name for field in fields(self)}
        for name, value in changes.items():
            if name not in known:
                raise ControlError(f"no limit is named {name!r}; there are {sorted(known)}")
            setattr(self, name, value)


class Bucket:
    """A token bucket that may go into debt by whoever agrees to wait."""

    __slots__ = ("_at", "_level", "poured")

    def __init__(self) -> None:
        self._level: float | None = None
        self._at = 0.0
        self.poured = 0.0  # messages' worth since the start, what overflowed included

    def wait(self, cost: float, rate: float, now: float) -> float:
        """Seconds until `cost` fits; takes nothing. Capacity: a second's worth, at least one.

        What costs more than the capacity (an album of ten at 5/s) fits when the bucket is full.
        """
        capacity = max(rate, 1.0)
        gained = (now - self._at) * rate
        level = capacity if self._level is None else self._level + gained
        self.poured += gained
        self._level, self._at = min(capacity, level), now
        return max(0.0, (min(cost, capacity) - self._level - TINY) / rate)

    def take(self, cost: float) -> None:
        """After `wait` was asked at the same instant."""
        self._level = (self._level or 0.0) - cost

    @property
    def turn(self) -> float:
        """How much must have been poured until whoever took last has paid its debt."""
        return self.poured - min(0.0, self._level or 0.0)


class Window:
    """At most so many in the last minute."""

    __slots__ = ("_times",)

    def __init__(self) -> None:
        self._times: deque[float] = deque()

    def wait(self, cost: int, most: int, now: float) -> float:
        times = self._times
        while times and times[0] <= now - MINUTE:
            times.popleft()
        over = len(times) + min(cost, most) - most
        return 0.0 if over <= 0 else times[over - 1] + MINUTE - now

    def take(self, cost: int, at: float) -> None:
        self._times.extend([at] * cost)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the limiter decided: go on after `wait` seconds, or refuse then.

    `turn`: it waits for the bot's own limit; when that is changed, so is the wait (line.py).
    """

    wait: float = 0.0
    retry_after: int | None = None
    turn: float | None = None
    paid: int = 0  # messages to be charged once they are accepted


class Limiter:
    """One for each bot. Only what sends or edits messages asks it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free = Bucket()
        self._all = Bucket()  # what is free and what is paid together
        self._chats: dict[int, Bucket] = {}
        self._groups: dict[int, Window] = {}
        self._edits: dict[int, Window] = {}
        self.banned_until = 0.0

    def ban(self, seconds: float, now: float) -> None:
        """Bans only grow: a shorter one does not end a longer one."""
        self.banned_until = max(self.banned_until, now + seconds)

    def send(self, chat_id: int, cost: int, now: float, *, paid: bool) -> Verdict:
        limits = self._limits
        if self.banned_until > now:
            self.banned_until += limits.prolong
            return self._overflow(self.banned_until - now, now)
        wait = self._chat_wait(chat_id, cost, now)
        over = crowded = 0.0
        if limits.per_second is not None:
            over = self._free.wait(cost, limits.per_second, now)
            crowded = self._all.wait(cost, limits.paid_per_second, now)
        affordable = cost <= round(limits.stars * STAR)
        if paid and affordable and over > 0 and wait == 0 and crowded == 0:
            self._take(chat_id, cost, now, free=False)
            return Verdict(paid=cost)
        in_line = over > wait
        wait = max(wait, over)
        if wait > limits.silent_wait:
            self.ban(limits.ban, now)
            return self._overflow(wait, now)
        self._take(chat_id, cost, now + wait)
        return Verdict(wait=wait, turn=self._free.turn if in_line else None)

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
        if most is None:
            return Verdict()
        window = _entry(self._edits, chat_id, Window)
        wait = window.wait(1, most, now)
        if wait > self._limits.silent_wait:
            return Verdict(wait=self._limits.silent_wait, retry_after=math.ceil(wait))
        window.take(1, now + wait)
        return Verdict(wait=wait)

    def _chat_wait(self, chat_id: int, cost: int, now: float) -> float:
        limits = self._limits
        wait = 0.0
        if limits.per_chat_per_second is not None:
            bucket = _entry(self._chats, chat_id, Bucket)
            wait = bucket.wait(cost, limits.per_chat_per_second, now)
        if chat_id < 0 and limits.group_per_minute is not None:
            window = _entry(self._groups, chat_id, Window)
            wait = max(wait, window.wait(cost, limits.group_per_minute, now))
        return wait

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

    def _overflow(self, wait: float, now: float) -> Verdict:
        """Short waits are sat out unseen even during a ban; otherwise the refusal comes late."""
        patience = self._limits.silent_wait
        left = max(self.banned_until - now, 0.0)
        if wait <= patience and left <= patience:
            return Verdict(wait=max(wait, left))
        return Verdict(wait=patience, retry_after=max(1, math.ceil(left - patience)))


def _entry(kept: dict[int, T], chat_id: int, make: type[T]) -> T:
    if chat_id not in kept and len(kept) >= FORGET_ABOVE:
        for old in list(kept)[: FORGET_ABOVE // 2]:
            del kept[old]
    if chat_id not in kept:
        kept[chat_id] = make()
    return kept[chat_id]
