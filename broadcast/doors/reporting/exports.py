"""Files about a broadcast's recipients, made for an admin and gone when they are sent.

They name people. So they stand beside the database, in a folder that is its owner's alone and not
in one that everybody's programs share; what is not sent is deleted, and whatever a process left
that was killed, the next one deletes as it starts.
"""

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

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
        self, broadcast_id: int, state: DeliveryState | None = None, *, by: Actor
    ) -> Export:
        """All of them or those with one outcome, as gzipped CSV (db/reports/recipients_csv.py).

        Raises ExportFailed, NoSuchBroadcast. Cancelled, it leaves nothing behind.
        """
        require_admin(by)
        database = database_file(self._database.url)
        broadcast = await self._reports.get(broadcast_id)
        if broadcast.run_id is None:
            raise NoSuchBroadcast(f"broadcast {broadcast_id} has no recipients yet")
        try:
            folder = _made(folder_of(database))
        except OSError as error:
            raise ExportFailed(error.strerror) from error
        task = {
            "database": str(database),
            "run_id": broadcast.run_id,
            "state": None if state is None else int(state),
            "folder": str(folder),
            "most": PART,
        }
        try:
            answer = json.loads(await ask(MODULE, task, within=WITHIN, clock=self._clock))
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


def folder_of(database: Path) -> Path:
    """Beside the database, where there is room for it."""
    return database.with_name(f"{database.name}.exports")


def clear(database: Path) -> None:
    """Delete what a former process left; whoever calls holds the database's lock."""
    shutil.rmtree(folder_of(database), ignore_errors=True)


def _made(folder: Path) -> Path:
    private_files.make_folder(folder)
    return Path(tempfile.mkdtemp(dir=folder))
