"""From the beginning of a demo to its exit code: a good end, a failure, or a signal."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

from bot.demo.errors import DemoFailed
from bot.demo.terminal import Terminal
from botapi_sandbox.control import ControlRefused

DONE, FAILED = 0, 1
ENDED_BY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Performance:
    """One demo; a signal ends it at any time, and its children with it."""

    def __init__(self, terminal: Terminal, *, stays: bool) -> None:
        """`stays`: it goes on until somebody ends it, so that a signal is no mishap."""
        self._terminal = terminal
        self._stays = stays
        self._signal: signal.Signals | None = None

    async def of(self, show: Coroutine[Any, Any, None]) -> int:
        """The exit code."""
        loop, main = asyncio.get_running_loop(), asyncio.current_task()
        assert main is not None  # noqa: S101 - a coroutine that runs has a task
        for one in ENDED_BY:
            loop.add_signal_handler(one, self._interrupt, one, main)
        try:
            await show
        except (DemoFailed, ControlRefused) as failure:
            return self._tell(failure)
        except asyncio.CancelledError:
            return self._ended()
        finally:
            for one in ENDED_BY:
                loop.remove_signal_handler(one)
        return DONE

    def _interrupt(self, received: signal.Signals, main: "asyncio.Task[object]") -> None:
        main.cancel()
        if self._signal is None:
            self._terminal.say()
            self._terminal.say("Ending the bot and the local Telegram …")
        self._signal = received

    def _tell(self, failure: Exception) -> int:
        self._terminal.say(f"The demo failed: {failure}.")
        if isinstance(failure, DemoFailed) and failure.detail:
            self._terminal.say("This was seen last:")
            self._terminal.quote(failure.detail)
        return FAILED

    def _ended(self) -> int:
        """By the usual rule, 128 and the signal's number."""
        if self._signal is None or self._stays:
            return DONE
        return 128 + self._signal
