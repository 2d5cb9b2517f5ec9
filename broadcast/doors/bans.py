"""What an admin can do about a ban of days."""

import logging

from broadcast.model.actor import Actor, require_admin
from broadcast.sending.engine import Engine

logger = logging.getLogger(__name__)


class Bans:
    """Telegram's bans of the whole token."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def try_now(self, *, by: Actor) -> bool:
        """During a ban: let one message go, to see whether it is over. False: there is no ban."""
        require_admin(by)
        logger.info("the ban is tried before its time, by %d", by.user_id)
        return self._engine.try_now()
