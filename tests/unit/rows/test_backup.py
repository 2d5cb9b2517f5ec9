"""Backups are whole, restoring loses nothing, and both are their owner's alone."""

import asyncio
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.commands.database.backups import run_backup, run_compact, run_restore
from db.connection.database import Database
from db.connection.opening import open_database, parse_url
from db.connection.sqlite.database import database_file
from db.connection.sqlite.instance_lock import InstanceLock
from db.connection.sqlite.private_files import too_open
from db.errors import AlreadyRunning, DatabaseError, DatabaseTooNew, DatabaseTrouble
from db.migrate import migrate
from db.subscribers.store import Subscribers

pytestmark = pytest.mark.sqlite_only("herald backup, restore and compact are for the file")


@pytest.fixture
def url(database_url: object) -> str:
    return str(database_url)


@pytest.fixture
def file(database_url: object) -> Path:
    return database_file(database_url)  # type: ignore[arg-type]


@pytest.fixture
def anybody() -> Iterator[None]:
    """A process whose new files everybody may read and write."""
    before = os.umask(0)
    yield
    os.umask(before)


def run_migrated(url: str) -> None:
    asyncio.run(migrate(url))


def leftovers(folder: Path) -> list[Path]:
    return list(folder.glob("*.part"))


def _chats(file: Path) -> list[int]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute("SELECT chat_id FROM subscribers")]


def _add(file: Path, *chats: int) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executemany(
            "INSERT INTO subscribers (chat_id, joined_at, changed_at) VALUES (?, 1, 1)",
            [(chat,) for chat in chats],
        )


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_a_backup_of_a_running_bot_is_whole(
    database: Database, file: Path, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The newest changes stand in the write-ahead log only."""
    await Subscribers(database).subscribe(5, now=1)
    copy = tmp_path / "copy"
    with InstanceLock(file):
        assert run_backup(url, copy, force=False) == 0
    assert capsys.readouterr().out == f"{copy}: {copy.stat().st_size} bytes, whole\n"
    assert _chats(copy) == [5]
    assert _mode(copy) == 0o600


async def test_a_backup_overwrote_what_was_there(
    database: Database, file: Path, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    copy.write_text("precious")
    assert run_backup(url, copy, force=False) == 1
    assert copy.read_text() == "precious"
    assert "is there already; --force replaces it" in capsys.readouterr().err
    assert run_backup(url, copy, force=True) == 0
    assert _chats(copy) == []
    with pytest.raises(DatabaseError, match="is the database itself"):
        run_backup(url, file, force=True)


async def test_a_backup_goes_through_a_pipe(
    database: Database, url: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run_backup(url, Path("-"), force=False) == 0
    copy = tmp_path / "copy"
    copy.write_bytes(capfdbinary.readouterr().out)
    assert _chats(copy) == []
    assert not leftovers(tmp_path)


def test_there_is_nothing_to_back_up(url: str, file: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="there is no database"):
        run_backup(url, tmp_path / "copy", force=False)
    with pytest.raises(DatabaseError, match="there is no database"):
        run_compact(url)
    assert not file.exists()
    assert not (tmp_path / "copy").exists()


def test_what_was_there_before_a_restore_is_kept(
    url: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_migrated(url)
    _add(file, 5)
    copy = tmp_path / "copy"
    assert run_backup(url, copy, force=False) == 0
    _add(file, 6)
    assert run_restore(url, copy) == 0
    assert _chats(file) == [5]
    [kept] = tmp_path.glob("herald.sqlite3.before-restore-*")
    assert _chats(kept) == [5, 6]
    assert {_mode(file), _mode(kept)} == {0o600}
    said = capsys.readouterr().out
    assert f"{file} is the backup of 20" in said
    assert f"the one before is kept as {kept}" in said
    assert run_restore(url, kept) == 0
    assert _chats(file) == [5, 6]
    assert not list(tmp_path.glob(".*"))


def test_a_restore_into_an_empty_place(url: str, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    run_migrated(url)
    assert run_backup(url, tmp_path / "copy", force=False) == 0
    elsewhere = f"sqlite+aiosqlite:///{other / 'herald.sqlite3'}"
    assert run_restore(elsewhere, tmp_path / "copy") == 0
    assert sorted(path.name for path in other.iterdir()) == [
        "herald.sqlite3",
        "herald.sqlite3.lock",
    ]


def test_a_broken_database_can_be_replaced(url: str, file: Path, tmp_path: Path) -> None:
    run_migrated(url)
    assert run_backup(url, tmp_path / "copy", force=False) == 0
    file.write_bytes(b"once upon a time " * 999)
    Path(f"{file}-wal").write_bytes(b"of the old one")
    assert run_restore(url, tmp_path / "copy") == 0
    assert _chats(file) == []
    [kept, wal] = sorted(tmp_path.glob("*before-restore-*"))
    assert kept.read_bytes().startswith(b"once upon")
    assert wal.name == f"{kept.name}-wal"


def test_a_plain_copy_of_a_stopped_bots_files_lost_its_newest_changes(
    url: str, file: Path, tmp_path: Path
) -> None:
    run_migrated(url)
    copy = tmp_path / "copy"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "INSERT INTO subscribers (chat_id, joined_at, changed_at) VALUES (5, 1, 1)"
        )
        connection.commit()
        copy.write_bytes(file.read_bytes())
        Path(f"{copy}-wal").write_bytes(Path(f"{file}-wal").read_bytes())
    _add(file, 6)
    assert run_restore(url, copy) == 0
    assert _chats(file) == [5]


def test_a_restore_under_a_running_bot_is_refused(url: str, file: Path, tmp_path: Path) -> None:
    run_migrated(url)
    assert run_backup(url, tmp_path / "copy", force=False) == 0
    with InstanceLock(file), pytest.raises(AlreadyRunning):
        run_restore(url, tmp_path / "copy")


def test_a_restore_under_another_program_is_refused(
    url: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.backup.BUSY_TIMEOUT_MS", 10)
    run_migrated(url)
    assert run_backup(url, tmp_path / "copy", force=False) == 0
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("SELECT count(*) FROM subscribers").fetchall()
        with pytest.raises(DatabaseTrouble, match="in use by another program"):
            run_restore(url, tmp_path / "copy")


def _newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _of_another_program(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _no_database(file: Path) -> None:
    file.write_text("Dear diary")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_newer, "is at version 9999, this Herald knows up to"),
        (_of_another_program, "copy is no database of Herald's"),
        (_cut, "copy (is damaged|cannot be read)"),
        (_no_database, "copy is no database"),
    ],
)
def test_a_bad_backup_is_refused_and_nothing_changes(
    url: str, file: Path, tmp_path: Path, spoil: object, words: str
) -> None:
    run_migrated(url)
    copy = tmp_path / "copy"
    assert run_backup(url, copy, force=False) == 0
    _add(file, 5)
    spoil(copy)  # type: ignore[operator]
    with pytest.raises((DatabaseError, DatabaseTooNew), match=words):
        run_restore(url, copy)
    assert _chats(file) == [5]
    names = {path.name for path in tmp_path.iterdir()}
    assert names <= {"copy", "herald.sqlite3", "herald.sqlite3.lock"}


def test_the_room_of_deleted_rows_goes_back(url: str, file: Path) -> None:
    run_migrated(url)
    _add(file, *range(1, 20_000))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM subscribers")
    before = file.stat().st_size
    assert run_compact(url) == 0
    assert file.stat().st_size < before / 2


@pytest.mark.usefixtures("anybody")
async def test_everybody_on_the_machine_could_read_the_database(tmp_path: Path) -> None:
    file = tmp_path / "new" / "data" / "herald.sqlite3"
    with InstanceLock(file):
        await migrate(f"sqlite+aiosqlite:///{file}")
        database = await open_database(parse_url(f"sqlite+aiosqlite:///{file}"))
        await Subscribers(database).subscribe(5, now=1)
        modes = {path.name: _mode(path) for path in file.parent.iterdir()}
        await database.close()
    assert modes == {f"herald.sqlite3{end}": 0o600 for end in ("", "-wal", "-shm", ".lock")}
    assert (_mode(file.parent), _mode(file.parent.parent)) == (0o700, 0o700)
    assert not too_open(file)


@pytest.mark.usefixtures("anybody")
def test_what_somebody_has_opened_stays_open_and_is_told(tmp_path: Path) -> None:
    file = tmp_path / "herald.sqlite3"
    tmp_path.chmod(0o755)
    file.touch(0o644)
    run_migrated(f"sqlite+aiosqlite:///{file}")
    assert _mode(file) == 0o644
    assert too_open(file)
    tmp_path.chmod(0o700)
    assert not too_open(file)
