"""What a message brings: its text, or the file that it carries, read with a limit."""

import io
from typing import Any

from aiogram.types import Message

from db.audience.id_lines import MOST_BYTES
from handlers.admin.choosing.kinds.kind import Refused
from handlers.admin.context import AdminContext


class TooLarge(Exception):
    """There is more of it than was announced."""


async def bytes_of(message: Message, admin: AdminContext) -> bytes | Refused:
    """What was written; of a file what stands in it."""
    i18n, document = admin.i18n, message.document
    if message.text:
        return message.text.encode(errors="replace")
    if document is None:
        return Refused(i18n.get("choosing-text-or-file"))
    if (document.file_size or 0) > MOST_BYTES:
        return Refused(i18n.get("choosing-file-large"))
    target = _Limited()
    try:
        await admin.bot.download(document, destination=target)
    except TooLarge:
        return Refused(i18n.get("choosing-file-large"))
    return target.getvalue()


class _Limited(io.BytesIO):
    def write(self, data: Any, /) -> int:
        if self.tell() + len(data) > MOST_BYTES:
            raise TooLarge
        return super().write(data)
