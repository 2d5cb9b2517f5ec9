"""The newest calls of the bots, and what was wrong with them: for whoever looks for a fault.

Bounded: of a broadcast only its last calls are kept, and its errors apart from the rest, so that
a thousand good calls do not push the one bad one out. No token is ever kept.
"""

import re
from collections import Counter, deque
from dataclasses import asdict, dataclass, replace
from typing import Any

KEPT = 300  # good calls
KEPT_ERRORS = 300
KEPT_LACKING = 200  # names of methods that are asked for and not there
LONGEST = 300  # characters of an error or a note
CUT = LONGEST + 100  # kept of it, so that no token is cut through before it is seen
LONGEST_CHAT = 64
NOTES = 8  # of one call
SECRET = re.compile(r"\d{1,15}:[A-Za-z0-9_-]+")
"""What could be a token, wherever a bot put it."""
METHOD = re.compile(r"[A-Za-z]{1,64}")
GOOD = "200"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One call. `status`: HTTP's, or the name of the fault that it met."""

    number: int
    at: float  # sandbox seconds since the start: when it came
    bot: int | None  # None: no bot has that token
    method: str
    chat: str
    status: str
    error: str = ""
    notes: tuple[str, ...] = ()  # what the lenient mode overlooked
    caller: str = ""  # as it named itself, see callers.py

    @property
    def wrong(self) -> bool:
        return self.status != GOOD or bool(self.notes)

    def told(self) -> dict[str, Any]:
        """Made fit to be shown only now: a broadcast's calls are many, those looked at few."""
        return asdict(
            replace(
                self,
                at=round(self.at, 3),
                method=self.method if METHOD.fullmatch(self.method) else "?",
                chat=shown(self.chat),
                error=shown(self.error),
                notes=tuple(shown(each) for each in self.notes),
                caller=shown(self.caller),
            )
        )


class Calls:
    """Numbers go on from 1; the newest stand last."""

    def __init__(self) -> None:
        self.total = 0
        self.lacking: Counter[str] = Counter()  # methods that the sandbox does not have
        self._good: deque[Entry] = deque(maxlen=KEPT)
        self._wrong: deque[Entry] = deque(maxlen=KEPT_ERRORS)

    def add(
        self,
        *,
        at: float,
        bot: int | None,
        method: str,
        chat: str,
        status: str,
        error: str = "",
        notes: tuple[str, ...] = (),
        caller: str = "",
    ) -> None:
        self.total += 1
        entry = Entry(
            number=self.total,
            at=at,
            bot=bot,
            method=method,
            chat=chat[:LONGEST_CHAT],
            status=status,
            error=error[:CUT],
            notes=tuple(each[:CUT] for each in notes[:NOTES]) if notes else (),
            caller=caller,
        )
        (self._wrong if entry.wrong else self._good).append(entry)

    def lacks(self, method: str) -> None:
        if method in self.lacking or len(self.lacking) < KEPT_LACKING:
            self.lacking[method] += 1

    def newest(self, count: int, *, errors: bool = False, after: int = 0) -> list[Entry]:
        """Newest first, those with a number above `after`; `errors`: what went wrong only."""
        wanted = [self._wrong] if errors else [self._wrong, self._good]
        found: list[Entry] = []
        for kept in wanted:
            for entry in reversed(kept):
                if entry.number <= after:
                    break
                found.append(entry)
        found.sort(key=lambda entry: -entry.number)
        return found[:count]


def shown(text: str) -> str:
    """Without what could be a token, and not too long."""
    return SECRET.sub("(a token)", text)[:LONGEST]
