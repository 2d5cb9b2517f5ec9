"""What flood episodes leave of the rate, and how quiet time brings it back.

A flood out of a steady rate means that the limit has fallen, nobody knows how far: a deep cut. One
on the way up means that the limit has just been passed: a shallow cut, and a longer next way up.
The way back is slow first, because the limit is probably still near, and complete in time, because
a 429 may also have had other causes.
"""

import math

LOWEST_RATE = 0.5  # messages/s: a cut never goes below it
HARD_CUT, SOFT_CUT = 0.5, 0.85  # what an episode leaves of the rate
SETTLED = 2.0  # seconds after a ban: a flood before is still about the same fall of the limit
RETURN = 17.0  # quiet seconds until the rate is back at the ceiling, slowly first
STEEPNESS = 6  # the power of the way back: half of the time brings a 64th of the way
LONGEST_RETURN = 120.0  # each flood on the way up doubles the time for the next way
SPURIOUS = 2  # hard cuts in a row that were followed by a quiet return: they were too hard


class FloodBackoff:
    """`rate` (messages/s) is what floods leave. Moments are monotonic seconds."""

    def __init__(self, ceiling: float) -> None:
        self._ceiling = ceiling
        self._base = ceiling  # the rate after the last episode
        self._calm_from = -math.inf  # when the last episode was noticed, or its ban is over
        self._before: tuple[float, float, float, int] | None = (
            None  # how it was before the last cut
        )
        self._return = RETURN  # quiet seconds from the base to the ceiling
        self._hard_cuts = 0  # in a row, each followed by a quiet return
        self.rate = ceiling
        self.episode = -math.inf  # when the last one was noticed

    def flooded(self, now: float, rate: float) -> None:
        """A new episode, met at that rate."""
        self._before = self._base, self.rate, self._return, self._hard_cuts
        self._base = self.rate = max(LOWEST_RATE, rate * self._cut(now))
        self.episode = self._calm_from = now

    def banned(self, until: float) -> None:
        """Quiet time begins when the ban is over."""
        self._calm_from = max(self._calm_from, until)

    def undo_cut(self, now: float) -> None:
        """The last episode was a mistake, and no ban is on: quiet time begins."""
        self._calm_from = min(self._calm_from, now)
        if self._before is not None:
            self._base, self.rate, self._return, self._hard_cuts = self._before
            self._before = None

    def rise(self, now: float) -> None:
        """Take what quiet time allows."""
        if self.rate < self._ceiling:
            way = min(1.0, max(0.0, now - self._calm_from) / self._return)
            risen = self._base + (self._ceiling - self._base) * way**STEEPNESS
            self.rate = min(self._ceiling, max(self.rate, risen))

    def _cut(self, now: float) -> float:
        """How much of the rate this episode leaves; and how long the way back will be."""
        quiet = now - self._calm_from
        if quiet < SETTLED:
            return HARD_CUT
        on_the_way_up = self.rate < self._ceiling
        soon_again = quiet < 3 * self._return
        self._hard_cuts = self._hard_cuts + 1 if soon_again else 1
        if on_the_way_up or self._hard_cuts > SPURIOUS:
            self._return = min(self._return * 2, LONGEST_RETURN)
            return SOFT_CUT
        if not soon_again:
            self._return = RETURN
        return HARD_CUT
