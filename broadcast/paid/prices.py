"""Paid broadcasts: what can be paid, what it costs, and how much faster it goes.

Telegram sends up to 1000 messages/s for a bot that pays 0.1 Star for each above the free 30/s (Bot
API: allow_paid_broadcast; only what succeeds is charged). Amounts here are in paid messages, tenths
of a Star, so that they are whole numbers.
"""

import math
from dataclasses import dataclass

PER_STAR = 10  # paid messages for one Star
FREE_RATE = 30.0  # messages/s that cost nothing, even where they are marked as paid
LARGEST_CAP = 1_000_000  # Stars
NANOS_OF_TENTH = 100_000_000  # Bot API: StarAmount.nanostar_amount counts billionths


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """What a paid broadcast will cost and how long it will take, about."""

    wanted: int  # paid messages to send all of it at full speed
    paid: int  # paid messages that cap and balance allow of those
    seconds: float
    seconds_unpaid: float  # the same broadcast without Stars

    @property
    def falls_short(self) -> bool:
        """The Stars are spent before everyone has it."""
        return self.paid < self.wanted


def estimate(messages: int, *, most: int, free_rate: float, paid_rate: float) -> Estimate:
    """For so many messages, of which `most` may be paid; rates in messages/s.

    What is free goes out all the time, and what is paid beside it as long as the Stars last.
    """
    wanted = math.ceil(messages * paid_rate / (free_rate + paid_rate))
    paid = max(0, min(wanted, most))
    seconds = max((messages - paid) / free_rate, messages / (free_rate + paid_rate))
    return Estimate(wanted=wanted, paid=paid, seconds=seconds, seconds_unpaid=messages / free_rate)


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """What an admin should know before launching a paid broadcast; amounts in paid messages."""

    estimate: Estimate
    cap: int
    balance: int | None  # None: Telegram did not tell


def quote(
    messages: int, *, cap: int, balance: int | None, free_rate: float, paid_rate: float
) -> Quote:
    """`cap` and `balance` in paid messages; where the balance is not known, only the cap counts."""
    most = cap if balance is None else min(cap, balance)
    expected = estimate(messages, most=most, free_rate=free_rate, paid_rate=paid_rate)
    return Quote(estimate=expected, cap=cap, balance=balance)


def tenths(amount: int, nanostars: int) -> int:
    """A balance in paid messages, rounded down (Bot API: StarAmount; both may be negative)."""
    return amount * PER_STAR + nanostars // NANOS_OF_TENTH
