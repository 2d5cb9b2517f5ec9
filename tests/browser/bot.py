"""A bot without a mind: the test writes its answers itself, over plain HTTP."""

import json
from typing import Any

import aiohttp

from tests.browser.samples import png
from tests.sandbox.bot_api import Api

PATIENCE = 20  # seconds of one long poll


class Bot(Api):
    """The Bot API, and what has come in since the last look."""

    def __init__(self, url: str, token: str, session: aiohttp.ClientSession) -> None:
        super().__init__(url, token, session)
        self._offset = 0

    async def next(self, kind: str) -> Any:
        """The next update of this kind; others before it are passed over."""
        while True:
            updates = await self.ok("getUpdates", offset=self._offset, limit=1, timeout=PATIENCE)
            assert updates, f"no {kind} came"
            self._offset = updates[0]["update_id"] + 1
            if kind in updates[0]:
                return updates[0][kind]

    async def send(self, text: str, chat: int = 7, **more: Any) -> int:
        """A text; gives its number."""
        return int((await self.ok("sendMessage", chat_id=chat, text=text, **more))["message_id"])

    async def upload(self, method: str, field: str, name: str, data: bytes, **params: Any) -> Any:
        """A call with a file's real bytes."""
        form = aiohttp.FormData()
        for key, value in params.items():
            form.add_field(key, value if isinstance(value, str) else json.dumps(value))
        form.add_field(field, data, filename=name)
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", data=form) as answer:
            body = json.loads(await answer.read())
        assert body["ok"], body
        return body["result"]

    async def photo(self, chat: int = 7, **more: Any) -> Any:
        """A picture with real bytes; gives the message."""
        data = png(320, 200, (40, 110, 160))
        return await self.upload("sendPhoto", "photo", "p.png", data, chat_id=chat, **more)
