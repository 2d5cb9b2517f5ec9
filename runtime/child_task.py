"""The other side of runtime/child_process.py: one task in, one answer out, within limits."""

import json
import os
import resource
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

LONGEST_TASK = 16_000_000  # bytes
PARENT_GONE = 3  # exit code
MEGABYTE = 2**20


def answer(do: Callable[[Any], bytes], *, megabytes: int, seconds: int) -> None:
    """Do what is asked for, with so much address space and so many seconds of the processor.

    Where it fails Python says why on the standard error, and the exit code is not 0.
    """
    limit(resource.RLIMIT_AS, megabytes * MEGABYTE)
    limit(resource.RLIMIT_CPU, seconds)
    limit(resource.RLIMIT_CORE, 0)
    line = sys.stdin.buffer.readline(LONGEST_TASK)
    threading.Thread(target=_end_with, args=(sys.stdin.buffer,), daemon=True).start()
    answered = do(json.loads(line))
    sys.stdout.buffer.write(answered)
    sys.stdout.buffer.flush()
    # The thread may stand in its read, which Python would wait for.
    sys.stderr.flush()
    os._exit(0)


def limit(what: int, most: int) -> None:
    """Never above what this process may have; not every system has each limit."""
    _, hard = resource.getrlimit(what)
    wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (wanted, hard))


def _end_with(parent: BinaryIO) -> None:
    """It writes nothing more: when the line ends, whoever asked is gone."""
    parent.read()
    os._exit(PARENT_GONE)
