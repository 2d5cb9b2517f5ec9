"""What the engine has to hear of an update, before anybody handles it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.decoding.essentials import Essentials
from broadcast.replies.session_middleware import shares_counter


def _nobody(_number: int) -> None:
    pass


@dataclass(frozen=True, kw_only=True, slots=True)
class EngineNews:
    """Whom to tell."""

    saw_number: Callable[[int], None] = _nobody  # of a message, where the chats share one counter
    came_back: Callable[[int], None] = _nobody  # a chat: it may be written to again

    def tell(self, update: Essentials) -> None:
        place = update.place
        if place is None:
            return
        if update.kind == "message" and shares_counter(place.kind):
            self.saw_number(update.message_id)
        if update.comes_back:
            self.came_back(place.id)
