"""Files about a broadcast's recipients, made for an admin and gone when they are sent.

They name people. So they stand beside the database file, in a folder that is its owner's alone and
not in one that everybody's programs share; of a database on a server, in a folder for temporary
files that is ours alone. What is not sent is deleted, and whatever a process left that was killed,
the next one deletes as it starts.
"""

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL

from broadcast.doors.reports import Reports
from broadcast.model.actor import Actor, require_admin
from broadcast.model.errors import NoSuchBroadcast
from db.connection.database import Database
from db.connection.sqlite import private_files
from db.connection.sqlite.database import database_file
from db.schema.states import DeliveryState
from runtime.child_process import ChildFailed, ask
from runtime.clock import Clock

MODULE = "db.reports.recipients_csv"
WITHIN = 600.0  # seconds
# Bytes after which a file is closed and the next one begun. Bot API: sendDocument takes 50 MB; what
# the last rows add stays below 45.
PART = 43_000_000


class ExportFailed(Exception):
    """The file could not be made: no room on the disk, say, or it took too long."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Export:
    """What was made: whoever asked for it sends it and removes it."""

    folder: Path
    parts: tuple[Path, ...]
    count: int  # recipients in all of them
    thinned: bool  # some who got it are missing: the ledger has forgotten them

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class Exports:
    """Makes files."""

    def __init__(self, database: Database, reports: Reports, clock: Clock) -> None:
        self._database = database
        self._reports = reports
        self._clock = clock

    async def recipients(
        self,
        broadcast_id: int,
        state: DeliveryState | None = None,
        *,
        by: Actor,
        part: int = PART,
    ) -> Export:
        """All of them or those with one outcome, as gzipped CSV (db/reports/recipients_csv.py);
        after so many bytes another part begins.

        Raises ExportFailed, NoSuchBroadcast. Cancelled, it leaves nothing behind.
        """
        require_admin(by)
        broadcast = await self._reports.get(broadcast_id)
        if broadcast.run_id is None:
            raise NoSuchBroadcast(f"broadcast {broadcast_id} has no recipients yet")
        try:
            folder = _made(folder_of(self._database.url))
        except OSError as error:
            raise ExportFailed(error.strerror) from error
        task = {
            "database": self._database.url.render_as_string(hide_password=False),
            "run_id": broadcast.run_id,
            "state": None if state is None else int(state),
            "folder": str(folder),
            "most": part,
        }
        try:
            said = await ask(MODULE, task, within=WITHIN, clock=self._clock, settings=_of_libpq())
            answer = json.loads(said)
        except BaseException as error:
            shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, ChildFailed):
                raise ExportFailed from error
            raise
        parts = tuple(folder / name for name in answer["names"])
        got_it = state in (None, DeliveryState.SENT)
        return Export(
            folder=folder,
            parts=parts,
            count=answer["count"],
            thinned=broadcast.thinned and got_it,
        )


def folder_of(url: URL) -> Path:
    """Beside the database, where there is room for it."""
    if url.get_backend_name() == "sqlite":
        file = database_file(url)
        return file.with_name(f"{file.name}.exports")
    ours = Path(tempfile.gettempdir(), f"herald-{os.geteuid()}")
    return ours / f"{url.database}.{url.query.get('schema')}.exports"


def clear(url: URL) -> None:
    """Delete what a former process left; whoever calls is the only one who serves the bot here."""
    shutil.rmtree(folder_of(url), ignore_errors=True)


def _made(folder: Path) -> Path:
    private_files.make_folder(folder)
    return Path(tempfile.mkdtemp(dir=folder))


def _of_libpq() -> dict[str, str]:
    """How PostgreSQL's own library finds a server and its password (PGPASSFILE, say)."""
    return {name: value for name, value in os.environ.items() if name.startswith("PG")}
