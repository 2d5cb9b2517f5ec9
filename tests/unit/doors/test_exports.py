"""Files of recipients name people: they are private, and none is left behind."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from broadcast.doors.reporting import exports
from broadcast.doors.reporting.exports import ExportFailed, Exports, clear, folder_of
from broadcast.doors.reports import Reports
from broadcast.model.errors import NoSuchBroadcast
from db.connection.database import Database
from db.schema.states import DeliveryState
from runtime.child_process import ChildTooSlow
from runtime.clock import SystemClock
from tests.actors import editor


@pytest.fixture
async def door(database: Database) -> Exports:
    """Of a broadcast to three people, and of a draft."""
    async with database.write() as connection:
        do = connection.exec_driver_sql
        for number in (1, 2):
            await do(
                "INSERT INTO broadcasts (id, stage, title, content, created_by, created_at)"
                " VALUES (?, ?, '', '{}', 1, 1)",
                (number, "launched" if number == 1 else "draft"),
            )
        await do(
            "INSERT INTO runs (id, broadcast_id, launched_by, launched_at, audience_upto, total,"
            " thinned) VALUES (1, 1, 1, 1, 3, 3, true)"
        )
        await do(
            "INSERT INTO deliveries (run_id, subscriber_id, state, trouble)"
            " VALUES (1, 1, 2, NULL), (1, 2, 5, 5)"
        )
    return Exports(database, Reports(database), SystemClock())


@pytest.fixture
def folder(database: Database) -> Path:
    return folder_of(database.url)


def within(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def place_file(path: Path) -> None:
    path.touch()


async def test_it_is_made_in_a_folder_of_our_own_and_goes(door: Exports, folder: Path) -> None:
    made = await door.recipients(1, by=editor(7))
    assert made.count == 2
    assert made.thinned
    assert [part.parent.parent for part in made.parts] == [folder]
    assert {one.stat().st_mode & 0o077 for one in (folder, made.folder, *made.parts)} == {0}
    made.remove()
    assert within(folder) == []


async def test_only_of_those_who_got_it_some_may_be_forgotten(door: Exports) -> None:
    made = await door.recipients(1, DeliveryState.FAILED, by=editor(7))
    assert (made.count, made.thinned) == (1, False)
    made.remove()


async def test_a_draft_has_no_recipients(door: Exports) -> None:
    with pytest.raises(NoSuchBroadcast):
        await door.recipients(2, by=editor(7))


async def test_a_failure_and_a_cancellation_leave_nothing(
    door: Exports, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error, told in ((ChildTooSlow(), ExportFailed), (asyncio.CancelledError(), None)):

        async def fails(
            _module: str, task: dict[str, Any], *, _error: BaseException = error, **_: Any
        ) -> bytes:
            place_file(Path(task["folder"], "1.csv.gz"))
            raise _error

        monkeypatch.setattr(exports, "ask", fails)
        with pytest.raises(told or asyncio.CancelledError):
            await door.recipients(1, by=editor(7))
        assert within(folder) == []


async def test_where_no_file_can_be_made_it_says_so(door: Exports, folder: Path) -> None:
    place_file(folder)
    with pytest.raises(ExportFailed):
        await door.recipients(1, by=editor(7))


def test_what_a_killed_process_left_is_deleted(database: Database, folder: Path) -> None:
    (folder / "left").mkdir(parents=True)
    (folder / "left" / "1.csv.gz").touch()
    clear(database.url)
    assert not folder.exists()
    clear(database.url)
