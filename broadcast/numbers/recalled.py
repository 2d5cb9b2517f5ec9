"""What the memory of message numbers writes with each commit, as the next process reads it."""

import json
from dataclasses import dataclass
from typing import Self

from broadcast.certainty.numbers import Numbers

KEY = "numbers"  # in db/engine_state.py
Key = tuple[int, int]  # of a claim: its run and its subscriber


@dataclass(frozen=True, kw_only=True, slots=True)
class Recalled:
    """What a commit has written, as the next process reads it.

    low       the highest number that had been seen before the oldest open call left
    sharing   see broadcast/certainty/sharing.py
    lost      chats that a lost reply went to, and the highest number before
    replied   chats that were being replied to, and the highest number before
    """

    low: int
    numbers: Numbers
    sharing: str
    lost: tuple[tuple[int, int], ...] = ()
    replied: tuple[tuple[int, int], ...] = ()

    @classmethod
    def load(cls, text: str) -> Self:
        """Raises ValueError for what `dump` has not written."""
        kept = json.loads(text)
        try:
            return cls(
                low=int(kept["low"]),
                numbers=Numbers.load(kept["seen"]),
                sharing=str(kept["shared"]),
                lost=tuple((int(chat), int(low)) for chat, low in kept["lost"]),
                replied=tuple((int(chat), int(low)) for chat, low in kept["replied"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("these are no numbers of messages") from error
