"""How long to wait before the next try, while tries fail."""

import random


class Backoff:
    """Pauses in seconds, each twice the one before, up to the longest. It never waits itself."""

    def __init__(
        self,
        first: float,
        longest: float,
        *,
        jitter: float = 0.0,
        chance: random.Random | None = None,
    ) -> None:
        """`jitter`: the part of a pause by which it may be longer or shorter, by `chance`, so that
        many do not come back in step."""
        self._first = first
        self._longest = longest
        self._jitter = jitter
        self._chance = chance
        self._pause = first

    def next(self) -> float:
        """Another try has failed."""
        pause, self._pause = self._pause, min(self._pause * 2, self._longest)
        if self._chance is None:
            return pause
        return pause * (1 + self._chance.uniform(-self._jitter, self._jitter))

    def reset(self) -> None:
        """A try has succeeded."""
        self._pause = self._first
