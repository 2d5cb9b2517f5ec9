"""A small Bot API client for tests: it shows status and body instead of hiding them."""

import json
from typing import Any

import aiohttp


class Api:
    """`await api("sendMessage", chat_id=7, text="Hi")` -> (status, body)."""

    def __init__(self, url: str, token: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.token = token
        self.session = session

    async def __call__(self, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        address = f"{self.url}/bot{self.token}/{method}"
        async with self.session.post(address, json=params) as answer:
            return answer.status, json.loads(await answer.read())

    async def ok(self, method: str, **params: Any) -> Any:
        status, body = await self(method, **params)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """The description of the error, which says its code."""
        status, body = await self(method, **params)
        assert status == body["error_code"] != 200, body
        return str(body["description"])

    def of(self, token: str) -> "Api":
        return Api(self.url, token, self.session)
