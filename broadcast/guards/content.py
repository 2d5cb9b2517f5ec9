"""Is it the message that Telegram refuses, or this recipient?

Words cannot decide it, since no table of them is complete. Who else takes the message can: once
anybody has taken it, every refusal is its recipient's own, over pauses, restarts and processes.
While nobody has, the refused are suspects: marked as failed, and put back when the message turns
out to be at fault, so that nobody is marked for it. Each step is judged for itself: a photo that
everybody gets says nothing of the message with the buttons behind it.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

REFUSALS = 3  # of a message that nobody has taken; then nobody else is asked


class Suspect(NamedTuple):
    """Who refused a step that nobody has taken."""

    subscriber_id: int
    step: int
    detail: str | None = None  # Telegram's words


class ContentGuard:
    """A policy for one run: it collects suspects and says when they are none."""

    def __init__(self, *, taken: int = 0, suspects: Iterable[Suspect] = ()) -> None:
        """`taken`: how many steps somebody got before; `suspects`: who was marked before."""
        self.taken = taken
        self.detail: str | None = None  # Telegram's words for the last refusal
        self._suspects: dict[int, set[int]] = {}  # by step
        self._refusals: Counter[int] = Counter()  # by step, since it was launched or resumed
        self._condemned: int | None = None  # a step
        for one in suspects:
            if not self.has_taken(one.step):
                self._suspect(one)

    def accepted(self, step: int = 0) -> bool:
        """Telegram took it: the refusals so far were about their recipients. True: that is new."""
        if self.has_taken(step):
            return False
        self.taken = step + 1
        self._suspects = {
            later: found for later, found in self._suspects.items() if later >= self.taken
        }
        return True

    def refused(self, suspect: Suspect, *, before: bool = False) -> bool:
        """True when nobody else is to be asked. `before`: this one had refused it before a resume,
        which proves no more than it did then."""
        if self.has_taken(suspect.step):
            return False
        self._suspect(suspect)
        self._refusals[suspect.step] += not before
        if self.condemned or self._refusals[suspect.step] < REFUSALS:
            return False
        self._condemned = suspect.step
        return True

    def condemn(self) -> None:
        """There is nobody else to ask."""
        self._condemned = max(self._suspects, default=None)

    def put_back(self) -> None:
        """The suspects are not marked any more."""
        self._suspects = {}

    def go_on(self) -> None:
        """An admin said so: others are asked."""
        self._refusals.clear()
        self._condemned = None

    def has_taken(self, step: int) -> bool:
        """Whether anybody has."""
        return step < self.taken

    @property
    def condemned(self) -> bool:
        """Whether it is the message's fault, as far as is known now."""
        return self._condemned is not None and not self.has_taken(self._condemned)

    @property
    def unresolved(self) -> bool:
        """Some refused it, and nobody took it. Asked in another thread too."""
        return bool(self._suspects)

    @property
    def suspects(self) -> tuple[int, ...]:
        """Recipients who are marked although it may not be about them."""
        return tuple(sorted(one for found in self._suspects.values() for one in found))

    def _suspect(self, one: Suspect) -> None:
        self._suspects.setdefault(one.step, set()).add(one.subscriber_id)
        self.detail = one.detail
