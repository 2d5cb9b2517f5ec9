"""A node as a child of the tests, and places where it may stop itself."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from botapi.posting.posts import Posts
from broadcast.ledger.transaction import LedgerTransaction
from db.subscribers.store import Subscribers


def live(environment: dict[str, str], log: str, change: Callable[[], None] | None) -> None:
    """`herald node` without the imports; `change`: what is different in this one."""
    from bot.__main__ import main

    if change is not None:
        change()
    with Path(log).open("a") as file:
        os.dup2(file.fileno(), 2)
    os.chdir(Path(log).parent)  # no .env of somebody else's
    os.environ.update(environment)
    sys.exit(main(["node"]))


def stop_at(place: str, flag: Path) -> None:
    """It stops itself there, as SIGSTOP would by chance: once, when the file is there."""

    def perhaps() -> None:
        if flag.exists():
            flag.unlink()
            os.kill(os.getpid(), signal.SIGSTOP)

    if place == "bytes":
        exchange = Posts._exchange

        async def stopped(self: Any, *call: Any) -> Any:
            perhaps()
            return await exchange(self, *call)

        setattr(Posts, "_exchange", stopped)  # noqa: B010
    elif place == "start":
        subscribe = Subscribers.subscribe

        async def stopped_before(self: Any, *who: Any, **how: Any) -> Any:
            perhaps()
            return await subscribe(self, *who, **how)

        setattr(Subscribers, "subscribe", stopped_before)  # noqa: B010
    else:
        write = LedgerTransaction.write

        async def stopped_in(self: Any, *what: Any, **how: Any) -> Any:
            written = await write(self, *what, **how)
            perhaps()
            return written

        setattr(LedgerTransaction, "write", stopped_in)  # noqa: B010
