"""Storms for as long as you like: `make soak MINUTES=10`, or the one of a seed: `make soak SEED=7`;
with DATABASE=postgresql on a PostgreSQL of their own.

Each is a process's own event loop; there are as many at once as the machine has cores.
"""

import argparse
import asyncio
import logging
import multiprocessing
import os
import queue
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy.engine import URL

from bot.demo.postgresql.programs import HOW_TO_GET_THEM
from db.connection.opening import parse_url
from db.migrate import migrate
from tests.engine.storms.scene import run_storm
from tests.postgresql.asked import ON_POSTGRESQL
from tests.postgresql.cluster import Cluster
from tests.postgresql.plugin import get_ready, open_cluster

LONGEST = 300.0  # seconds: a storm that takes longer hangs
TOLD_EVERY = 20  # storms


def outcome_of(seed: int) -> str | None:
    """None when all is well; else what is wrong, and how to see it again."""
    logging.disable()  # a storm is full of warnings
    with tempfile.TemporaryDirectory() as folder:
        try:
            with a_database(Path(folder)) as url:
                asyncio.run(asyncio.wait_for(run_storm(seed, url), LONGEST))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is to be told
            return "".join(traceback.format_exception(error))
    return None


@contextmanager
def a_database(folder: Path) -> Iterator[URL]:
    """With its tables and nothing else."""
    if ON_POSTGRESQL:
        server = cluster()
        url = server.new_database()
        server.fill(url)
        yield url
        server.drop(url)
    else:
        url = parse_url(f"sqlite+aiosqlite:///{folder / 'herald.sqlite3'}")
        asyncio.run(migrate(url))
        yield url


@cache
def cluster() -> Cluster:
    """Of all the processes; it ends with the last of them."""
    get_ready()
    if (opened := open_cluster()) is None:
        raise RuntimeError(HOW_TO_GET_THEM)
    return opened


def run_storms(end: float, troubles: "multiprocessing.Queue[str | None]") -> None:
    """One storm after the other, other ones each time, until `end` (Unix seconds)."""
    chance = random.Random()
    while time.time() < end:
        troubles.put(outcome_of(chance.randrange(1_000_000)))


def soak(minutes: float) -> int:
    """How many failed."""
    context = multiprocessing.get_context("spawn")
    troubles: multiprocessing.Queue[str | None] = context.Queue()
    end = time.time() + minutes * 60
    workers = [
        context.Process(target=run_storms, args=(end, troubles), daemon=True)
        for _ in range(os.cpu_count() or 1)
    ]
    for worker in workers:
        worker.start()
    done = failed = 0
    while any(worker.is_alive() for worker in workers) or not troubles.empty():
        try:
            trouble = troubles.get(timeout=1)
        except queue.Empty:
            continue
        done += 1
        if trouble is not None:
            failed += 1
            say(trouble)
        if done % TOLD_EVERY == 0:
            say(f"{done} storms, {failed} failed")
    say(f"{done} storms, {failed} failed")
    return failed


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, help="play this storm only")
    arguments = parser.parse_args()
    if ON_POSTGRESQL:
        cluster()  # before the others, who then share it
    if arguments.seed is None:
        return 1 if soak(arguments.minutes) else 0
    trouble = outcome_of(arguments.seed)
    say(trouble or f"storm {arguments.seed} has passed")
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main())
