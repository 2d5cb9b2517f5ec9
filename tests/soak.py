"""Storms for as long as you like: `make soak MINUTES=10`, or the one of a seed: `make soak SEED=7`;
with DATABASE=postgresql on a PostgreSQL of their own.

STORMS=200 plays so many, those of the seeds from SEED on. In half of them it is found out what
became of lost answers: FIND_OUT=1 plays these alone, FIND_OUT=0 the others. At the end it is said
how many were found out, and why the rest was not; where too few were, it has failed. Each is a
process's own event loop; there are as many at once as the machine has cores.
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
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sqlalchemy.engine import URL

from bot.demo.postgresql.programs import HOW_TO_GET_THEM
from db.connection.opening import parse_url
from db.migrate import migrate
from tests.engine.storms.finding.bounds import Told, broken, in_words
from tests.engine.storms.scene import run_storm
from tests.postgresql.asked import ON_POSTGRESQL
from tests.postgresql.cluster import Cluster
from tests.postgresql.plugin import get_ready, open_cluster

LONGEST = 300.0  # seconds: a storm that takes longer hangs
TOLD_EVERY = 20  # storms


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """`trouble`: what is wrong, and how to see it again; None when all is well."""

    trouble: str | None = None
    found: Counter[Told] = field(default_factory=Counter)


def play(seed: int, *, find_out: bool) -> Ended:
    logging.disable()  # a storm is full of warnings
    with tempfile.TemporaryDirectory() as folder:
        try:
            with a_database(Path(folder)) as url:
                storm = run_storm(seed, url, find_out=find_out)
                return Ended(found=asyncio.run(asyncio.wait_for(storm, LONGEST)))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is to be told
            return Ended(trouble="".join(traceback.format_exception(error)))


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


def run_storms(
    seeds: "multiprocessing.Queue[int | None]",
    kinds: Sequence[bool],
    told: "multiprocessing.Queue[Ended]",
) -> None:
    """One storm after the other, until there is None. `kinds`: whether it is found out what became
    of lost answers."""
    while (seed := seeds.get()) is not None:
        told.put(play(seed, find_out=kinds[seed % len(kinds)]))


def soak(seeds: Iterator[int], kinds: Sequence[bool], *, at_once: int) -> int:
    """How much failed."""
    context = multiprocessing.get_context("spawn")
    waiting: multiprocessing.Queue[int | None] = context.Queue()
    told: multiprocessing.Queue[Ended] = context.Queue()
    workers = [
        context.Process(target=run_storms, args=(waiting, kinds, told), daemon=True)
        for _ in range(at_once)
    ]
    for worker in workers:
        worker.start()
        waiting.put(next(seeds, None))
    done = failed = 0
    found: Counter[Told] = Counter()
    while any(worker.is_alive() for worker in workers) or not told.empty():
        try:
            ended = told.get(timeout=1)
        except queue.Empty:
            continue
        waiting.put(next(seeds, None))
        done += 1
        found.update(ended.found)
        if ended.trouble is not None:
            failed += 1
            say(ended.trouble)
        if done % TOLD_EVERY == 0:
            say(f"{done} storms, {failed} failed")
    say(f"{done} storms, {failed} failed")
    if found:
        say(in_words(found))
    for one in broken(found):
        say(one)
    return failed + len(broken(found))


def until(end: float) -> Iterator[int]:
    """Other seeds each time, until then (Unix seconds)."""
    chance = random.Random()
    while time.time() < end:
        yield chance.randrange(1_000_000)


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, help="play this one only, or with --storms from it on")
    parser.add_argument("--storms", type=int, help="play so many, and not for so many minutes")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument(
        "--find-out",
        choices=("0", "1"),
        help="with 1 only storms in which it is found out what became of lost answers, with 0 none",
    )
    arguments = parser.parse_args()
    if ON_POSTGRESQL:
        cluster()  # before the others, who then share it
    kinds = (False, True) if arguments.find_out is None else (arguments.find_out == "1",)
    if arguments.storms is not None:
        first = arguments.seed or 0
        seeds = iter(range(first, first + arguments.storms))
        return 1 if soak(seeds, kinds, at_once=arguments.at_once) else 0
    if arguments.seed is None:
        end = time.time() + arguments.minutes * 60
        return 1 if soak(until(end), kinds, at_once=arguments.at_once) else 0
    ended = play(arguments.seed, find_out=arguments.find_out == "1")
    say(ended.trouble or f"storm {arguments.seed} has passed")
    if ended.found:
        say(in_words(ended.found))
    return 1 if ended.trouble else 0


if __name__ == "__main__":
    sys.exit(main())
