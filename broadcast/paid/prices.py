"""Paid broadcasts: what can be paid, what it costs, and how much faster it goes.

Telegram sends up to 1000 messages/s for a bot that pays 0.1 Star for each above the free 30/s (Bot
API: allow_paid_broadcast; only what succeeds is charged). Amounts here are in paid messages, tenths
of a Star, so that they are whole numbers.
"""

import math

from broadcast.model.stars import PER_STAR, Estimate, Quote

FREE_RATE = 30.0  # messages/s that cost nothing, even where they are marked as paid
NANOS_OF_TENTH = 100_000_000  # Bot API: StarAmount.nanostar_amount counts billionths


def estimate(messages: int, *, most: int, free_rate: float, paid_rate: float) -> Estimate:
    """For so many messages, of which `most` may be paid; rates in messages/s.

    What is free goes out all the time, and what is paid beside it as long as the Stars last.
    """
    wanted = math.ceil(messages * paid_rate / (free_rate + paid_rate))
    paid = max(0, min(wanted, most))
    seconds = max((messages - paid) / free_rate, messages / (free_rate + paid_rate))
    return Estimate(wanted=wanted, paid=paid, seconds=seconds, seconds_unpaid=messages / free_rate)


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
