"""What holds a running broadcast up. It goes on by itself: nobody has to decide anything."""

from dataclasses import dataclass
from enum import StrEnum


class HaltReason(StrEnum):
    """Why nothing is sent."""

    STORAGE = "storage"  # the database cannot be written
    FLOOD = "flood"  # Telegram asked to wait
    OUTAGE = "outage"
    TOKEN = "token"  # noqa: S105 - refused by the last answer; what ran is paused


@dataclass(frozen=True, kw_only=True, slots=True)
class Halt:
    """One reason for which nothing is sent just now."""

    reason: HaltReason
    seconds: float = 0.0  # it lasts so long at least
    detail: str | None = None  # the database's own words


class Unpaid(StrEnum):
    """Why a paid broadcast does not pay just now."""

    CAP = "cap"  # it may cost no more
    BALANCE = "balance"  # the bot has no more
    UNKNOWN = "unknown"  # Telegram has not told the balance
    REFUSED = "refused"  # it floods us, Stars or not: paid broadcasts are not switched on
