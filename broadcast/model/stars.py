"""Stars as an admin is asked about them; amounts are paid messages, tenths of a Star.

So they are whole numbers (Bot API: allow_paid_broadcast costs 0.1 Star a message).
"""

from dataclasses import dataclass

PER_STAR = 10  # paid messages for one Star
LARGEST_CAP = 1_000_000  # Stars


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """What an admin should know before launching a paid broadcast; amounts in paid messages."""

    estimate: Estimate
    cap: int
    balance: int | None  # None: Telegram did not tell
