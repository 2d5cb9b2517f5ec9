"""Telling that somebody else takes this bot's updates, once for each episode of it."""

import logging

from broadcast.model.events import Events, SecondPoller
from runtime.clock import Clock

logger = logging.getLogger(__name__)

TELL_AFTER = 3  # conflicts; one or two are normal when a bot is restarted
# Two pollers each win some of the time, so an answer ends nothing: quiet of this many seconds does.
# It is longer than a held getUpdates and the longest pause between two of them together.
EPISODE_ENDS_AFTER = 120.0


class ConflictWatch:
    """Counts the 409 answers to getUpdates of an episode."""

    def __init__(self, events: Events, clock: Clock) -> None:
        self._events = events
        self._clock = clock
        self._count = 0
        self._last = 0.0

    def refused(self, detail: str) -> None:
        """One more 409, with Telegram's text."""
        self._forget_old()
        self._count += 1
        self._last = self._clock.monotonic()
        if self._count == TELL_AFTER:
            advice = _advice(detail)
            logger.error("another program takes this bot's updates: %s. %s", detail, advice)
            self._events.say(SecondPoller(detail=detail))

    def answered(self) -> None:
        """A getUpdates was answered as it should be."""
        self._forget_old()

    def _forget_old(self) -> None:
        if self._count and self._clock.monotonic() - self._last > EPISODE_ENDS_AFTER:
            if self._count >= TELL_AFTER:
                logger.info("nobody else takes this bot's updates any more")
            self._count = 0


def _advice(detail: str) -> str:
    if "webhook" in detail.lower():
        return (
            "Somebody set a webhook for this token: remove it there, or set WEBHOOK_URL here, "
            "then restart."
        )
    return (
        "Stop the other program that uses this token; if you do not know it, get a new token "
        "from @BotFather (/revoke)."
    )
