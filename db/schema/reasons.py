"""Reasons of our own, as they stand in the ledger: codes, which the upper floor puts into words.

Whatever else stands there as a reason is what Telegram answered, word for word, and is quoted.
"""

from enum import StrEnum


class OwnReason(StrEnum):
    """What broke on the way to an answer. Telegram never answers with one of these words."""

    NO_ANSWER = "no-answer"  # in time
    STOPPED = "stopped"  # the program ended before the answer came
    CONNECTION_LOST = "connection-lost"  # refused, reset or cut
    BAD_ANSWER = "bad-answer"  # the server answered with what is none of Telegram's answers
    FAULT = "fault"  # something broke in the program itself
    RESTORED = "restored"  # a backup is in place: it may have been sent after that was made


# As ledgers of earlier versions have them.
_EARLIER: tuple[tuple[str, OwnReason], ...] = (
    ("no answer in time", OwnReason.NO_ANSWER),
    ("ended before the answer", OwnReason.STOPPED),
    ("stopped while", OwnReason.STOPPED),
    ("not json", OwnReason.BAD_ANSWER),
    ("is no answer", OwnReason.BAD_ANSWER),
    ("could not be read", OwnReason.BAD_ANSWER),
)


def own_reason(reason: str) -> OwnReason | None:
    """None for Telegram's own words."""
    if reason in tuple(OwnReason):
        return OwnReason(reason)
    words = reason.lower()
    earlier = (code for part, code in _EARLIER if part in words)
    # The name of an exception, as it used to be kept: "ServerDisconnectedError: …".
    lost = OwnReason.CONNECTION_LOST if _names_exception(reason) else None
    return next(earlier, lost)


def _names_exception(reason: str) -> bool:
    name = reason.partition(":")[0]
    return name.isidentifier() and name.endswith(("Error", "Exception", "Timeout"))
