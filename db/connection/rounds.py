"""What is looked at in the database again and again: when it is due, or when somebody rings."""

import logging
from collections.abc import Awaitable, Callable

from db.errors import DatabaseTrouble
from runtime.wake import Wake

RETRY = 5.0  # seconds until a database in trouble is tried again


async def keep_looking(
    once: Callable[[], Awaitable[float | None]],
    wake: Wake,
    *,
    logger: logging.Logger,
    failing: str,
    retry: float = RETRY,
) -> None:
    """Call `once` for ever: after as many seconds as it says, and whenever `wake` is rung; None:
    only then. `failing` is what is logged of a database in trouble, which is tried again after
    `retry` seconds."""
    while True:
        wake.clear()
        try:
            wait = await once()
        except DatabaseTrouble as trouble:
            logger.warning("%s: %s", failing, trouble)
            wait = retry
        await wake.wait(wait)
