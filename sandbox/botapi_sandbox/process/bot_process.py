"""A bot as a child process of the sandbox, so that anybody can kill it and see what comes of it.

It is never started again by itself: people want to see it dead. What is run stands on the command
line of the sandbox; nothing that comes over the network can choose a command.
"""

import asyncio
import os
import signal
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.ground.tasks import Tasks
from botapi_sandbox.process.parent_watch import kill_group_with_parent
from botapi_sandbox.process.tail import last_lines

BOT = "bot"  # the name of the only one
STOP_WITHIN = 12.0  # wall-clock seconds from SIGTERM to SIGKILL
SHOWN_LINES = 60  # of the log

KILLED, STOPPED, BY_ITSELF = "killed", "stopped", "ended by itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What is run, with which environment, and where what it says goes."""

    words: Sequence[str]
    environment: Mapping[str, str]
    log: Path

    def at(self, url: str) -> "Command":
        """The same for a sandbox at that address, which `{url}` stands for."""
        return Command(
            words=[word.replace("{url}", url) for word in self.words],
            environment={
                name: value.replace("{url}", url) for name, value in self.environment.items()
            },
            log=self.log,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How one life of the bot ended."""

    code: int  # below zero: the signal that killed it
    how: str
    at: float


class BotProcess:
    """One bot, alive or not. Its lives follow one another in one log."""

    def __init__(
        self,
        command: Command,
        tasks: Tasks,
        *,
        name: str = BOT,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`now` in wall-clock seconds."""
        self.name = name
        self._who = "the bot" if name == BOT else name
        self._command = command
        self._tasks = tasks
        self._now = now
        self._process: Process | None = None
        self._life: asyncio.Task[None] | None = None
        self._begun = 0.0
        self._frozen_at: float | None = None
        self._asked = BY_ITSELF  # what was done to the one that lives
        self._ending: Ending | None = None
        self._starting = asyncio.Lock()
        self._closing = False

    async def start(self) -> None:
        """Raises ControlError when it runs already or cannot be started."""
        async with self._starting:
            if self._closing:
                raise ControlError("the sandbox is ending")
            if self._process is not None:
                raise ControlError(f"{self._who} runs already, as process {self._process.pid}")
            self._process = await self._spawn()
            self._begun, self._asked, self._frozen_at = self._now(), BY_ITSELF, None
            self._life = self._tasks.spawn(self._outlive(self._process))

    async def kill(self) -> None:
        """SIGKILL, for all the processes it has begun; raises ControlError when it does not run."""
        process, life = self._alive()
        self._asked = KILLED
        _kill_group(process.pid)
        await asyncio.wait([life])

    async def stop(self) -> None:
        """SIGTERM, and the hard way when that takes too long; raises ControlError as kill does.
        One that is frozen is woken for it."""
        process, life = self._alive()
        self._asked = STOPPED
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        if self._frozen_at is not None:
            self.wake()
        await asyncio.wait([life], timeout=STOP_WITHIN)
        if not life.done():
            await self.kill()

    def freeze(self) -> None:
        """SIGSTOP, for all the processes it has begun: it stands still in the middle of whatever it
        does, and does not know. Raises ControlError when it does not run, or is frozen."""
        process, _life = self._alive()
        if self._frozen_at is not None:
            raise ControlError(f"{self._who} is frozen already")
        _signal_group(process.pid, signal.SIGSTOP)
        self._frozen_at = self._now()

    def wake(self) -> None:
        """SIGCONT: it goes on where it stood. Raises ControlError when it is not frozen."""
        process, _life = self._alive()
        if self._frozen_at is None:
            raise ControlError(f"{self._who} is not frozen")
        _signal_group(process.pid, signal.SIGCONT)
        self._begun, self._frozen_at = self._now(), None

    async def close(self) -> None:
        """Stop it if it runs; from now on it stays so."""
        self._closing = True
        async with self._starting:  # a start under way is waited for
            if self._process is not None:
                await self.stop()

    def hurry(self) -> None:
        """Whoever waits for a stop waits no longer."""
        if self._process is not None:
            self._asked = KILLED
            _kill_group(self._process.pid)

    def state(self) -> dict[str, Any]:
        """As the control API and the page tell it; before its first start it is ended, how: null.

        `since`: wall-clock seconds since it began, was frozen or woken, or ended.
        """
        lines = last_lines(self._command.log, SHOWN_LINES)
        if self._process is not None:
            frozen = self._frozen_at is not None
            return {
                "name": self.name,
                "state": "frozen" if frozen else "running",
                "pid": self._process.pid,
                "since": round(self._now() - (self._frozen_at or self._begun), 1),
                "code": None,
                "how": None,
                "log": lines,
            }
        end = self._ending
        return {
            "name": self.name,
            "state": "ended",
            "pid": None,
            "since": round(self._now() - end.at, 1) if end else None,
            "code": end.code if end else None,
            "how": end.how if end else None,
            "log": lines,
        }

    def _alive(self) -> tuple[Process, asyncio.Task[None]]:
        if self._process is None or self._life is None:
            raise ControlError(f"{self._who} does not run")
        return self._process, self._life

    async def _spawn(self) -> Process:
        words = self._command.words
        try:
            with self._command.log.open("ab") as output:
                return await asyncio.create_subprocess_exec(
                    *words,
                    env=self._command.environment,
                    stdin=DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,  # Ctrl-C at the terminal is for the sandbox
                )
        except OSError as error:
            what = error.filename or words[0]  # or the log
            raise ControlError(
                f"{self._who} cannot be started: {what}: {error.strerror or error}"
            ) from error

    async def _outlive(self, process: Process) -> None:
        async with kill_group_with_parent(process.pid):
            code = await process.wait()
        _kill_group(process.pid)  # what it may have left behind
        how = KILLED if code == -signal.SIGKILL else self._asked
        self._ending = Ending(code=code, how=how, at=self._now())
        self._process = None


def _kill_group(pid: int) -> None:
    _signal_group(pid, signal.SIGKILL)


def _signal_group(pid: int, number: signal.Signals) -> None:
    """It leads a process group of its own, whose number is its own."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
