"""Asks another Python process for one piece of work, and takes its answer.

What the work loads and uses goes with the process: a library of fifty megabytes, a minute of the
processor, a fault. It gets its task as a line of JSON on its standard input, answers on its
standard output (runtime/child_task.py), and knows none of our settings: no token can reach it.
"""

import asyncio
import json
import logging
import os
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from runtime.clock import Clock

ROOT = Path(__file__).parents[1]  # where the floors stand, in the repository as in a wheel
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH")
MOST_ANSWERED = 16_000_000  # bytes
MOST_SAID = 64_000  # bytes of what it says beside its answer

logger = logging.getLogger(__name__)


class ChildFailed(Exception):
    """The other process did not do it; the log has its words."""


class ChildTooSlow(ChildFailed):
    """The other process took too long, and was ended."""


async def ask(
    module: str,
    task: Mapping[str, Any],
    *,
    within: float,
    clock: Clock,
    settings: Mapping[str, str] | None = None,
) -> bytes:
    """What `python -m module` answers to the task; `within` seconds. Raises ChildFailed.

    Whoever cancels this ends the process; so does our own end, whatever it is like.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # whatever the current folder holds is not imported
        "-m",
        module,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env=_environment(settings or {}),
        start_new_session=True,  # Ctrl-C at the terminal reaches its parent only
    )
    talk = _Talk(module, process)
    try:
        if not await clock.wait(talk.hold(json.dumps(task).encode() + b"\n"), within):
            logger.warning("%s took longer than %.0f s", module, within)
            raise ChildTooSlow
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
    return talk.answer


class _Talk:
    def __init__(self, module: str, process: Process) -> None:
        self._module = module
        self._process = process
        self.answer = b""

    async def hold(self, line: bytes) -> None:
        """Its standard input stays open: when that ends, the child knows that we are gone."""
        cast("StreamWriter", self._process.stdin).write(line)
        answer, said = await asyncio.gather(
            _read(cast("StreamReader", self._process.stdout), MOST_ANSWERED),
            _read(cast("StreamReader", self._process.stderr), MOST_SAID),
        )
        code = await self._process.wait()
        if code != 0 or answer is None:
            words = (said or b"").decode("utf-8", "replace").strip()
            logger.warning("%s failed (exit code %d): %s", self._module, code, words)
            raise ChildFailed
        self.answer = answer


async def _read(stream: StreamReader, most: int) -> bytes | None:
    """To its end; None where that is longer than `most`, which is read and left."""
    whole: bytearray | None = bytearray()
    while chunk := await stream.read(65_536):
        if whole is not None:
            whole += chunk
            if len(whole) > most:
                whole = None
    return None if whole is None else bytes(whole)


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return passed | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | dict(settings)
