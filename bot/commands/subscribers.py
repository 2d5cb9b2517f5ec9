"""herald subscribers import/export: people move in and out as a CSV file."""

import asyncio
import codecs
import sys
import time
from pathlib import Path

from sqlalchemy.engine import URL

from bot.commands.complaints import Complaints
from bot.commands.reading import reading
from bot.commands.writing import to_standard, writing
from db.connection.opening import parse_url
from db.migrate import migrate
from db.subscribers.csv_files import BadFile
from db.subscribers.csv_transfer import export_subscribers, import_subscribers

DONE, FAILED, SKIPPED = 0, 1, 3


def run_import(database_url: str, file: Path) -> int:
    """Returns the exit code: SKIPPED when bad rows were left out, DONE when all are in."""
    database = _ready(database_url)
    complaints = Complaints()
    try:
        with reading(file) as stream:
            imported = import_subscribers(
                database, stream, now=int(time.time()), on_problem=complaints.tell
            )
    except (BadFile, OSError) as error:
        return _refuse(file, error)
    finally:
        complaints.sum_up()
    if imported.remark:
        print(f"herald: {file}: {imported.remark}", file=sys.stderr)
    print(
        f"{imported.new} new, {imported.known} known already (only custom fields change), "
        f"{imported.bad} bad rows skipped"
    )
    return SKIPPED if imported.bad else DONE


def run_export(database_url: str, file: Path) -> int:
    """Returns the exit code."""
    database = _ready(database_url)
    out = sys.stderr if to_standard(file) else sys.stdout  # the output itself is the file then
    try:
        with writing(file) as stream:
            count = export_subscribers(database, codecs.getwriter("utf-8")(stream))
    except OSError as error:
        return _refuse(file, error)
    print(f"{count} subscribers written to {file}", file=out)
    return DONE


def _ready(database_url: str) -> URL:
    """The database, with its tables up to date; raises DatabaseError."""
    url = parse_url(database_url)
    asyncio.run(migrate(url))
    return url


def _refuse(file: Path, error: Exception) -> int:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    print(f"herald: {file}: {reason}", file=sys.stderr)
    return FAILED
