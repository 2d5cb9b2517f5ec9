"""Is it the message that Telegram refuses, or this recipient?

Words cannot decide it, since no table of them is complete. Who else takes the message can: once
anybody has taken it, every refusal is its recipient's own, over pauses, restarts and processes.
While nobody has, refusals are unconfirmed: their recipients are marked as failed, and put back when
the message turns out to be at fault, so that nobody is marked for it. Each step is judged for
itself: a photo that everybody gets says nothing of the message with the buttons behind it.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

REFUSALS = 3  # of a message that nobody has taken; then nobody else is asked


class Refusal(NamedTuple):
    """Somebody refused a step that nobody has taken."""

    subscriber_id: int
    step: int
    detail: str | None = None  # Telegram's words
    variant: int = 0  # of the content, which they were to get


class ContentGuard:
    """A policy for one variant of a run's message: it collects unconfirmed refusals and says whose
    fault they are."""

    def __init__(self, *, taken: int = 0, refusals: Iterable[Refusal] = ()) -> None:
        """`taken`: how many steps somebody got before; `refusals`: who was marked before."""
        self.taken = taken
        self.detail: str | None = None  # Telegram's words for the last refusal
        self._unconfirmed: dict[int, set[int]] = {}  # by step
        self._counted: Counter[int] = Counter()  # by step, since it was launched or resumed
        self._blamed_step: int | None = None
        for one in refusals:
            if not self.has_taken(one.step):
                self._collect(one)

    def accepted(self, step: int = 0) -> bool:
        """Telegram took it: the refusals so far were about their recipients. True: that is new."""
        if self.has_taken(step):
            return False
        self.taken = step + 1
        self._unconfirmed = {
            later: found for later, found in self._unconfirmed.items() if later >= self.taken
        }
        return True

    def refused(self, refusal: Refusal, *, before: bool = False) -> bool:
        """True when nobody else is to be asked. `before`: this one had refused it before a resume,
        which proves no more than it did then."""
        if self.has_taken(refusal.step):
            return False
        self._collect(refusal)
        self._counted[refusal.step] += not before
        if self.blames_content or self._counted[refusal.step] < REFUSALS:
            return False
        self._blamed_step = refusal.step
        return True

    def blame_content(self) -> None:
        """There is nobody else to ask."""
        self._blamed_step = max(self._unconfirmed, default=None)

    def forget_unconfirmed(self) -> None:
        """Who refused it is not marked any more."""
        self._unconfirmed = {}

    def resume(self) -> None:
        """An admin said so: others are asked."""
        self._counted.clear()
        self._blamed_step = None

    def has_taken(self, step: int) -> bool:
        """Whether anybody has."""
        return step < self.taken

    @property
    def blames_content(self) -> bool:
        """Whether it is the message's fault, as far as is known now."""
        return self._blamed_step is not None and not self.has_taken(self._blamed_step)

    @property
    def has_unconfirmed(self) -> bool:
        """Some refused it, and nobody took it."""
        return bool(self._unconfirmed)

    @property
    def unconfirmed(self) -> tuple[int, ...]:
        """Recipients who are marked although it may not be about them."""
        return tuple(sorted(one for found in self._unconfirmed.values() for one in found))

    def _collect(self, refusal: Refusal) -> None:
        self._unconfirmed.setdefault(refusal.step, set()).add(refusal.subscriber_id)
        self.detail = refusal.detail
