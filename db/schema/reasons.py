"""Reasons of our own, as they stand in the ledger: codes, which the upper floor puts into words.

Whatever else stands there as a reason is what Telegram answered, word for word, and is quoted.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


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


@dataclass(frozen=True, kw_only=True, slots=True)
class FailedShare:
    """Why a broadcast paused by itself: so many of the latest recipients went wrong.

    It stands as JSON in `runs.pause_detail`.
    """

    bad: int
    of: int
    words: str | None = None  # what Telegram answered to most of them

    @property
    def percent(self) -> int:
        """Rounded down."""
        return self.bad * 100 // self.of

    def dump(self) -> str:
        told = {"bad": self.bad, "of": self.of} | ({"words": self.words} if self.words else {})
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, detail: str) -> Self | None:
        """None for anything else; a share of earlier versions is read too."""
        if earlier := _EARLIER_SHARE.fullmatch(detail):
            return cls(bad=int(earlier["bad"]), of=int(earlier["of"]), words=earlier["words"])
        try:
            told = json.loads(detail)
            return cls(bad=int(told["bad"]), of=int(told["of"]), words=told.get("words"))
        except (ValueError, TypeError, KeyError):
            return None


# As it was: figures and their percentage, then what Telegram answered.
_EARLIER_SHARE = re.compile(
    r"(?P<bad>\d+)/(?P<of>[1-9]\d*) \(\d+%\)(: (?P<words>.*))?", re.DOTALL | re.ASCII
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
