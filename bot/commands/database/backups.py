"""herald backup/restore/compact: the database as a file that can be kept and put back."""

import asyncio
import errno
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.api.core.refusals import Refused
from bot.commands.database.put_back import lines_of
from bot.commands.reading import reading
from bot.commands.telling import Told, answer, cannot_use
from bot.commands.writing import copy_through, is_through, placing, to_standard, writing
from broadcast.ledger.restoring import Doubted, doubt_what_ran, in_words
from db.backup import back_up, compact, fold, read_backup, remove_sidecars, replace
from db.connection.opening import open_database, parse_url
from db.connection.sqlite.database import database_file
from db.connection.sqlite.instance_lock import InstanceLock
from db.errors import DatabaseUnavailable
from db.migrate import migrate

DONE = 0


def run_backup(database_url: str, file: Path, *, force: bool, as_json: bool = False) -> int:
    """Also while the bot runs. Returns the exit code; raises DatabaseError."""
    to = sys.stderr if to_standard(file) else sys.stdout  # the output itself is the file then
    return answer(lambda: _backed_up(database_url, file, force=force), as_json=as_json, to=to)


def run_restore(database_url: str, file: Path, *, as_json: bool = False) -> int:
    """Only while the bot stands still. Returns the exit code; raises DatabaseError."""
    return answer(lambda: _restored(database_url, file), as_json=as_json)


def _backed_up(database_url: str, file: Path, *, force: bool) -> Told:
    database, now = database_file(parse_url(database_url)), int(time.time())
    try:
        _refuse_itself(file, database)
        if is_through(file):
            with _beside(database) as copy, writing(file) as stream:
                back_up(database, copy, now=now)
                size = copy.stat().st_size
                copy_through(copy, stream)
        else:
            with placing(file, overwrite=force) as copy:
                back_up(database, copy, now=now)
                size = copy.stat().st_size
    except FileExistsError:
        words = f"{file}: is there already; --force replaces it"
        raise Refused(status=409, code="file_exists", detail=words) from None
    except OSError as error:
        raise cannot_use(file, error) from None
    told = {"file": str(file), "bytes": size}
    return Told(f"{file}: {size} bytes, whole", json.dumps(told, ensure_ascii=False))


def _restored(database_url: str, file: Path) -> Told:
    database = Path(os.path.realpath(database_file(parse_url(database_url))))
    now = int(time.time())
    with InstanceLock(database):
        try:
            _refuse_itself(file, database)
            with _beside(database) as copy:
                with reading(file) as stream:
                    made_at = read_backup(stream, file, copy)
                doubted = asyncio.run(_made_safe(copy, made_at))
                fold(copy)
                kept = replace(database, copy, now=now)
        except OSError as error:
            raise cannot_use(file, error) from None
    return _told(database, made_at, kept, doubted)


def run_compact(database_url: str) -> int:
    """Only while the bot stands still. Returns the exit code; raises DatabaseError."""
    database = database_file(parse_url(database_url))
    with InstanceLock(database):
        before, after = compact(database)
    print(f"{database}: {before} bytes before, {after} now")
    return DONE


async def _made_safe(copy: Path, made_at: int | None) -> Doubted:
    """Brought up to date, and nothing in it goes on by itself."""
    url = parse_url(f"sqlite+aiosqlite:///{copy}")
    await migrate(url)
    database = await open_database(url)
    try:
        return await doubt_what_ran(database, made_at=made_at, now=int(time.time()))
    finally:
        await database.close()


@contextmanager
def _beside(database: Path) -> Iterator[Path]:
    """An empty private file in the database's folder; what is left of it at the end goes."""
    if not database.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(database.parent))
    number, name = tempfile.mkstemp(
        prefix=f".{database.name}.", suffix=".part", dir=database.parent
    )
    os.close(number)
    copy = Path(name)
    try:
        yield copy
    finally:
        copy.unlink(missing_ok=True)
        remove_sidecars(copy)


def _told(database: Path, made_at: int | None, kept: Path | None, doubted: Doubted) -> Told:
    moment = "" if made_at is None else f" of {in_words(made_at)}"
    lines = [f"{database} is the backup{moment} now"]
    if kept is not None:
        lines.append(f"the one before is kept as {kept}")
    told = {
        "database": str(database),
        "made_at": None if made_at is None else datetime.fromtimestamp(made_at, UTC).isoformat(),
        "kept": None if kept is None else str(kept),
        "paused_broadcasts": len(doubted.runs),
        "uncertain_people": sum(doubted.runs.values()),
        "paused_series": doubted.series,
        "paused_repeats": doubted.repeats,
        "asked_plans": doubted.plans,
        "revoked_keys": doubted.keys,
    }
    return Told("\n".join((*lines, *lines_of(doubted))), json.dumps(told, ensure_ascii=False))


def _refuse_itself(file: Path, database: Path) -> None:
    with suppress(FileNotFoundError):
        if file.samefile(database):
            raise DatabaseUnavailable(f"{file} is the database itself")
