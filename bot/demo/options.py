"""The demo's part of the command line: which of its forms, for how many people, how fast."""

import argparse
from importlib.util import find_spec
from typing import TYPE_CHECKING

from bot.errors import StartRefused

if TYPE_CHECKING:
    from bot.demo.page import PageOptions

# A story that ends within a minute, a broadcast that is long enough to be disturbed, and four that
# are still under way once all are launched.
PLAY_PEOPLE, PAGE_PEOPLE, FLEET_PEOPLE = 600, 3_000, 4_000
MOST_PEOPLE = 1_000_000
LAST_PORT = 65_535
# Twice what Telegram gives a new bot: nobody wants to look at a bar for long.
RATE, FLEET_RATE, MOST_RATE = 60.0, 30.0, 1_000.0  # messages/s

UNDO, LONGEST_UNDO = 10, 600  # seconds


def add_options(demo: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    add = demo.add_argument
    form = demo.add_mutually_exclusive_group()
    form.add_argument(
        "--play", action="store_true", help="no page: a broadcast told on the terminal"
    )
    words = "four bots on three nodes and a PostgreSQL, to be killed and frozen on the page"
    form.add_argument("--fleet", action="store_true", help=words)
    defaults = f"(default: {PAGE_PEOPLE}, with --play {PLAY_PEOPLE}, with --fleet {FLEET_PEOPLE})"
    add("--people", type=_people, metavar="N", help=defaults)
    rates = f"messages/s (default: {RATE:g}, with --fleet {FLEET_RATE:g} for each bot)"
    add("--rate", type=_rate, metavar="R", help=rates)
    undo = f"seconds in which a broadcast can be undone (default: {UNDO}; none with --play)"
    add("--undo", type=_undo, default=UNDO, metavar="S", help=undo)
    add("--port", type=_port, metavar="N", help="of the local Telegram; 0 takes a free one")
    add("--no-browser", action="store_true", help="only print the address of the page")


def begin(chosen: argparse.Namespace) -> int:
    """Until the demo's end; gives the exit code. Raises StartRefused without the sandbox."""
    if find_spec("botapi_sandbox") is None:
        raise StartRefused(
            "the demo needs its local Telegram, which is not installed: "
            "run `make setup` in Herald's folder, or `pip install ./sandbox` there"
        )
    if chosen.play:
        from bot.demo.story.play import play

        return play(people=chosen.people or PLAY_PEOPLE, rate=chosen.rate or RATE)
    if chosen.fleet:
        return _begin_fleet(chosen)
    from bot.demo.opening import open_page

    return open_page(_page_options(chosen, PAGE_PEOPLE, RATE))


def _begin_fleet(chosen: argparse.Namespace) -> int:
    if find_spec("psycopg") is None or find_spec("procrastinate") is None:
        raise StartRefused(
            "the demo of a fleet needs packages that are not installed: "
            "run `make setup` in Herald's folder, or `pip install '.[fleet]'` there"
        )
    from bot.demo.postgresql.programs import HOW_TO_GET_THEM, find_programs

    programs = find_programs()
    if programs is None:
        raise StartRefused(HOW_TO_GET_THEM)
    from bot.demo.fleet.opening import open_fleet

    return open_fleet(_page_options(chosen, FLEET_PEOPLE, FLEET_RATE), programs)


def _page_options(chosen: argparse.Namespace, people: int, rate: float) -> "PageOptions":
    from bot.demo.page import PageOptions

    return PageOptions(
        people=chosen.people or people,
        rate=chosen.rate or rate,
        undo=chosen.undo,
        port=chosen.port,
        browser=not chosen.no_browser,
    )


def _people(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_PEOPLE:
        raise argparse.ArgumentTypeError(f"from 1 to {MOST_PEOPLE} people, not {text!r}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"from 0 to {LAST_PORT}, not {text!r}")
    return int(text)


def _undo(text: str) -> int:
    if not text.isdecimal() or int(text) > LONGEST_UNDO:
        raise argparse.ArgumentTypeError(f"from 0 to {LONGEST_UNDO} seconds, not {text!r}")
    return int(text)


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 1 <= rate <= MOST_RATE:
        raise argparse.ArgumentTypeError(f"from 1 to {MOST_RATE:g} messages/s, not {text!r}")
    return rate
