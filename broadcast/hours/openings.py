"""How the parts of one run stand now; reckoned anew only when that may have changed."""

from broadcast.hours.house import HouseRules
from broadcast.hours.standing import ALWAYS, Hours, Standing, standing
from runtime.clock import Clock


class Openings:
    """Asked before every claim and every call: what it says costs a comparison."""

    def __init__(self, hours: Hours, house: HouseRules, clock: Clock) -> None:
        self._hours = hours
        self._house = house
        self._clock = clock
        self._standing = ALWAYS
        self._since = 0
        self._reckoned: int | None = None  # with which of the owners' decisions

    @property
    def now(self) -> Standing:
        """How it stands."""
        if self._hours.plain and self._house.quiet is None:
            return ALWAYS
        moment, was = int(self._clock.time()), self._standing
        reckoned = self._reckoned == self._house.changes
        # The clock may have been set back.
        if reckoned and self._since <= moment and (was.until is None or moment < was.until):
            return was
        self._standing = standing(self._hours, self._house.quiet, self._house.timezone, moment)
        self._since, self._reckoned = moment, self._house.changes
        return self._standing
