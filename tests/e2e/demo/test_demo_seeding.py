"""The demo's database, made before its bot begins."""

import asyncio
import threading
from pathlib import Path

import pytest

from bot.demo import seeding
from bot.demo.story.cast import EDITOR
from bot.settings.settings import SQLITE
from db.connection.opening import parse_url


async def test_a_demo_that_was_ended_early_left_its_database_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder was removed while a thread was still writing there, and came back."""
    begun, may_end = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        may_end.wait(20)

    async def migrate(_url: object) -> None:
        await asyncio.to_thread(work)

    monkeypatch.setattr(seeding, "migrate", migrate)
    url = parse_url(f"{SQLITE}{tmp_path / 'herald.sqlite3'}")
    async with asyncio.TaskGroup() as group:
        made = group.create_task(seeding.subscribe(url, [], EDITOR))
        while not begun.is_set():
            await asyncio.sleep(0)
        made.cancel()
        for _ in range(10):
            await asyncio.sleep(0)
        assert not made.done()
        may_end.set()
        await asyncio.wait([made])
    assert made.cancelled()
