"""What is taken of a message: its text, or the file that it carries, read with a limit."""

from typing import Any

import pytest
from aiogram.types import Chat, Document, Message

from handlers.admin.choosing import files
from handlers.admin.choosing.files import bytes_of
from handlers.admin.choosing.kinds.kind import Refused


class Words:
    def get(self, key: str) -> str:
        return key


class FileBot:
    def __init__(self, data: bytes) -> None:
        self.data = data

    async def download(self, _file: Any, *, destination: Any) -> None:
        for start in range(0, len(self.data), 1_000):
            destination.write(self.data[start : start + 1_000])


class Admin:
    def __init__(self, data: bytes = b"") -> None:
        self.i18n, self.bot = Words(), FileBot(data)


def message(*, text: str | None = None, size: int | None = None) -> Message:
    document = None
    if text is None:
        document = Document(file_id="f", file_unique_id="u", file_size=size)
    chat = Chat(id=1, type="private")
    return Message(message_id=1, date=1, chat=chat, text=text, document=document)  # type: ignore[arg-type]


async def taken(what: Message, data: bytes = b"") -> bytes | Refused:
    admin: Any = Admin(data)
    return await bytes_of(what, admin)


async def test_a_text_is_taken_as_it_is() -> None:
    assert await taken(message(text="5\n6")) == b"5\n6"


async def test_a_file_is_read() -> None:
    assert await taken(message(size=5), b"5\n6") == b"5\n6"


@pytest.mark.parametrize("announced", [None, 10, 21_000_000])
async def test_a_file_is_read_with_a_limit_whatever_it_says_of_itself(
    announced: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 5_000)
    large = await taken(message(size=announced), b"5\n" * 5_000)
    assert large == Refused("choosing-file-large")


async def test_a_picture_is_no_list() -> None:
    chat = Chat(id=1, type="private")
    nothing = Message(message_id=1, date=1, chat=chat)  # type: ignore[arg-type]
    assert await taken(nothing) == Refused("choosing-text-or-file")
