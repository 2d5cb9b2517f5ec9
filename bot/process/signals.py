"""SIGTERM, SIGINT and SIGHUP: the first asks the process to end well, a second ends it at once.

SIGHUP is what a closed terminal or a lost ssh connection sends; under nohup it is ignored. Where
there is a list of bots to look at anew it asks for that instead, and ends nothing.
"""

import asyncio
import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

logger = logging.getLogger(__name__)

ASKED_BY = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class StopRequest:
    """Waits for the signals; while something `starts`, one cancels it."""

    def __init__(self, *, on_hangup: Callable[[], None] | None = None) -> None:
        """`on_hangup`: what SIGHUP does, if it is not to end the process."""
        self._on_hangup = on_hangup
        self._asked = asyncio.Event()
        self._starting: asyncio.Task[object] | None = None

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take the signals over until the end of the block."""
        loop = asyncio.get_running_loop()
        if self._on_hangup is not None:
            loop.add_signal_handler(signal.SIGHUP, self._on_hangup)
        for one in self._asked_by:
            if signal.getsignal(one) is not signal.SIG_IGN:  # nohup: it is to live on
                loop.add_signal_handler(one, self._received, one)
        try:
            yield
        finally:
            self._let_go()

    @contextmanager
    def starting(self) -> Iterator[None]:
        """What happens in this block ends with CancelledError when a signal comes."""
        self._starting = asyncio.current_task()
        try:
            yield
        finally:
            self._starting = None

    @property
    def _asked_by(self) -> tuple[signal.Signals, ...]:
        if self._on_hangup is None:
            return ASKED_BY
        return tuple(one for one in ASKED_BY if one is not signal.SIGHUP)

    async def wait(self) -> None:
        """Until the first signal."""
        await self._asked.wait()

    def _received(self, number: signal.Signals) -> None:
        logger.info("%s: ending; a second one ends at once", number.name)
        self._let_go()
        self._asked.set()
        if self._starting is not None:
            self._starting.cancel()

    def _let_go(self) -> None:
        """Give the signals back to the system, whose way is to end the process; a list that is to
        be looked at while it ends is no reason to end hard."""
        loop = asyncio.get_running_loop()
        if self._on_hangup is not None and loop.remove_signal_handler(signal.SIGHUP):
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        for one in self._asked_by:
            if loop.remove_signal_handler(one):
                signal.signal(one, signal.SIG_DFL)
