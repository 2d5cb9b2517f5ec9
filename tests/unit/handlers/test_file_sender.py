"""An order is carried out part by part, for whoever is an admin then, and leaves nothing behind."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiogram.types import FSInputFile

from broadcast.doors.reporting.exports import Export
from broadcast.model.errors import NotAllowed
from handlers.admin.reporting.file_sender import FileOrder, FileSender
from handlers.language.texts import Texts
from runtime.supervisor import Supervisor
from tests.actors import editor
from tests.clocks import VirtualClock, settle

ORDER = FileOrder(user_id=7, chat_id=7, thread_id=None, locale="en", broadcast_id=12)
PARTS = 3


class Scene:
    """A door that has written three files, and a bot that notes what it sends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "made"
        self.sent: list[tuple[str, str]] = []
        self.admin = True
        self.before_sending: Callable[[], Any] = lambda: None
        self.supervisor = Supervisor(VirtualClock())
        doors: Any = SimpleNamespace(exports=SimpleNamespace(recipients=self._made))
        bot: Any = SimpleNamespace(send_document=self._send)
        self.bot = bot
        access: Any = SimpleNamespace(actor=self._actor, require=self._require)
        self.sender = FileSender(doors, Texts("en"), bot, access, self.supervisor)

    async def _actor(self, user_id: int) -> Any:
        return editor(user_id)

    async def _require(self, user_id: int) -> None:
        if not self.admin:
            raise NotAllowed(f"user {user_id} is no admin")

    async def _made(self, *_: Any, **__: Any) -> Export:
        self.folder.mkdir()
        parts = tuple(self.folder / f"{number}.csv.gz" for number in range(PARTS))
        for part in parts:
            part.touch()
        return Export(folder=self.folder, parts=parts, count=2_000_000, thinned=True)

    async def _send(self, _chat_id: int, file: FSInputFile, *, caption: str, **_: Any) -> None:
        await asyncio.sleep(0)
        self.before_sending()
        assert Path(file.path).exists()  # noqa: ASYNC240 - a test's
        self.sent.append((str(file.filename), caption))


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


async def test_parts_come_one_after_the_other(scene: Scene) -> None:
    assert scene.sender.take(ORDER)
    assert not scene.sender.take(ORDER)
    await settle()
    names, captions = zip(*scene.sent, strict=True)
    assert names == tuple(f"broadcast-12-recipients-{number}.csv.gz" for number in (1, 2, 3))
    assert captions[0].splitlines()[:2] == ["📄 #12: 2000000 recipients", "Part 1 of 3"]
    assert "LEDGER_DAYS" in captions[0]
    assert captions[2].splitlines()[1:] == ["Part 3 of 3"]
    assert not scene.folder.exists()
    assert scene.sender.take(ORDER)
    await scene.supervisor.close()


async def test_a_role_that_is_lost_meanwhile_ends_it(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    def lose() -> None:
        scene.admin = False

    scene.before_sending = lose
    with caplog.at_level(logging.WARNING):
        scene.sender.take(ORDER)
        await settle()
    assert len(scene.sent) == 1
    assert "user 7 is no admin any more and gets no file" in caplog.text
    assert not scene.folder.exists()


async def test_the_end_of_the_bot_leaves_nothing(scene: Scene) -> None:
    scene.sender.take(ORDER)
    while not scene.folder.exists():
        await asyncio.sleep(0)
    await scene.supervisor.close()
    assert not scene.folder.exists()
    assert len(scene.sent) < PARTS


async def test_a_file_that_is_gone_is_said(scene: Scene) -> None:
    """Somebody swept the folder while it was being sent."""
    said = []

    async def say(_chat_id: int, text: str, **_: Any) -> None:
        said.append(text)

    def vanish() -> None:
        raise FileNotFoundError

    scene.before_sending = vanish
    scene.bot.send_message = say
    scene.sender.take(ORDER)
    await settle()
    assert "could not be written" in said[0]
    assert scene.sender.take(ORDER)
    await scene.supervisor.close()
