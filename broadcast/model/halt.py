"""What holds a running broadcast up. It goes on by itself: nobody has to decide anything."""

from enum import StrEnum


class Halt(StrEnum):
    """Why it stands still."""

    FLOOD = "flood"  # Telegram asked to wait
    OUTAGE = "outage"
    STORAGE = "storage"


class Unpaid(StrEnum):
    """Why a paid broadcast does not pay just now."""

    CAP = "cap"  # it may cost no more
    BALANCE = "balance"  # the bot has no more
    UNKNOWN = "unknown"  # Telegram has not told the balance
    REFUSED = "refused"  # it floods us, Stars or not: paid broadcasts are not switched on
