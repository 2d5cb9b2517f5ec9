"""herald move: a bot's database, from a file to a server or back."""

import argparse
import sys
from typing import TYPE_CHECKING

from sqlalchemy.engine import URL

from db.connection.opening import SQLITE, parse_url
from db.connection.sqlite.database import database_file
from db.errors import DatabaseUnavailable

if TYPE_CHECKING:
    from db.moving.sides import Source, Target

DONE, WRONG_WORDS = 0, 2


def run_move(chosen: argparse.Namespace) -> int:
    """Returns the exit code; raises DatabaseError."""
    from db.moving.move import move, stay

    if chosen.stay == (chosen.target is not None):
        print("herald move FROM TO, or herald move --stay FROM", file=sys.stderr)
        return WRONG_WORDS
    url = parse_url(chosen.source)
    if chosen.stay:
        where = stay(_source(url))
        print("it was not moved" if where is None else f"it is used again: never start {where}")
        return DONE
    to = parse_url(chosen.target)
    if to == url:
        raise DatabaseUnavailable("that is one and the same database")
    moved = move(_source(url), _target(to), tell=_tell)
    for what, columns in (("lost a NUL", moved.cleaned), ("were too long, and cut", moved.cut)):
        for column, count in columns.items():
            print(f"texts of {column} that {what}: {count}")
    print(f"{moved.rows} rows moved, and each compared. Set DATABASE_URL to the new place;")
    print("the old one stays as it was, and no bot starts with it any more")
    return DONE


def _tell(table: str, rows: int) -> None:
    print(f"{table:<24}{rows:>12}", flush=True)


def _source(url: URL) -> "Source":
    if url.drivername == SQLITE:
        from db.moving.sqlite import FileSource

        return FileSource(database_file(url))
    from bot.fleet.register.alive import refuse_served
    from db.moving.postgresql import SchemaSource

    refuse_served(url)

    return SchemaSource(url)


def _target(url: URL) -> "Target":
    if url.drivername == SQLITE:
        from db.moving.sqlite import FileTarget

        return FileTarget(database_file(url))
    from bot.fleet.register.alive import refuse_served
    from db.moving.postgresql import SchemaTarget

    refuse_served(url)

    return SchemaTarget(url)
