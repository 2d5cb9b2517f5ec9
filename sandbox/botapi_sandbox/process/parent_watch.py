"""Ends a bot whose sandbox was killed: nothing of the sandbox can do that itself any more."""

import asyncio
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

SHELL = "sh"
WATCH = 'read -r _; kill -s KILL -- "-$1"'
"""Nothing is ever written to the pipe it reads: that ends when the process at its other end does,
however it died."""


@asynccontextmanager
async def kill_group_with_parent(group: int) -> AsyncIterator[None]:
    """Until the end of the block a process group dies with us, even of SIGKILL."""
    try:
        watcher = await asyncio.create_subprocess_exec(
            *(SHELL, "-c", WATCH, SHELL, str(group)),
            stdin=PIPE,
            stdout=DEVNULL,
            stderr=DEVNULL,
            start_new_session=True,  # what is sent to our group is not for it
        )
    except OSError:  # no shell: then it is not watched
        yield
        return
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            watcher.kill()
        await watcher.wait()
