"""The file of recipients: asked for with a tap, sent while the chat goes on."""

import asyncio
from pathlib import Path

import pytest

from broadcast.doors.reporting import exports
from broadcast.doors.reporting.exports import folder_of
from runtime.child_process import ChildFailed
from tests.dialogs.conftest import House, Person, eventually


async def report(house: House, admin: Person) -> None:
    """Its window, of a broadcast to three people."""
    await house.subscribe(3)
    await house.launched("Good news")
    await house.until("SELECT state FROM runs", ("finished",))
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Good news")
    await admin.sees("Launched")


def left(house: House) -> list[Path]:
    folder = folder_of(house.database.url)
    return list(folder.iterdir()) if folder.exists() else []


async def nothing_left(house: House) -> None:
    async def none() -> bool:
        return not left(house)

    await eventually(none)


async def test_all_recipients_as_a_file(house: House, admin: Person) -> None:
    await report(house, admin)
    await admin.press("Report")
    await admin.press("Recipients (CSV)")
    await admin.sees("I am writing the file")
    message = await admin.sees("#1: 3 recipients")
    assert message["document"]["file_name"] == "broadcast-1-recipients.csv.gz"
    await nothing_left(house)


async def test_those_of_one_number_as_a_file(house: House, admin: Person) -> None:
    await report(house, admin)
    await admin.press("✅ 3")
    await admin.press("These as a file")
    message = await admin.sees("#1: 3 recipients")
    assert message["document"]["file_name"] == "broadcast-1-sent.csv.gz"


async def test_one_at_a_time(house: House, admin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    never = asyncio.Event()

    async def writes_for_ever(*_: object, **__: object) -> bytes:
        await never.wait()
        return b""

    monkeypatch.setattr(exports, "ask", writes_for_ever)
    await report(house, admin)
    await admin.press("Report")
    await admin.press("Recipients (CSV)")
    await admin.sees("I am writing the file")
    await admin.press("Recipients (CSV)")
    await admin.sees("One at a time")


async def test_what_cannot_be_written_is_said(
    house: House, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object, **__: object) -> bytes:
        raise ChildFailed

    monkeypatch.setattr(exports, "ask", fails)
    await report(house, admin)
    await admin.press("Report")
    await admin.press("Recipients (CSV)")
    await admin.sees("could not be written")
    assert left(house) == []


async def test_what_telegram_does_not_take_is_said(house: House, admin: Person) -> None:
    await report(house, admin)
    await house.control.faults(error_500={"next": 1, "methods": ["sendDocument"]})
    await admin.press("Report")
    await admin.press("Recipients (CSV)")
    await admin.sees("did not take the file about #1")
    await nothing_left(house)
