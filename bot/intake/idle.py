"""How soon updates are asked for again after an answer that brought nothing.

Telegram holds getUpdates open until there is something. A server or a proxy that does not, or that
repeats what was confirmed, would be asked hundreds of times a second.
"""

import logging

logger = logging.getLogger(__name__)

AT_ONCE = 1.0  # seconds: an empty answer that came sooner was not waited for
PUT_UP_WITH = 3  # such answers in a row; one or two come when a poller takes another one's place
PAUSE = 1.0  # seconds between two questions then: as much later do people's updates come


class IdlePace:
    """A policy: it says how long to wait, and logs once for each episode."""

    def __init__(self) -> None:
        self._in_a_row = 0

    def pause(self, *, took: float, news: bool) -> float:
        """Seconds until the next question; `took` seconds went by until this answer."""
        if news or took >= AT_ONCE:
            self._in_a_row = 0
            return 0.0
        self._in_a_row += 1
        if self._in_a_row <= PUT_UP_WITH:
            return 0.0
        if self._in_a_row == PUT_UP_WITH + 1:
            logger.warning(
                "getUpdates is answered at once and brings nothing: it is asked once a second; "
                "look at TELEGRAM_API_URL and at what stands between"
            )
        return PAUSE
