"""python -m bot subscribers import/export: people move in and out as a CSV file."""

import asyncio
import sys
import time
from pathlib import Path

from db.engine import database_file, parse_url
from db.migrate import migrate
from db.subscriber_rows import BadFile
from db.transfer import export_subscribers, import_subscribers

DONE, FAILED = 0, 1


def run_import(database_url: str, file: Path) -> int:
    """Returns the exit code: bad rows are told and skipped, and are no failure."""
    database = _ready(database_url)
    try:
        with file.open("rb") as stream:
            imported = import_subscribers(
                database, stream, now=int(time.time()), on_problem=_tell_problem
            )
    except (BadFile, OSError) as error:
        return _refuse(file, error)
    print(
        f"{imported.new} new, {imported.known} known already (left as they are), "
        f"{imported.bad} bad rows skipped"
    )
    return DONE


def run_export(database_url: str, file: Path) -> int:
    """Returns the exit code."""
    database = _ready(database_url)
    try:
        count = export_subscribers(database, file)
    except OSError as error:
        return _refuse(file, error)
    print(f"{count} subscribers written to {file}")
    return DONE


def _ready(database_url: str) -> Path:
    """The database file, with its tables up to date; raises DatabaseError."""
    url = parse_url(database_url)
    asyncio.run(migrate(url))
    return database_file(url)


def _tell_problem(line: int, reason: str) -> None:
    print(f"line {line}: {reason}", file=sys.stderr)


def _refuse(file: Path, error: Exception) -> int:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    print(f"herald: {file}: {reason}", file=sys.stderr)
    return FAILED
