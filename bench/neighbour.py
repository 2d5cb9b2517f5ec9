"""Another program that writes into the bot's database: `python -m bench.neighbour FILE`.

Every few milliseconds a small transaction, until its input ends; then it prints, as JSON, a line
for each: when it began (monotonic seconds), how long it waited for the lock, how long it took.
"""

import json
import select
import sqlite3
import sys
import time
from contextlib import closing

EVERY = 0.02  # seconds
PATIENCE = 60.0  # seconds for the lock
WRITE = "INSERT INTO engine_memory (key, value) VALUES ('neighbour', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1"


def write(connection: sqlite3.Connection) -> tuple[float, float, float]:
    """One transaction: (began, waited, took)."""
    began = time.monotonic()
    connection.execute("BEGIN IMMEDIATE")
    locked = time.monotonic()
    connection.execute(WRITE, (str(began),))
    connection.execute("COMMIT")
    return began, locked - began, time.monotonic() - began


def main() -> None:
    done = []
    with closing(sqlite3.connect(sys.argv[1], timeout=PATIENCE, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        while not select.select([sys.stdin], [], [], EVERY)[0]:
            done.append(write(connection))
    print(json.dumps(done))


if __name__ == "__main__":
    main()
