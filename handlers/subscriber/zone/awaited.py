"""Who has the time zone's window open, and may send a place."""

from collections import OrderedDict

from runtime.clock import Clock

PATIENCE = 600.0  # seconds; people look for the button that sends a place
REMEMBERED = 10_000  # people


class AwaitedPlaces:
    """In memory alone: whoever is forgotten over a restart is asked what the place is for."""

    def __init__(self) -> None:
        self._until: OrderedDict[int, float] = OrderedDict()

    def wait(self, user_id: int, clock: Clock) -> None:
        self._until[user_id] = clock.monotonic() + PATIENCE
        self._until.move_to_end(user_id)
        if len(self._until) > REMEMBERED:
            self._until.popitem(last=False)

    def take(self, user_id: int, clock: Clock) -> bool:
        """Whether the place that came is the one; it is waited for no longer."""
        return self._until.pop(user_id, 0.0) > clock.monotonic()
