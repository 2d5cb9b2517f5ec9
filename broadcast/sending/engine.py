"""The engine's life: it goes on with what runs, hears of what has changed, and ends in order."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from broadcast.ledger.writer import Ledger
from broadcast.runs.active_runs import ActiveRuns
from broadcast.runs.reload import RunReloader
from broadcast.sending.loop import SendLoop
from db.connection.database import Database
from db.errors import LeaseLost
from runtime.clock import Clock
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)

LAST_COMMIT = 1.5  # seconds for the last outcomes, after the calls in flight have ended


class Engine:
    """Runs everything that is launched. `start()` once, `drain()` at the end."""

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        active_runs: ActiveRuns,
        reloader: RunReloader,
        send_loop: SendLoop,
        background: Mapping[str, Callable[[], Awaitable[None]]],
        supervisor: Supervisor,
        clock: Clock,
    ) -> None:
        """`background`: what runs for ever beside the send loop, by the names of the tasks."""
        self._database = database
        self._ledger = ledger
        self._active_runs = active_runs
        self._reloader = reloader
        self._send_loop = send_loop
        self._background = background
        self._supervisor = supervisor
        self._clock = clock

    async def start(self) -> None:
        """Go on with whatever is running. Raises DatabaseTrouble.

        Whoever starts it holds the bot's lock and has taken it over (takeover.py).
        """
        await self._active_runs.reload()
        for run in self._active_runs:
            self._ledger.check_finished(run.id)
        for name, work in self._background.items():
            self._supervisor.run_forever(work, name=name)
        self._supervisor.run_forever(self._send_loop.run_forever, name="send loop")

    async def reload(self) -> None:
        """Something was launched, paused, resumed or cancelled: read it, now or soon."""
        await self._reloader.reload()

    def try_now(self) -> bool:
        """Let one call go though Telegram asked to wait. False: it did not."""
        return self._send_loop.try_now()

    async def drain(self, seconds: float, *, last_commit: float = LAST_COMMIT) -> None:
        """Stop claiming, let the calls in flight end for up to `seconds`, commit everything, for
        up to `last_commit` seconds."""
        self._database.hurry()
        await self._send_loop.end(seconds)
        try:
            if not await self._clock.wait(self._commit_last(), last_commit):
                logger.error("the last outcomes were not written in time: they are uncertain later")
        except LeaseLost as lost:
            logger.warning("the last outcomes count no more: %s", lost)
        except Exception:  # whatever it is, the rest of the program must end in order
            logger.exception("the last outcomes could not be written: they are uncertain later")

    async def _commit_last(self) -> None:
        await self._ledger.flush()
        self._send_loop.return_claims()  # next steps that the commit has just released
        await self._ledger.flush()
