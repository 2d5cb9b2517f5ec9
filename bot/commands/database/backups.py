"""herald backup/restore/compact: the database as a file that can be kept and put back."""

import asyncio
import errno
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.commands.database.put_back import tell_doubted
from bot.commands.reading import reading
from bot.commands.writing import copy_through, is_through, placing, to_standard, writing
from broadcast.ledger.restoring import Doubted, doubt_what_ran, in_words
from db.backup import back_up, compact, fold, read_backup, remove_sidecars, replace
from db.connection.opening import open_database, parse_url
from db.connection.sqlite.database import database_file
from db.connection.sqlite.instance_lock import InstanceLock
from db.errors import DatabaseUnavailable
from db.migrate import migrate

DONE, FAILED = 0, 1


def run_backup(database_url: str, file: Path, *, force: bool) -> int:
    """Also while the bot runs. Returns the exit code; raises DatabaseError."""
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
        print(f"herald: {file}: is there already; --force replaces it", file=sys.stderr)
        return FAILED
    except OSError as error:
        return _refuse(file, error)
    print(f"{file}: {size} bytes, whole", file=sys.stderr if to_standard(file) else sys.stdout)
    return DONE


def run_restore(database_url: str, file: Path) -> int:
    """Only while the bot stands still. Returns the exit code; raises DatabaseError."""
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
            return _refuse(file, error)
    _tell(database, made_at, kept, doubted)
    return DONE


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


def _tell(database: Path, made_at: int | None, kept: Path | None, doubted: Doubted) -> None:
    moment = "" if made_at is None else f" of {in_words(made_at)}"
    print(f"{database} is the backup{moment} now")
    if kept is not None:
        print(f"the one before is kept as {kept}")
    tell_doubted(doubted)


def _refuse_itself(file: Path, database: Path) -> None:
    with suppress(FileNotFoundError):
        if file.samefile(database):
            raise DatabaseUnavailable(f"{file} is the database itself")


def _refuse(file: Path, error: OSError) -> int:
    print(f"herald: {file}: {error.strerror or error}", file=sys.stderr)
    return FAILED
