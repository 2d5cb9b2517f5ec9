"""Another program that writes into the bot's database: `python -m bench.clients.neighbour FILE`.

A small transaction every few milliseconds until SIGTERM; then it prints, as JSON, for each of them
when it began (monotonic seconds), how long it waited for the lock and how long it took in all.
"""

import json
import signal
import sqlite3
import sys
import threading
import time
from contextlib import closing

EVERY = 0.02  # seconds
PATIENCE = 60.0  # seconds for the lock
WRITE = (
    "INSERT INTO engine_memory (key, value) VALUES ('neighbour', ?1)"
    " ON CONFLICT (key) DO UPDATE SET value = ?1"
)

Write = tuple[float, float, float]
"""began, waited, took"""


def write(connection: sqlite3.Connection) -> Write:
    """One transaction."""
    began = time.monotonic()
    connection.execute("BEGIN IMMEDIATE")
    locked = time.monotonic()
    connection.execute(WRITE, (str(began),))
    connection.execute("COMMIT")
    return began, locked - began, time.monotonic() - began


def main() -> None:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    done: list[Write] = []
    with closing(sqlite3.connect(sys.argv[1], timeout=PATIENCE, isolation_level=None)) as file:
        file.execute("PRAGMA synchronous = FULL")
        while not stop.wait(EVERY):
            done.append(write(file))
    print(json.dumps(done))


if __name__ == "__main__":
    main()
