"""What the engine has to hear of an update, before anybody handles it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.decoding.essentials import Essentials, RawUpdate
from botapi.message_numbers import MessageNumbers, Nobody


def _nobody(*_: object) -> None:
    pass


def _never() -> bool:
    return False


@dataclass(frozen=True, kw_only=True, slots=True)
class EngineNews:
    """Whom to tell."""

    numbers: MessageNumbers = field(default_factory=lambda: MessageNumbers(Nobody()))
    came_back: Callable[[int], None] = _nobody  # a chat: it may be written to again
    # All updates that waited at that moment (monotonic seconds) have been told.
    caught_up: Callable[[float], None] = _nobody
    awaits_updates: Callable[[], bool] = _never  # whether anybody waits for that

    def tell(self, update: Essentials, raw: RawUpdate) -> None:
        self.numbers.received(raw)
        if update.place is not None and update.comes_back:
            self.came_back(update.place.id)
