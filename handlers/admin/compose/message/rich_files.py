"""Reading the file that holds the source of a rich message, with a limit."""

import io
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import Document

from botapi.errors import REFUSALS, meaning
from botapi.reply import LINE_BROKE
from botapi.rich.limits import MOST_SOURCE
from broadcast.model.errors import ContentNotSupported

MOST_DOWNLOADED = 20 * 1024 * 1024  # bytes; Bot API: getFile
MOST_BYTES = 4 * MOST_SOURCE  # a character of UTF-8 has four at most
PATIENCE = 15  # seconds for half a megabyte

# Why a file cannot be read.
TOO_BIG = "rich-too-big"
TOO_LONG = "rich-too-long-file"
NOT_UTF8 = "rich-not-utf8"
NOT_READ = "rich-not-read"


class _TooLong(Exception):
    """More bytes than a source can have."""


class _Limited(io.BytesIO):
    """The size that Telegram told before may be wrong."""

    def write(self, data: Any, /) -> int:
        if self.tell() + len(data) > MOST_BYTES:
            raise _TooLong
        return super().write(data)


async def read_source(document: Document, bot: Bot) -> str:
    """The text of the file. Raises ContentNotSupported."""
    size = document.file_size or 0
    if size > MOST_DOWNLOADED:
        raise ContentNotSupported(TOO_BIG)
    if size > MOST_BYTES:
        raise ContentNotSupported(TOO_LONG)
    data = await _bytes(document, bot)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ContentNotSupported(NOT_UTF8, line=str(line)) from error


async def _bytes(document: Document, bot: Bot) -> bytes:
    """The errors' own words are left out: the address of a file holds the bot's token."""
    into = _Limited()
    try:
        await bot.download(document, destination=into, timeout=PATIENCE)
    except _TooLong:
        raise ContentNotSupported(TOO_LONG) from None
    except AiogramError as error:
        refused = meaning(error) in REFUSALS
        raise ContentNotSupported(TOO_BIG if refused else NOT_READ) from None
    except (*LINE_BROKE, TimeoutError):
        raise ContentNotSupported(NOT_READ) from None
    return into.getvalue()
