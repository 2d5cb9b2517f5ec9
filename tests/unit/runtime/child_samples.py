"""Work for tests/unit/runtime/test_child_process.py: what a child may be asked, and do wrong."""

import os
import signal
import sys
import time
from typing import Any

from runtime.child_task import answer


def do(task: dict[str, Any]) -> bytes:
    match task["do"]:
        case "echo":
            return str(task["words"]).encode()
        case "environment":
            return "\n".join(os.environ).encode()
        case "sleep":
            time.sleep(600)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "eat":
            return b"x" * len(bytearray(2**31))
        case "chatter":
            sys.stderr.write("x" * 1_000_000)
            return b"y" * 20_000_000
    raise ValueError("nobody knows how")


if __name__ == "__main__":
    answer(do, megabytes=512, seconds=60)
